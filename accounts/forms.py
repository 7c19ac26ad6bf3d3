"""Forms about the person."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from accounts.models import User, zone_names


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zone_names())]


class StartForm(forms.Form):
    """The time zone that the page's script read from the browser; an unknown one is ignored."""

    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def zone(self) -> str:
        name = self.cleaned_data["time_zone"] if self.is_valid() else ""
        return name if name in zone_names() else "UTC"


class ClaimForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("Eight characters or more. A short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            self.refuse_taken()
        return email

    def refuse_taken(self) -> None:
        self.add_error(
            "email",
            _("This address has an account already. Use another, or log out and log in with it."),
        )

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, User(email=self.data.get("email")))
        return password


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = User
        fields = [
            *("units", "time_zone", "week_start"),
            *("rest_tone", "rest_vibration", "keep_awake"),
            "deload_every",
        ]
        widgets = {"units": forms.RadioSelect}
