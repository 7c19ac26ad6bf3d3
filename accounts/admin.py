from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """To find a person and to close an account; what people log isn't read here."""

    list_display = ["__str__", "is_guest", "is_active", "joined_at"]
    list_filter = ["is_guest", "is_active"]
    search_fields = ["email"]
    fields = ["email", "is_active", "is_staff", "time_zone", "units", "week_start"]
    readonly_fields = ["email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People start by themselves; createsuperuser makes who runs this place."""
        return False
