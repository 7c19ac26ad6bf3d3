"""The person, their log-ins, the address they asked for, the guest they were, and the limits that
were used."""

import zoneinfo
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.help_lines import Country, HelpLines, help_lines
from accounts.keys import new_key


class Units(models.TextChoices):
    METRIC = "metric", _("kilograms and centimetres")
    IMPERIAL = "imperial", _("pounds and inches")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


@cache
def zone_names() -> frozenset[str]:
    """Return the time zones that a browser may name. Cached, because listing them opens some 600
    files."""
    no_place = {"Factory", "localtime"}
    return frozenset(zoneinfo.available_timezones() - no_place)


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of a name; UTC if this machine's list is older than the name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return zoneinfo.ZoneInfo("UTC")


# Weeks (brief.md C6).
DELOAD_EVERY = [
    (None, _("Never")),
    (4, _("After 4 weeks")),
    (5, _("After 5 weeks")),
    (6, _("After 6 weeks")),
    (7, _("After 7 weeks")),
    (8, _("After 8 weeks")),
]


def known_zone(name: str) -> None:
    """Raise ValidationError for a name that isn't a time zone's, such as Europe/Lisbon is."""
    if name not in zone_names():
        raise ValidationError(_("Choose a time zone from the list."))


class UserManager(BaseUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower-case the address: allauth looks addresses up that way, to log in and to send
        mail."""
        return super().normalize_email(email).lower()

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """Create a person, or, without an e-mail address, a guest with an unusable password."""
        user = self.model(email=email and self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        # Guests have no address, so an empty one must find nobody.
        return self.get(email__iexact=username or "")


UNTIL_CHOSEN = "UTC"  # the time zone until the browser or the person names one


class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    is_guest = models.BooleanField(default=False)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=UNTIL_CHOSEN, validators=[known_zone]
    )
    # Empty: the one that the time zone lies in.
    country = models.CharField(
        _("country, for the emergency number"), max_length=2, choices=Country.choices, blank=True
    )
    units = models.CharField(_("units"), max_length=8, choices=Units.choices, default=Units.METRIC)
    # {slug: "kg" or "lb"} for exercises whose weights are marked in the other unit.
    own_units = models.JSONField(default=dict, blank=True)
    week_start = models.PositiveSmallIntegerField(
        _("first day of the week"), choices=Weekday.choices, default=Weekday.MONDAY
    )
    rest_tone = models.BooleanField(_("a tone when the rest is over"), default=True)
    rest_vibration = models.BooleanField(_("vibrate when the rest is over"), default=True)
    keep_awake = models.BooleanField(_("keep the screen on during a session"), default=True)
    deload_every = models.PositiveSmallIntegerField(
        _("a lighter week is offered"), choices=DELOAD_EVERY, default=6, null=True, blank=True
    )
    # The daily habits chosen, up to three: values of `routines.planning.habits.About`.
    habits = models.JSONField(_("daily habits"), default=list, blank=True)
    # 0 to 10, from the set-up: the baseline until there are morning entries.
    usual_pain = models.PositiveSmallIntegerField(_("usual pain"), null=True, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(
                condition=Q(is_guest=True, email=None) | Q(is_guest=False, email__isnull=False),
                name="user_guest_has_no_email",
            ),
            models.CheckConstraint(
                condition=Q(usual_pain__isnull=True) | Q(usual_pain__lte=10),
                name="user_usual_pain_to_10",
            ),
            models.CheckConstraint(
                condition=Q(week_start__range=(0, 6)), name="user_week_start_is_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(deload_every__isnull=True) | Q(deload_every__range=(4, 8)),
                name="user_deload_every_4_to_8",
            ),
        ]

    def __str__(self) -> str:
        return self.email or f"guest {str(self.pk)[-12:]}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zone_named(self.time_zone)

    @property
    def help_lines(self) -> HelpLines | None:
        """The numbers to call in the person's country; None if they aren't known."""
        return help_lines(self.country, self.time_zone)

    def local_date(self, moment: datetime) -> date:
        """Return the person's local calendar day at a moment in UTC."""
        return moment.astimezone(self.zone).date()

    def today(self) -> date:
        """Return the person's local day. For views and commands only: code below them takes the
        day as an argument."""
        return self.local_date(timezone.now())


class BrowserSession(AbstractBaseSession):
    """A browser that has logged in or started as a guest; `accounts.sessions` writes it.

    It has its person's key, so that it is deleted with the account and can be ended from elsewhere.
    The key is empty while only a password is being set, or a log-in waits for its second step.
    """

    # Without a database constraint: a log-in at the moment when the account is deleted must not
    # block the deletion. Nobody can use the row that it leaves.
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", db_constraint=False)
    # "Firefox on Android"; empty if the browser didn't say, and for log-ins of earlier times.
    device = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField(null=True)
    # The browser itself, as long as it stays logged in; its session gets another key when the
    # password changes. Empty until something is kept for this browser (`log_ins.browser_of`).
    browser = models.UUIDField(null=True, db_index=True)


class NewAddress(models.Model):
    """The e-mail address that a person asked for, until it is confirmed by the link in a mail.

    It isn't allauth's `EmailAddress`: with that, a password could be asked for by an address which
    nobody has confirmed.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    email = models.EmailField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"of {self.asked_at:%Y-%m-%d}"


class FormerGuest(models.Model):
    """A guest who logged in to an account on the guest's own device: `key` was the guest's.

    Until `merged_at` the guest's row and log wait, untouched, for the person's answer. After it
    the guest is gone, and what a device still sends under the guest's key is the account's.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    merged_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"guest {str(self.key)[-12:]}"


class Allowance(models.Model):
    """How much of a limit has been used (`accounts.limits`).

    From `whole_at` on all of it is free again, and the row may be deleted. The key is a keyed hash,
    from which no network or e-mail address can be read.
    """

    key = models.CharField(primary_key=True, max_length=64)
    whole_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]
