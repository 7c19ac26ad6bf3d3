"""The forms of the editor of a routine. Each sends the version that its page showed."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, RegexValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exercises.forms import LibraryForm
from exercises.vocabulary import Measure
from routines.facts.clearance import Care
from routines.forms import TargetForm
from routines.forms.log import count_field
from routines.planning.dose import Dose
from routines.planning.progression import Target
from routines.planning.screening import CAREFUL_RIR

MOST_REST_S, MOST_RIR = 900, 10
TEMPO = RegexValidator(r"^\d{1,2}(-\d{1,2}){3}$", _("Write four numbers of seconds, like 3-0-1-0."))


class Move(StrEnum):
    """The buttons of an exercise and of a day in the editor."""

    UP = "up"
    DOWN = "down"
    TO = "to"
    JOIN = "join"
    ALONE = "alone"
    COPY = "copy"
    REMOVE = "remove"
    NAME = "name"
    ADD_DAY = "add_day"
    PUT_BACK = "put_back"


class VersionForm(forms.Form):
    """The version of the routine that the page showed; a page that says none is older than any."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    @property
    def shown(self) -> int:
        found = self.cleaned_data.get("version") if self.is_valid() else None
        return -1 if found is None else found


class ArrangeForm(forms.Form):
    """The button that was pressed: `to` is the place to move an exercise to or the removal to undo.

    A button that names a `day` alone copies the exercise there.
    """

    action = forms.ChoiceField(choices=[(each.value, each.value) for each in Move], required=False)
    to = forms.IntegerField(required=False, min_value=0, max_value=99)
    day = forms.CharField(required=False, max_length=1)

    @property
    def wanted(self) -> str:
        """The button, "" if it isn't known."""
        if not self.is_valid():
            return ""
        return self.cleaned_data["action"] or (Move.COPY.value if self.cleaned_data["day"] else "")


class RoutineForm(forms.Form):
    """The name of a routine."""

    name = forms.CharField(label=_("Name of the routine"), max_length=60)


class DayForm(forms.Form):
    """The name of a day, which may be empty, and which day a new one begins like."""

    name = forms.CharField(label=_("Name of the day"), required=False, max_length=40)
    like = forms.CharField(required=False, max_length=1)


class PickForm(LibraryForm):
    """The library's search among strength exercises, also by equipment and by recent training."""

    fits = forms.BooleanField(label=_("Fits what I have"), required=False)
    lately = forms.BooleanField(label=_("Did it lately"), required=False)

    field_order = ("q", "pattern", "muscle", "fits", "lately", "knee")

    # None of the library's: all are strength exercises, and `fits` asks the plan.
    phase = equipment = rest_day = cast(Any, None)

    def wants(self, name: str) -> bool:
        return self.is_valid() and bool(self.cleaned_data[name])


class PrescriptionForm(TargetForm):
    """The figures of an exercise of a routine, how its sets are done, and the person's own note.

    `care` keeps at least as many repetitions in reserve as the person's answers require.
    """

    rest_s = count_field(label=_("Rest after a set, in seconds"), min_value=0)
    tempo = forms.CharField(
        label=_("Tempo in seconds, down-pause-up-pause"),
        required=False,
        max_length=11,
        validators=[TEMPO],
    )
    rir_lo = count_field(label=_("Good ones left, at least"), min_value=0)
    rir_hi = count_field(label=_("Good ones left, at most"), min_value=0)
    note = forms.CharField(label=_("My note"), required=False, max_length=200)

    def __init__(
        self, *args: Any, dose: Dose, allowed: Target | None, care: Care, note: str, **options: Any
    ) -> None:
        super().__init__(*args, dose=dose, allowed=allowed, **options)
        self.care = care
        manner = {name: getattr(dose, name) for name in ("rest_s", "tempo", "rir_lo", "rir_hi")}
        self.initial.update(manner, note=note)
        self.fields["rest_s"].validators.append(MaxValueValidator(MOST_REST_S))
        for name in ("rir_lo", "rir_hi"):
            self.fields[name].validators.append(MaxValueValidator(MOST_RIR))
        self._drop(["tempo"] if dose.measure != Measure.REPS else [])
        self._drop(["rir_lo", "rir_hi"] if dose.rir_lo is None else [])

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            del self.fields[name]

    @property
    def has_other_figures(self) -> bool:
        """Whether a figure of the target differs from what the page showed."""
        shown = TargetForm.base_fields.keys() - {"unit", "length_unit"}
        return bool(set(self.changed_data) & shown)

    @property
    def figures(self) -> dict[str, Any]:
        """The figures of the target, as `actions.Chosen` takes them. For a valid form."""
        manner = PrescriptionForm.base_fields.keys() - TargetForm.base_fields.keys()
        return {"load": None} | {
            name: value for name, value in self.cleaned_data.items() if name not in manner
        }

    @property
    def manner(self) -> dict[str, Any]:
        """The rest, as `actions.Manner` takes it. For a valid form."""
        names = ("rest_s", "tempo", "rir_lo", "rir_hi", "note")
        return {name: self.cleaned_data.get(name, self.initial[name]) for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        lo, hi = cleaned.get("rir_lo"), cleaned.get("rir_hi")
        if lo is not None and hi is not None and lo > hi:
            self.add_error("rir_hi", _now("This is less than where the range begins."))
        if self.care.careful and lo is not None and lo < CAREFUL_RIR[0]:
            told = _now("By your answers, at least %(least)d.") % {"least": CAREFUL_RIR[0]}
            self.add_error("rir_lo", told)
        return cleaned
