"""What a person types about a test: a form for each way of measuring."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.decimals import decimal_text
from history.labels.self_tests import AGES, SEXES
from history.models import SelfTestResult
from history.planning.self_tests import ABOUT, Measured, SelfTest, Unit
from routines.forms.log import FigureField, count_field, figure_input
from routines.forms.plan import PastDayForm, date_field
from routines.models import LengthUnit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TIMED = {"data-timed": ""}  # the timer fills these fields in (static/js/self-test.js)
NAMES = ("first", "second", "third")
SIDES = {"left": _("Left"), "right": _("Right")}
NOTHING = _("Enter at least one side.")
MOST_LENGTH = {Unit.CM: 100, Unit.IN: 40}


class ResultForm(PastDayForm):
    """One result of a test. `key` is the page's own, so that two taps write one result."""

    day = date_field(_("On which day?"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, test: SelfTest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.test = test
        self.add_figures()
        self.order_fields([name for name in self.fields if name != "day"])

    def add_figures(self) -> None:
        """Add the fields of the test's figures."""
        raise NotImplementedError

    @property
    def measured(self) -> Measured:
        """The figures of a valid form."""
        raise NotImplementedError

    def add_whole(self, name: str, label: "StrOrPromise", *, required: bool = True) -> None:
        """Add a field for a whole number, from 0 to the test's highest figure."""
        about = ABOUT[self.test]
        field = count_field(label=label, required=required, min_value=0, max_value=about.most)
        invalid = _("Enter a whole number, like 12.")
        most = _("The test ends at %(limit_value)s: write that.")
        if about.unit == Unit.POINTS:
            invalid = most = _("Enter a whole number from 0 to 10.")
        field.error_messages |= dict.fromkeys(("invalid", "min_value", "required"), invalid)
        field.error_messages["max_value"] = most
        if about.unit == Unit.SECONDS:
            field.widget.attrs.update(TIMED)
        self.fields[name] = field


class AmountForm(ResultForm):
    """One whole number: stands, seconds of a hold, or a score."""

    def add_figures(self) -> None:
        labels = {
            Unit.STANDS: _("Full stands"),
            Unit.SECONDS: _("Seconds"),
            Unit.POINTS: _("How sure, 0 to 10?"),
        }
        self.add_whole("amount", labels[ABOUT[self.test].unit])

    @property
    def measured(self) -> Measured:
        amount = Decimal(self.cleaned_data["amount"])
        return Measured(unit=ABOUT[self.test].unit, amount=amount)

    @staticmethod
    def typed(result: SelfTestResult) -> dict[str, Any]:
        """Return what was typed for a result, to correct it."""
        return {"amount": decimal_text(result.figures[0].amount)}


class TriesForm(ResultForm):
    """Seconds of each side, tried as often as the test asks for; the best try counts. One side may
    stay empty."""

    def add_figures(self) -> None:
        for side, words in SIDES.items():
            for number in range(1, ABOUT[self.test].tries + 1):
                name = self.name_of(side, number)
                self.add_whole(name, self._label(words, number), required=False)

    @property
    def sides(self) -> list[list[forms.BoundField]]:
        """The fields of the left side, and those of the right one."""
        return [[field for field in self if field.name.startswith(side)] for side in SIDES]

    @staticmethod
    def name_of(side: str, number: int) -> str:
        """Return the name of a field: "left_2"."""
        return f"{side}_{number}"

    def _label(self, side: "StrOrPromise", number: int) -> "StrOrPromise":
        if ABOUT[self.test].tries == 1:
            return _("%(side)s, seconds") % {"side": side}
        return _("%(side)s, try %(number)d, seconds") % {"side": side, "number": number}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(self._tries(side) for side in SIDES):
            self.add_error(self.name_of("left", 1), NOTHING)
        return cleaned

    def _tries(self, side: str) -> list[int]:
        """Return what was typed for a side, in its order, without the empty fields."""
        names = (self.name_of(side, number) for number in range(1, ABOUT[self.test].tries + 1))
        found = (self.cleaned_data.get(name) for name in names)
        return [amount for amount in found if amount is not None]

    @property
    def measured(self) -> Measured:
        tries = {side: found for side in SIDES if (found := self._tries(side))}
        best = {side: Decimal(max(found)) for side, found in tries.items()}
        return Measured(unit=ABOUT[self.test].unit, tries=tries, **best)

    @staticmethod
    def typed(result: SelfTestResult) -> dict[str, Any]:
        """Return what was typed for a result, to correct it."""
        return {
            TriesForm.name_of(side, number): amount
            for side, tries in result.tries.items()
            for number, amount in enumerate(tries, 1)
        }


class LengthForm(ResultForm):
    """A length in the unit of the page, with one decimal."""

    unit = forms.ChoiceField(choices=LengthUnit.choices, widget=forms.HiddenInput)

    def add_figures(self) -> None:
        unit = Unit(self["unit"].value()) if self["unit"].value() in MOST_LENGTH else Unit.CM
        label = _("Inches to the floor") if unit == Unit.IN else _("Centimetres to the floor")
        wrong = _("Enter a number, like 8 or 8.5.")
        self.fields["amount"] = FigureField(
            label=label,
            min_value=Decimal(0),
            max_value=Decimal(MOST_LENGTH[unit]),
            max_digits=4,
            decimal_places=1,
            widget=figure_input("decimal"),
            error_messages={
                "invalid": wrong,
                "required": wrong,
                "max_value": _("That is above the knees: %(limit_value)s at most."),
            },
        )

    @property
    def measured(self) -> Measured:
        return Measured(unit=self.cleaned_data["unit"], amount=self.cleaned_data["amount"])

    @staticmethod
    def typed(result: SelfTestResult) -> dict[str, Any]:
        """Return what was typed for a result, to correct it."""
        return {"amount": decimal_text(result.figures[0].amount), "unit": result.unit}


class ScoresForm(ResultForm):
    """A score from 0 to 10 for each activity that the person named; their mean counts."""

    def __init__(self, *args: Any, names: Sequence[str], **options: Any) -> None:
        self.names = names
        super().__init__(*args, **options)

    def add_figures(self) -> None:
        for field, name in zip(NAMES, self.names, strict=False):
            self.add_whole(field, name)

    @property
    def measured(self) -> Measured:
        scores = [self.cleaned_data[name] for name in NAMES[: len(self.names)]]
        mean = (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"))
        return Measured(unit=Unit.POINTS, amount=mean, tries={"scores": scores})

    @staticmethod
    def typed(result: SelfTestResult) -> dict[str, Any]:
        """Return what was typed for a result, to correct it."""
        return dict(zip(NAMES, result.tries.get("scores", ()), strict=False))


FORMS: dict[SelfTest, type[AmountForm | TriesForm | LengthForm | ScoresForm]] = {
    SelfTest.ACTIVITIES: ScoresForm,
    SelfTest.CHAIR_STAND: AmountForm,
    SelfTest.ONE_LEG: TriesForm,
    SelfTest.SIDE_PLANK: TriesForm,
    SelfTest.BACK_EXTENSION: AmountForm,
    SelfTest.FINGERTIP: LengthForm,
    SelfTest.CONFIDENCE: AmountForm,
}


class NamedActivitiesForm(forms.Form):
    """The names of one to three activities. `are_others`: their scores begin anew."""

    first = forms.CharField(
        label=_("The first activity"),
        max_length=80,
        error_messages={"required": _("Name at least one.")},
    )
    second = forms.CharField(label=_("The second, if you like"), max_length=80, required=False)
    third = forms.CharField(label=_("The third, if you like"), max_length=80, required=False)
    are_others = forms.BooleanField(
        label=_("These are other activities: begin anew"), required=False
    )

    @property
    def names(self) -> list[str]:
        return [name for name in (self.cleaned_data[each] for each in NAMES) if name]


def _choices(words: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("I prefer not to say")), *((str(code), name) for code, name in words)]


class NormGroupForm(forms.Form):
    """The age band and the sex, each of which may stay unsaid."""

    age = forms.ChoiceField(label=_("Age"), choices=_choices(AGES.items()), required=False)
    sex = forms.ChoiceField(
        label=_("Sex, as the norms know it"),
        choices=_choices(SEXES.items()),
        required=False,
        widget=forms.RadioSelect,
    )
