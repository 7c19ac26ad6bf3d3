"""Setting up a plan."""

import json
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import zone_choices
from accounts.models import Units, User, Weekday
from exercises.decimals import decimal_text
from exercises.labels import EQUIPMENT
from exercises.vocabulary import Equipment
from routines.forms.session import pain_field
from routines.models import LoadUnit
from routines.planning.programmes import Level
from routines.planning.weekdays import valid_weekday_sets

LEVELS = [
    (Level.L1, _("Foundation: I am new to this, or coming back")),
    (Level.L2, _("Build: I have trained like this for a month or more")),
    (Level.L3, _("Strong: I have trained for three months and lift weights")),
]
# What decides over a session; a mat is comfortable, and no exercise needs one.
ASKED_FOR = [
    Equipment.CHAIR,
    Equipment.WALL,
    Equipment.STEP,
    Equipment.BROOMSTICK,
    Equipment.BENCH,
    Equipment.BAND,
    Equipment.DUMBBELL,
    Equipment.KETTLEBELL,
    Equipment.BARBELL,
    Equipment.LEG_PRESS_MACHINE,
    Equipment.FOAM_ROLLER,
]
AT_HAND_IN_MOST_HOMES = ["chair", "wall", "step", "broomstick"]
LEAST_WEIGHT, MOST_WEIGHT = Decimal("0.25"), Decimal(200)
DAYS_APART = {2: [0, 3], 3: [0, 2, 4]}


class WeightsField(forms.CharField):
    """Weights with spaces between them: "4 8 12.5" → ["4", "8", "12.5"], the lightest first. Comma
    and point both mark the decimals."""

    def __init__(self, **options: Any) -> None:
        hint = {"inputmode": "text", "autocomplete": "off", "placeholder": "4 8 12.5"}
        super().__init__(
            required=False, max_length=100, widget=forms.TextInput(attrs=hint), **options
        )

    def clean(self, value: Any) -> list[str]:
        words = re.sub(r"[;\s]+|,\s", " ", super().clean(value)).split()
        # Digits alone: a Decimal would be "sNaN" and "1e-99" as well.
        if not all(re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", word, re.ASCII) for word in words):
            raise self._refusal()
        figures = {Decimal(word.replace(",", ".")) for word in words}
        if figures and not LEAST_WEIGHT <= min(figures) <= max(figures) <= MOST_WEIGHT:
            raise self._refusal()
        return [decimal_text(each) for each in sorted(figures)]

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def _refusal(self) -> forms.ValidationError:
        return forms.ValidationError(_("Enter the weights with spaces between, like 4 8 12.5."))


class SetupForm(forms.Form):
    level = forms.ChoiceField(
        label=_("How far are you?"), choices=LEVELS, initial=Level.L1, widget=forms.RadioSelect
    )
    usual_pain = pain_field(
        label=_("How much does your back hurt on a usual day, 0 to 10? (optional)"),
        widget=forms.Select,
    )
    equipment = forms.MultipleChoiceField(
        label=_("What do you have at hand?"),
        choices=[(each.value, EQUIPMENT[each]) for each in ASKED_FOR],
        initial=AT_HAND_IN_MOST_HOMES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dumbbell = WeightsField(label=_("Dumbbells, the weight of each"))
    kettlebell = WeightsField(label=_("Kettlebells"))
    sessions_per_week = forms.TypedChoiceField(
        label=_("How many strength sessions a week?"),
        choices=[(2, _("Two")), (3, _("Three"))],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=Weekday.choices,
        coerce=int,
        initial=DAYS_APART[2],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pick the days you would like to train on.")},
    )
    units = forms.ChoiceField(label=_("Units"), choices=Units.choices, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(label=_("Your time zone"), choices=zone_choices)

    def __init__(
        self, data: Any = None, *, person: User, initial: dict[str, Any] | None = None
    ) -> None:
        person_has = {
            "units": person.units,
            "time_zone": person.time_zone,
            "usual_pain": "" if person.usual_pain is None else str(person.usual_pain),
        }
        super().__init__(data, initial=person_has | (initial or {}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = LoadUnit.LB if cleaned.get("units") == Units.IMPERIAL else LoadUnit.KG
        kinds = {name: cleaned.pop(name, []) for name in ("dumbbell", "kettlebell")}
        cleaned["weights"] = {"unit": unit.value, **kinds}
        count, days = cleaned.get("sessions_per_week"), cleaned.get("weekdays")
        if count and days and frozenset(days) not in valid_weekday_sets(count):
            self.add_error("weekdays", self._why_not(count, sorted(set(days))))
        return cleaned

    @staticmethod
    def _why_not(count: int, days: list[int]) -> str:
        if len(days) != count:
            return _("Pick %(count)d days; you picked %(picked)d.") % {
                "count": count,
                "picked": len(days),
            }
        first = next(day for day in days if (day + 1) % 7 in days)
        return _(
            "%(first)s and %(second)s are next to each other. "
            "Muscles and back need at least one day of rest between two sessions."
        ) % {"first": Weekday(first).label, "second": Weekday((first + 1) % 7).label}

    def valid_sets(self) -> str:
        """Every set of weekdays that may be picked, as JSON, for the page to grey the others."""
        return json.dumps([sorted(days) for count in (2, 3) for days in valid_weekday_sets(count)])
