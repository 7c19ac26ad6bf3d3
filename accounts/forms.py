"""Forms about the person."""

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin

from accounts.help_lines import Country
from accounts.models import UNTIL_CHOSEN, User, zone_names

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def zone_label(name: str) -> str:
    """Return a time zone's name as people read it: "America/New_York" → "America/New York"."""
    return name.replace("_", " ")


@cache
def zones_by_words() -> dict[str, str]:
    """Return each time zone by what people may type for it, in small letters: its name, or its
    city alone where no other zone has it."""
    zones_of = defaultdict(list)
    for name in zone_names():
        zones_of[name.rpartition("/")[2]].append(name)
    by_city = {city: names[0] for city, names in zones_of.items() if len(names) == 1}
    by_name = {name: name for name in zone_names()}
    return {zone_label(words).lower(): name for words, name in {**by_city, **by_name}.items()}


class ZoneInput(forms.TextInput):
    """A text field with a list of time zones, which is fetched when the field is entered."""

    template_name = "accounts/_zone_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        fetched = {
            "hx-get": reverse_lazy("accounts:time_zones"),
            "hx-trigger": "focus once",
            "hx-target": "#time-zones",
            "hx-params": "none",
        }
        super().__init__({"list": "time-zones", "autocomplete": "off", **fetched, **(attrs or {})})


class ZoneField(forms.CharField):
    """A time zone, typed by name or by city in capitals or not: "america/new york" or "New York" →
    "America/New_York"."""

    widget = ZoneInput
    default_error_messages: ClassVar[dict[str, "StrOrPromise"]] = {
        "unknown": _(
            "This is no time zone that we know. Type its name or its city, such as Lisbon, or pick "
            "it from the list."
        )
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, **options)

    def clean(self, value: Any) -> str:
        typed = " ".join(zone_label(super().clean(value)).lower().split())
        if typed not in zones_by_words():
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return zones_by_words()[typed]

    def prepare_value(self, value: Any) -> Any:
        return zone_label(value) if value in zone_names() else value


class StartForm(forms.Form):
    """The time zone that the page's script read from the browser; an unknown one is ignored."""

    time_zone = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput({"data-own-zone": True})
    )

    def zone(self) -> str:
        name = self.cleaned_data["time_zone"] if self.is_valid() else ""
        return name if name in zone_names() else UNTIL_CHOSEN


GOOD_PASSWORD = _("Eight characters or more. A short sentence is easy to remember.")


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
        help_text=GOOD_PASSWORD,
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
            _(
                "This address has an account already. Use another, or log in with it: what you "
                "logged here can come along."
            ),
        )

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, User(email=self.data.get("email")))
        return password


class OwnPasswordForm(forms.Form):
    """The present password again, before something changes; `accounts.own_password` counts it."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse another password. Not by the person's own method, which stores it anew after a
        change of the hasher: that ends all log-ins, this one included."""
        password: str = self.cleaned_data["password"]
        if not check_password(password, self.user.password):
            raise forms.ValidationError(_("This isn’t your password."))
        return password


class AddressForm(OwnPasswordForm):
    """A new address, or the present one to confirm it; and the password of the account.

    It doesn't reveal whether somebody has the address already: only its owner learns that, by mail.
    """

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    field_order = ("email", "password")


LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
}


class InOurWords(FormMixin):
    """A view of allauth whose form has the labels of our own, and no second ones in its fields; one
    that is refused answers 422."""

    def get_form(self, form_class: type[Any] | None = None) -> Any:
        form = super().get_form(form_class)
        for name, field in form.fields.items():
            field.label = LABELS.get(name, field.label)
            if name == "password1":
                field.help_text = GOOD_PASSWORD  # allauth's is a list, as HTML
            field.widget.attrs.pop("placeholder", None)
        return form

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SettingsForm(forms.ModelForm):
    time_zone = ZoneField(label=_("Time zone"))
    country = forms.ChoiceField(
        label=_("Country, for the emergency number"),
        choices=[("", _("the country of my time zone")), *Country.choices],
        required=False,
    )

    class Meta:
        model = User
        fields = [
            *("units", "time_zone", "country", "week_start"),
            *("rest_tone", "rest_vibration", "keep_awake"),
            "deload_every",
        ]
        widgets = {"units": forms.RadioSelect}
