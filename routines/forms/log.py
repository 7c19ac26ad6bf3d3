"""What a person types during a session."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exercises.decimals import decimal_text
from routines.models import LoadUnit, SessionItem, SetLog, Side
from routines.planning.loads import Unit, in_kg

EFFORT = [
    ("", _("Not said")),
    ("0", pgettext_lazy("repetitions in reserve", "None: that was all")),
    ("1", pgettext_lazy("repetitions in reserve", "1 more")),
    ("2", pgettext_lazy("repetitions in reserve", "2 more")),
    ("3", pgettext_lazy("repetitions in reserve", "3 more")),
    ("4", pgettext_lazy("repetitions in reserve", "4 more")),
    ("5", pgettext_lazy("repetitions in reserve", "5 or more")),
]
WEIGHT_UNITS = [(LoadUnit.KG, _("kilograms (kg)")), (LoadUnit.LB, _("pounds (lb)"))]
MOST = {"reps": 999, "seconds": 3600, "minutes": 600}


class FigureField(forms.DecimalField):
    """A figure with decimals, after a comma or a point in every language."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def figure_input(mode: str) -> forms.TextInput:
    """Return a text field with a keypad: a number field would silently drop "8,5"."""
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})


def count_field(**options: Any) -> forms.IntegerField:
    """Return a field for a whole number, typed with a keypad."""
    return forms.IntegerField(
        widget=figure_input("numeric"),
        error_messages={"invalid": _("Enter a whole number, like 12.")},
        **options,
    )


def load_field(**options: Any) -> FigureField:
    """Return a field for a weight, which may stay empty."""
    return FigureField(
        required=False,
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
        widget=figure_input("decimal"),
        error_messages={"invalid": _("Enter a number, like 8 or 8.5.")},
        **options,
    )


def load_label(unit: str, *, helps: bool) -> str:
    """Return the name of the field for a weight, or for help."""
    return (_now("Help in %(unit)s") if helps else _now("Weight in %(unit)s")) % {"unit": unit}


def effort_field() -> forms.TypedChoiceField:
    """Return a field for repetitions in reserve, 0 to 5 (5 means five or more); None if not
    reported."""
    return forms.TypedChoiceField(
        label=_("How many more good ones could you have done?"),
        choices=EFFORT,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _kg(weight: tuple[str, str]) -> Decimal:
    return in_kg(Decimal(weight[0]), Unit(weight[1]))


class SetForm(forms.Form):
    """One set of an item. An empty field means the target: ✓ on an untouched row logs the target.

    `amount` is the left side's if one row holds both, and `amount_right` the right side's. `asked`
    is the target's weight as the page showed it, and is read before `load`.
    """

    number = forms.IntegerField(min_value=1, max_value=99, widget=forms.HiddenInput)
    side = forms.ChoiceField(choices=Side.choices, widget=forms.HiddenInput)
    amount = count_field(required=False, min_value=0)
    amount_right = count_field(required=False, min_value=0)
    asked = load_field()
    load = load_field()
    unit = forms.ChoiceField(choices=LoadUnit.choices, required=False, widget=forms.HiddenInput)
    rir = effort_field()
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, item: SessionItem, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        for name in ("amount", "amount_right"):
            self.fields[name].label = {
                "reps": _("Repetitions"),
                "seconds": _("Seconds"),
                "minutes": _("Minutes"),
            }[item.measure]
            self.fields[name].validators.append(MaxValueValidator(MOST[item.measure]))
        unit = self.unit_said() or item.load_unit
        self.fields["load"].label = load_label(unit, helps=item.load_helps)
        if item.is_paired:
            self.fields["amount"].label = _("Left")
            self.fields["amount_right"].label = _("Right")
        else:
            del self.fields["amount_right"]

    def unit_said(self) -> str:
        """Return the unit that was sent with the weight; "" for the item's."""
        unit = self["unit"].value()
        return unit if unit in LoadUnit.values else ""

    @classmethod
    def with_previous(cls, item: SessionItem, sent: QueryDict) -> "SetForm":
        """Return a form for the row that was sent (number, side), filled with the last time's
        figures.

        The weight is in the unit it was lifted in; if two sides differ, the lighter one is used, or
        the one with more help.
        """
        number, side = sent.get("number", ""), sent.get("side", "")
        copied = dict(item.previous_of(number, side) or {})
        weights = [
            (copied[f"load{of}"], copied[f"unit{of}"])
            for of in ("", "_right")
            if copied.get(f"load{of}")
        ]
        copied.pop("unit", None)
        if weights:
            easier = max if item.load_helps else min
            copied["load"], copied["unit"] = easier(weights, key=_kg)
        return cls(item=item, initial={**copied, "number": number, "side": side})

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        return self.item.aim if amount is None else amount

    def clean_amount_right(self) -> int:
        amount = self.cleaned_data["amount_right"]
        return self.item.aim if amount is None else amount

    def clean_load(self) -> Decimal | None:
        load = self.cleaned_data["load"]
        if not self.item.takes_load:
            return None
        return self._asked() if load is None else load

    def _asked(self) -> Decimal | None:
        """Return the target shown in the empty field, if it is in the unit shown beside it.

        The page may be older than a switch of units, or newer than the item.
        """
        is_in_unit = self.data.get("unit", "") in {"", self.item.load_unit}
        return self.cleaned_data.get("asked") or (self.item.load if is_in_unit else None)

    def clean_unit(self) -> str:
        return self.cleaned_data["unit"] or self.item.load_unit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop("asked", None)
        return cleaned


class CorrectionForm(SetForm):
    """A set that was already logged: an emptied field is an error, never filled with the target."""

    def __init__(self, *args: Any, log: SetLog, **options: Any) -> None:
        self.log = log
        initial = {
            "number": log.number,
            "side": log.side,
            "amount": log.amount,
            "load": None if log.load is None else decimal_text(log.load),
            "unit": log.load_unit,
            "rir": "" if log.rir is None else str(log.rir),
            "note": log.note,
        }
        super().__init__(*args, item=log.item, initial=initial, **options)
        self.fields["amount"].required = True
        del self.fields["asked"]
        # One side of an alternating set is a log of its own, and is corrected separately.
        self.fields.pop("amount_right", None)
        if not log.item.takes_load:
            del self.fields["load"]

    def clean_load(self) -> Decimal | None:
        return self.cleaned_data["load"]

    def clean_unit(self) -> str:
        return self.cleaned_data["unit"] or self.log.load_unit


class TickForm(forms.Form):
    """A checkbox: `done` is sent or missing."""

    done = forms.BooleanField(required=False)
