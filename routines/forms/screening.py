"""The wording of the questions before training, and the other forms of those pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learn import signs
from routines.forms.plan import date_field
from routines.models import Screening
from routines.planning.questions import (
    EMERGENCY_SIGNS,
    FLAG_GROUPS,
    GROUPS,
    URGENT_SIGNS,
    Outcome,
    Question,
)
from routines.planning.screening import clears, comes_too_early

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NONE = "none"
ACUTE_SIGNS = {EMERGENCY_SIGNS.code, URGENT_SIGNS.code}
WORDS: Mapping[str, Mapping[str, "StrOrPromise"]] = {
    "B1_emergency": signs.EMERGENCY,
    "B1_urgent": signs.URGENT,
    "B1_soon": signs.SOON,
    "H1": {
        "yes": _(
            "a doctor has told you of a heart or circulation problem, or you have had a stroke"
        )
    },
    "H2": {
        "before": _("pain or pressure in the chest in the last months, but not now"),
        "now": _("pain or pressure in the chest right now"),
    },
    "H3": {"yes": _("you fainted in the last year, or were so dizzy that you lost your balance")},
    "H4": {"yes": _("light effort makes you short of breath, or your heart races or stumbles")},
    "H5": {
        "controlled": _("raised blood pressure, under control"),
        "uncontrolled": _("raised blood pressure, not under control, or you don’t know"),
    },
    "G1": {"yes": _("diabetes or kidney disease, and you are not used to regular exercise")},
    "G2": {
        "yes": _(
            "a doctor said that another long illness or a medicine of yours affects how you "
            "should exercise"
        )
    },
    "G3": {"yes": _("you were told to exercise only under medical supervision")},
    "G4": {"yes": _("you are feverish or ill today")},
    "P1": {
        "yes": _("you are pregnant, or gave birth in the last 12 weeks"),
        "known": _(
            "you are pregnant, or gave birth in the last 12 weeks, and a professional has cleared "
            "you for it"
        ),
    },
    "V1": {
        "vessels_skin": _("a blood clot, blood thinners, varicose veins, or numb or fragile skin"),
        "head_up": _("glaucoma, reflux, or another reason to keep the head up"),
    },
    "A1": {
        "65": _("you are 65 to 69"),
        "70_active": _("you are 70 or older, and regularly active"),
        "70": _("you are 70 or older, and not regularly active"),
    },
    "B2": {
        "recent": _(
            "a broken bone of the spine, whenever; or a back injury or a spine problem found in "
            "the last 12 weeks"
        ),
        "known": _("the same, and a professional has cleared you for it"),
        "seen": _(
            "an older back injury or spine problem (a disc, narrowing, a slipped vertebra) that a "
            "professional has looked at"
        ),
        "unseen": _("an older back injury or spine problem that nobody has looked at"),
    },
    "B3": {"yes": _("pain, tingling or numbness below a knee")},
    "B4": {
        "bending": _("your back is worse when you bend forward"),
        "arching": _("your back is worse when you arch it, or stand for long"),
    },
    "O1": {
        "yes": _(
            "an operation on back, belly or leg in the last 12 weeks, or a spinal fusion in the "
            "last 24"
        )
    },
    "J2": {
        "bones": _("osteoporosis or a bone broken in a small fall, but no bone of the spine"),
        "vertebra": _("osteoporosis or a small fall, and a bone of the spine has broken"),
    },
    "F1": {"yes": _("you have fallen in the last year, or feel unsteady")},
    "J1": {
        "knee": _("trouble with a knee"),
        "hip": _("trouble with a hip"),
        "new_hip": _("a hip replaced in the last 6 months"),
        "ankle": _("trouble with an ankle, heel, calf or Achilles tendon"),
        "foot": _("trouble with a big toe or forefoot"),
        "shoulder_wrist": _("trouble with a shoulder or wrist"),
        "neck": _("trouble with the neck"),
    },
}
# By group: the question above its lines.
LEADS: Mapping[str, "StrOrPromise"] = {
    "emergency": _("Is any of these true for you now, new or getting worse?"),
    "urgent": _("Does any of these go with your back pain, new or getting worse?"),
    "soon": _("Is any of these true of your back pain, new or getting worse?"),
    "health": _("Which of these are true for you?"),
    "body": _("Which of these do you have, or have you had?"),
}
NONE_OF_THESE = _("None of these")


class RedFlagsForm(forms.Form):
    """The red flags as lists to tick, each of which ends with "none of these".

    A list without a tick is refused: silence is no answer.
    """

    groups = FLAG_GROUPS

    def __init__(self, *args: Any, cleared_before: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, questions in self.groups.items():
            self.fields[name] = _list_to_tick(LEADS[name], _lines(questions, cleared_before))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, ticked in list(cleaned.items()):
            if NONE in ticked and len(ticked) > 1:
                message = _("Untick “None of these”, or untick the others.")
                self.add_error(name, forms.ValidationError(message))
        return cleaned

    @property
    def answers(self) -> dict[str, list[str]]:
        """Option values by question code."""
        found = defaultdict(list)
        for ticked in self.cleaned_data.values():
            for line in set(ticked) - {NONE}:
                code, _dot, value = line.partition(".")
                found[code].append(value)
        return dict(found)

    @property
    def is_decided(self) -> bool:
        """Whether an EMERGENCY or URGENT sign is ticked, and other lists are only left open.

        One such tick decides: nobody has to go through the rest first.
        """
        faults = [fault.code for found in self.errors.as_data().values() for fault in found]
        return set(faults) <= {"required"} and not ACUTE_SIGNS.isdisjoint(self.answers)

    @property
    def is_none(self) -> bool:
        """Whether nothing but "none of these" was ticked, in every list."""
        return not self.answers

    def open_lists(self) -> list[forms.BoundField]:
        """Return the lists without a tick, or with contradicting ticks, in order."""
        return [self[name] for name in self.fields if name in self.errors]

    def first_gap(self) -> str:
        """Return the name of the first open list, which gets the focus; "" if there is none."""
        return next((field.name for field in self.open_lists()), "")


class ScreeningForm(RedFlagsForm):
    """Every question of `planning.questions`, as lists to tick."""

    groups = GROUPS


def line_of(code: str, value: str) -> str:
    """Return the value that a form sends for one line: "H5.controlled"."""
    return f"{code}.{value}"


def _lines(questions: Iterable[Question], cleared_before: bool) -> list[tuple[str, "StrOrPromise"]]:
    # Hide "known" without a clearance on record: there is nothing that could have been cleared.
    shown = [
        (line_of(question.code, option.value), WORDS[question.code][option.value])
        for question in questions
        for option in question.options
        if cleared_before or not option.known
    ]
    return [*shown, (NONE, NONE_OF_THESE)]


def _list_to_tick(
    lead: "StrOrPromise", lines: list[tuple[str, "StrOrPromise"]]
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=lead,
        choices=lines,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what is true for you, or “None of these”.")},
    )


class AgreementForm(forms.Form):
    """Two consents, each given separately and actively."""

    terms = forms.BooleanField(
        label=_("I have read this, and I am 18 or older."),
        error_messages={"required": _("Tick this to go on.")},
    )
    health_data = forms.BooleanField(
        label=_(
            "I agree that my result, and the pain and illness I log and the tests I do, are kept "
            "in my account."
        ),
        error_messages={"required": _("Without this nothing can be kept. Tick it to go on.")},
    )


class ClearedForm(forms.Form):
    """The day on which a professional cleared the person."""

    cleared_on = date_field(_("On which day?"))

    def __init__(self, *args: Any, screening: Screening, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.screening, self.today = screening, today

    def clean_cleared_on(self) -> date:
        day: date = self.cleaned_data["cleared_on"]
        outcome, said = Outcome(self.screening.outcome), self.screening.flagged_on
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        if comes_too_early(outcome, flagged_on=said, today=self.today):
            raise forms.ValidationError(
                _("Not on the day of the warning sign itself. Come back tomorrow, or later.")
            )
        if not clears(outcome, cleared_on=day, flagged_on=said, today=self.today):
            raise forms.ValidationError(
                _("That was before the warning sign. Has somebody looked at it since?")
                if outcome.is_red_flag
                else _("That is more than a year ago. Ask again, please.")
            )
        return day
