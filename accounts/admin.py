from allauth.mfa import admin as mfa_admin
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User

# Registered by its module, which is imported above: nobody makes or changes a second factor of
# somebody else. `./bh manage forget_second_factor` takes all of them away.
admin.site.unregister(mfa_admin.Authenticator)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Find a person and close an account. Logs can't be read here."""

    list_display = ["__str__", "is_guest", "is_active", "joined_at"]
    list_filter = ["is_guest", "is_active"]
    search_fields = ["email"]
    fields = ["email", "is_active", "is_staff", "time_zone", "units", "week_start"]
    readonly_fields = ["email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Forbid adding people: they start by themselves, and createsuperuser makes an
        administrator."""
        return False
