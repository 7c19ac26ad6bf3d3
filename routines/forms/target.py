"""The person's own target for an exercise."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.decimals import decimal_text
from exercises.vocabulary import CM_PER_INCH
from routines.forms.log import (
    MOST,
    WEIGHT_UNITS,
    FigureField,
    count_field,
    figure_input,
    load_field,
    load_label,
)
from routines.models import GoesOn, LengthUnit, LoadUnit
from routines.models.prescribed import length_in
from routines.planning.dose import Dose
from routines.planning.loads import Unit, load_of, shown
from routines.planning.progression import Target

MOST_SETS, MOST_HOLD_S, MOST_PAUSE_S, MOST_BANDS = 10, 60, 10, 10
# In cm; 30.5 cm are 12 in for people who read inches (brief.md D5). The person may choose more than
# the library's height.
MOST_HEIGHT = {LengthUnit.CM: Decimal(30), LengthUnit.IN: Decimal("30.5")}
ROUNDING_KG = Decimal("0.001")


class TargetAction(StrEnum):
    """The buttons of the page of a target.

    OWN takes the figures beside it, OLD the earlier figures, APP withdraws the choice; UNIT chooses
    the unit of the exercise's weights.
    """

    OWN = "own"
    OLD = "old"
    APP = "app"
    UNIT = "unit"


class TargetActionForm(forms.Form):
    """The button that was pressed."""

    action = forms.ChoiceField(choices=[(each.value, each.value) for each in TargetAction])


class UnitForm(forms.Form):
    """The unit in which the weights of an exercise are marked."""

    unit = forms.ChoiceField(
        label=gettext_lazy("The weights for this exercise are marked in"),
        choices=WEIGHT_UNITS,
        widget=forms.RadioSelect,
    )


GOES_ON = [
    (GoesOn.RULES.value, gettext_lazy("By the app’s rules: it goes up when it went well")),
    (GoesOn.OWN.value, gettext_lazy("I set my own figures: the app never raises them")),
    (
        GoesOn.FIXED.value,
        gettext_lazy("A fixed target: it stays, also if it was hard"),
    ),
]


class GoesOnForm(forms.Form):
    """How an exercise goes on from its target; nothing said leaves it as it is."""

    goes_on = forms.ChoiceField(
        label=gettext_lazy("How it goes on from there"),
        choices=GOES_ON,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Whichever you choose: pain can hold or lower it, with the reason, and what pain took "
            "comes back step by step."
        ),
    )


class TargetForm(forms.Form):
    """The figures of a target: sets, range, and the weight, hold, pause, height or band it has.

    `unit` and `length_unit` are the units that the page showed, even if the person's have changed
    since. `allowed` is the present maximum of each figure, its load in kg, below 0 for the least
    help; None if nothing limits it. An empty weight means none, and so does empty help; any other
    empty figure stays as it is.
    """

    sets = count_field(label=gettext_lazy("Sets"), min_value=1)
    lo = count_field(label=gettext_lazy("From"), min_value=1)
    hi = count_field(label=gettext_lazy("To"), min_value=1)
    load = load_field(label=gettext_lazy("Weight"))
    hold_s = count_field(label=gettext_lazy("Hold, in seconds"), min_value=1, required=False)
    # 0 declines the pause.
    pause_s = count_field(
        label=gettext_lazy("Pause at the lowest point, in seconds"), min_value=0, required=False
    )
    height = FigureField(
        min_value=Decimal(1),
        max_digits=4,
        decimal_places=1,
        required=False,
        widget=figure_input("decimal"),
        error_messages={"invalid": gettext_lazy("Enter a number, like 8 or 8.5.")},
    )
    unit = forms.ChoiceField(choices=LoadUnit.choices, required=False, widget=forms.HiddenInput)
    length_unit = forms.ChoiceField(
        choices=LengthUnit.choices, required=False, widget=forms.HiddenInput
    )
    band = count_field(
        label=gettext_lazy("Band, counted from the lightest"), min_value=1, required=False
    )

    def __init__(self, *args: Any, dose: Dose, allowed: Target | None, **options: Any) -> None:
        names = ("sets", "lo", "hi", "hold_s", "pause_s", "band")
        figures = {name: getattr(dose, name) for name in names}
        figures["load"] = None if dose.load is None else decimal_text(dose.load)
        figures["unit"], figures["length_unit"] = dose.load_unit, dose.length_unit
        super().__init__(*args, **{"initial": figures, **options})
        self.limit = allowed
        self.in_unit = Unit(self._sent("unit", LoadUnit.values) or dose.load_unit)
        self.in_length = self._sent("length_unit", LengthUnit.values) or dose.length_unit
        self.height_cm = dose.height_cm
        self.initial["height"] = length_in(dose.height_cm, self.in_length)
        self.most = {
            "sets": MOST_SETS,
            "lo": MOST[dose.measure],
            "hi": MOST[dose.measure],
            "hold_s": MOST_HOLD_S,
            "pause_s": MOST_PAUSE_S,
            "band": MOST_BANDS,
        }
        self.helps = dose.load_helps
        self.fields["load"].label = load_label(self.in_unit.value, helps=self.helps)
        self.fields["height"].label = (
            _("Step height, in inches") if self.is_inches else _("Step height, in cm")
        )
        has = {"load": dose.takes_load, "height": dose.height_cm}
        has |= {"hold_s": dose.hold_s, "pause_s": dose.pause_s, "band": dose.band}
        for name in [name for name, there in has.items() if not there]:
            del self.fields[name]

    def _sent(self, name: str, known: list[str]) -> str:
        sent = str(self.data.get(name, ""))
        return sent if sent in known else ""

    @property
    def is_inches(self) -> bool:
        return self.in_length == LengthUnit.IN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lo, hi = cleaned.get("lo"), cleaned.get("hi")
        if lo and hi and lo > hi:
            self.add_error("hi", _("This is less than where the range begins."))
        for name, most in self.most.items():
            held = most if self.limit is None else min(most, getattr(self.limit, name))
            if cleaned.get(name) and cleaned[name] > held:
                self.add_error(name, _("For now no more than %(most)d.") % {"most": held})
        if "height" in cleaned:
            cleaned["height_cm"] = self._height(cleaned.pop("height"))
        if "load" in cleaned and self.limit:
            self._check_load(cleaned["load"], self.limit.load)
        cleaned["unit"] = self.in_unit.value
        cleaned.pop("length_unit", None)
        return cleaned

    def _check_load(self, typed: Decimal | None, limit: Decimal) -> None:
        """Refuse more weight, or less help, than the limit in kg."""
        if load_of(typed, self.in_unit, helps=self.helps) - limit <= ROUNDING_KG:
            return
        words = f"{decimal_text(shown(abs(limit), self.in_unit))} {self.in_unit}"
        said = (
            _("For now no less than %(most)s.")
            if limit < 0
            else _("For now no more than %(most)s.")
        )
        self.add_error("load", said % {"most": words})

    def _height(self, typed: Decimal | None) -> Decimal | None:
        """Convert the height to cm; a figure left as it was shown keeps its stored value,
        unrounded."""
        if typed is None:
            return None
        height = typed * CM_PER_INCH if self.is_inches else typed
        if typed == self.initial["height"]:
            height = self.height_cm
        most = MOST_HEIGHT[LengthUnit(self.in_length)]
        held = most if self.limit is None else min(most, self.limit.height_cm)
        if height > held:
            words = f"{length_in(held, self.in_length)} {self.in_length}"
            self.add_error("height", _("For now no more than %(most)s.") % {"most": words})
        return height
