"""Setting up a plan."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms import ZoneField
from accounts.models import UNTIL_CHOSEN, Units, User
from exercises.decimals import decimal_text
from exercises.labels import ASKED_FOR, EQUIPMENT
from routines.forms.log import WEIGHT_UNITS
from routines.forms.session import pain_field
from routines.models import LoadUnit
from routines.planning.programmes import Level
from routines.planning.schedule_request import SESSIONS_PER_WEEK
from routines.planning.weekdays import valid_weekday_sets

LEVELS = [
    (Level.L1, _("Foundation: I am new to this, or coming back")),
    (Level.L2, _("Build: I have trained like this for a month or more")),
    (Level.L3, _("Strong: I have trained for three months and lift weights")),
]
AT_HAND_IN_MOST_HOMES = ["chair", "wall", "step", "broomstick", "cushion", "strap"]
LEAST_WEIGHT, MOST_WEIGHT = Decimal("0.25"), Decimal(200)
# Every set of weekdays that keeps the rest rule, by its value in the form: "0-3" → [0, 3].
DAY_SETS = {
    "-".join(map(str, sorted(days))): sorted(days)
    for count in SESSIONS_PER_WEEK
    for days in valid_weekday_sets(count)
}
MONDAY_AND_THURSDAY = "0-3"


def _short_names(days: Collection[int]) -> Promise:
    """Join the short names of weekdays, in the language of the request: "Mon, Thu"."""
    return format_lazy(", ".join(["{}"] * len(days)), *(WEEKDAYS_ABBR[day] for day in days))


def day_set(days: Collection[int], count: int) -> str:
    """Return the form's value for a plan's weekdays, reduced to `count` days.

    Of three days, two are chosen that have the most rest on either side.
    """
    fitting = [each for each in DAY_SETS.values() if len(each) == count and set(each) <= set(days)]
    if not fitting:
        return MONDAY_AND_THURSDAY
    best = max(fitting, key=lambda each: min(each[-1] - each[0], 7 - each[-1] + each[0]))
    return "-".join(map(str, best))


class WeightsField(forms.CharField):
    """Weights separated by spaces: "4 8 12.5" → ["4", "8", "12.5"], the lightest first.

    Both comma and point mark the decimals.
    """

    def __init__(self, **options: Any) -> None:
        hint = {"inputmode": "text", "autocomplete": "off", "placeholder": "4 8 12.5"}
        super().__init__(
            required=False, max_length=100, widget=forms.TextInput(attrs=hint), **options
        )

    def clean(self, value: Any) -> list[str]:
        words = re.sub(r"[;\s]+|,\s", " ", super().clean(value)).split()
        # Digits only: Decimal would also accept "sNaN" and "1e-99".
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
        label=_("How much have you trained so far?"),
        choices=LEVELS,
        initial=Level.L1,
        widget=forms.RadioSelect,
    )
    usual_pain = pain_field(
        label=_("How much does your back hurt on a usual day, 0 to 10? (optional)"),
        widget=forms.Select,
    )
    equipment = forms.MultipleChoiceField(
        label=_("What do you have at hand?"),
        help_text=_(
            "Tick nothing if you have nothing: then every exercise needs only a floor. No mat is "
            "needed; a carpet or a folded blanket will do."
        ),
        choices=[(each.value, EQUIPMENT[each]) for things in ASKED_FOR.values() for each in things],
        initial=AT_HAND_IN_MOST_HOMES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dumbbell = WeightsField(label=_("Dumbbells, the weight of each"))
    kettlebell = WeightsField(label=_("Kettlebells"))
    weights_unit = forms.ChoiceField(
        label=_("The weights above are marked in"),
        choices=WEIGHT_UNITS,
        required=False,
        widget=forms.RadioSelect,
    )
    weekdays = forms.TypedChoiceField(
        label=_("On which days would you like to train?"),
        choices=[(value, _short_names(days)) for value, days in DAY_SETS.items()],
        coerce=DAY_SETS.__getitem__,
        initial=MONDAY_AND_THURSDAY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pick the days you would like to train on."),
            "invalid_choice": _(
                "These days don’t fit together: at least one whole day of rest lies between two "
                "sessions. Pick one of the sets below."
            ),
        },
    )
    units = forms.ChoiceField(label=_("Units"), choices=Units.choices, widget=forms.RadioSelect)
    time_zone = ZoneField(label=_("Your time zone"))

    def __init__(
        self, data: Any = None, *, person: User, initial: dict[str, Any] | None = None
    ) -> None:
        """Bind what was sent, or begin with `initial`, the answers behind the present plan.

        Without any, the page's script offers the browser's time zone if the person has chosen none.
        """
        is_imperial = person.units == Units.IMPERIAL
        person_has = {
            "weights_unit": LoadUnit.LB if is_imperial else LoadUnit.KG,
            "units": person.units,
            "time_zone": person.time_zone,
            "usual_pain": "" if person.usual_pain is None else str(person.usual_pain),
        }
        super().__init__(data, initial=person_has | (initial or {}))
        if not initial and person.time_zone == UNTIL_CHOSEN:
            self.fields["time_zone"].widget.attrs["data-own-zone"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        own = LoadUnit.LB if cleaned.get("units") == Units.IMPERIAL else LoadUnit.KG
        unit = LoadUnit(cleaned.pop("weights_unit", "") or own)
        kinds = {name: cleaned.pop(name, []) for name in ("dumbbell", "kettlebell")}
        cleaned["weights"] = {"unit": unit.value, **kinds}
        cleaned["sessions_per_week"] = len(cleaned.get("weekdays") or [])
        return cleaned

    def equipment_by_kind(self) -> list[tuple[Promise, list[forms.boundfield.BoundWidget]]]:
        """Return the boxes to tick under the heading of each kind."""
        boxes = {box.data["value"]: box for box in self["equipment"]}
        return [
            (kind, [boxes[each.value] for each in things]) for kind, things in ASKED_FOR.items()
        ]

    def two_days(self) -> list[forms.boundfield.BoundWidget]:
        """Return the radio buttons for two days a week."""
        return self._sets_of(2)

    def three_days(self) -> list[forms.boundfield.BoundWidget]:
        """Return the radio buttons for three days a week."""
        return self._sets_of(3)

    def _sets_of(self, count: int) -> list[forms.boundfield.BoundWidget]:
        return [each for each in self["weekdays"] if len(DAY_SETS[each.data["value"]]) == count]
