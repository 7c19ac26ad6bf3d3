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
    """A figure with decimals. Comma and point both mark the decimals, in every language."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def figure_input(mode: str) -> forms.TextInput:
    """A text field with a keypad: a number field would swallow "8,5" without a word."""
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})


def count_field(**options: Any) -> forms.IntegerField:
    """A whole number, typed with a keypad."""
    return forms.IntegerField(
        widget=figure_input("numeric"),
        error_messages={"invalid": _("Enter a whole number, like 12.")},
        **options,
    )


def load_field(**options: Any) -> FigureField:
    """A weight that may stay empty."""
    return FigureField(
        required=False,
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
        widget=figure_input("decimal"),
        error_messages={"invalid": _("Enter a number, like 8 or 8.5.")},
        **options,
    )


def effort_field() -> forms.TypedChoiceField:
    """Repetitions in reserve, 0 to 5 (and more); None where it isn't said."""
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
    """One set of an item. What is left empty is the target: ✓ on an untouched row logs that.

    `amount` is the left side's where one row takes both, and `amount_right` the right one's.
    `asked` is the target's weight as the page showed it, and is read before `load`.
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
        self.fields["load"].label = _now("Weight in %(unit)s") % {"unit": unit}
        if item.is_paired:
            self.fields["amount"].label = _("Left")
            self.fields["amount_right"].label = _("Right")
        else:
            del self.fields["amount_right"]

    def unit_said(self) -> str:
        """The unit that belongs to the weight in the field; "" for the item's."""
        unit = self["unit"].value()
        return unit if unit in LoadUnit.values else ""

    @classmethod
    def with_previous(cls, item: SessionItem, sent: QueryDict) -> "SetForm":
        """For the row that was sent (number, side), with the last time's figures to be changed:
        the weight in the unit that it was lifted in; of two sides the lighter one."""
        number, side = sent.get("number", ""), sent.get("side", "")
        copied = dict(item.previous_of(number, side) or {})
        weights = [
            (copied[f"load{of}"], copied[f"unit{of}"])
            for of in ("", "_right")
            if copied.get(f"load{of}")
        ]
        copied.pop("unit", None)
        if weights:
            copied["load"], copied["unit"] = min(weights, key=_kg)
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
        """The target that stood in the empty field, in the unit that stood beside it: the page may
        be older than a switch of units, or newer than the item."""
        is_in_unit = self.data.get("unit", "") in {"", self.item.load_unit}
        return self.cleaned_data.get("asked") or (self.item.load if is_in_unit else None)

    def clean_unit(self) -> str:
        return self.cleaned_data["unit"] or self.item.load_unit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop("asked", None)
        return cleaned


class CorrectionForm(SetForm):
    """A set that was logged already: what is emptied is asked for again, never guessed."""

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
        # One side of an alternating set is a log of its own, and is corrected alone.
        self.fields.pop("amount_right", None)
        if not log.item.takes_load:
            del self.fields["load"]

    def clean_load(self) -> Decimal | None:
        return self.cleaned_data["load"]

    def clean_unit(self) -> str:
        return self.cleaned_data["unit"] or self.log.load_unit


class TickForm(forms.Form):
    """`done` is there or it isn't, as a checkbox sends it."""

    done = forms.BooleanField(required=False)


class HistoryForm(forms.Form):
    """The newest day that the page of the log shows; today where it isn't given. `undo` is the key
    of a set that was taken back just now, `removed` that of a session."""

    until = forms.DateField(required=False)
    undo = forms.UUIDField(required=False)
    removed = forms.UUIDField(required=False)
