"""The wording of the questions before training, and the other forms of those pages."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.forms.plan import date_field
from routines.models import Screening
from routines.planning.questions import AGE, BODY, HEALTH, RED_FLAGS, Outcome, Question
from routines.planning.screening import clears

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO = "no"
YES_OR_NO = {NO: _("No"), "yes": _("Yes")}
KNOWN = _("Yes, and it is what a professional has cleared me for")

# By code: the question, and its answers if they aren't plain yes and no.
WORDS: Mapping[str, tuple["StrOrPromise", Mapping[str, "StrOrPromise"]]] = {
    "B1_emergency": (_("Is any of these true for you now, new or getting worse?"), YES_OR_NO),
    "B1_urgent": (
        _("Does any of these go with your back pain, new or getting worse?"),
        YES_OR_NO,
    ),
    "B1_soon": (_("Is any of these true of your back pain?"), YES_OR_NO),
    "H1": (
        _(
            "Has a doctor told you that you have a heart or circulation problem, or have you had "
            "a stroke?"
        ),
        YES_OR_NO,
    ),
    "H2": (
        _("Have you felt pain or pressure in the chest, resting or moving, in the last months?"),
        {NO: _("No"), "before": _("Yes, but not now"), "now": _("Yes, right now")},
    ),
    "H3": (
        _("Have you fainted in the last year, or been so dizzy that you lost your balance?"),
        YES_OR_NO,
    ),
    "H4": (
        _("Does light effort make you short of breath, or does your heart race or stumble?"),
        YES_OR_NO,
    ),
    "H5": (
        _("Is your blood pressure raised?"),
        {
            NO: _("No"),
            "controlled": _("Yes, and it is under control"),
            "uncontrolled": _("Yes, and it isn’t, or I don’t know"),
        },
    ),
    "G1": (
        _("Do you have diabetes or kidney disease, and are not used to regular exercise?"),
        YES_OR_NO,
    ),
    "G2": (
        _(
            "Has a doctor said that another long illness or a medicine of yours affects how you "
            "should exercise?"
        ),
        YES_OR_NO,
    ),
    "G3": (_("Were you told to exercise only under medical supervision?"), YES_OR_NO),
    "G4": (_("Are you feverish or ill today?"), YES_OR_NO),
    "B2": (
        _(
            "Do you have, or have you had, a back injury or a known problem of the spine: a disc, "
            "narrowing, a slipped vertebra, a fracture?"
        ),
        {**YES_OR_NO, "known": KNOWN},
    ),
    "B3": (_("Do you have pain, tingling or numbness below a knee?"), YES_OR_NO),
    "B4": (
        _("What makes your back worse?"),
        {"bending": _("Bending forward"), "arching": _("Arching, or standing for long")},
    ),
    "J1": (
        _("Which of these gives you trouble?"),
        {
            "knee": _("A knee"),
            "hip": _("A hip"),
            "new_hip": _("A hip replaced in the last 6 months"),
            "ankle": _("An ankle, heel, calf or Achilles tendon"),
            "foot": _("A big toe or forefoot"),
            "shoulder_wrist": _("A shoulder or wrist"),
            "neck": _("The neck"),
        },
    ),
    "J2": (
        _("Do you have osteoporosis, or has a bone of yours broken in a small fall?"),
        {
            NO: _("No"),
            "bones": _("Yes, but no bone of the spine has broken"),
            "vertebra": _("Yes, and a bone of the spine has broken"),
        },
    ),
    "O1": (
        _(
            "Have you had an operation on back, belly or leg in the last 12 weeks, or a spinal "
            "fusion in the last 24?"
        ),
        YES_OR_NO,
    ),
    "P1": (
        _("Are you pregnant, or have you given birth in the last 12 weeks?"),
        {**YES_OR_NO, "known": KNOWN},
    ),
    "F1": (_("Have you fallen in the last year, or do you feel unsteady?"), YES_OR_NO),
    "V1": (
        _("Which of these do you have?"),
        {
            "vessels_skin": _(
                "A blood clot, blood thinners, varicose veins, or numb or fragile skin"
            ),
            "head_up": _("Glaucoma, reflux, or another reason to keep the head up"),
        },
    ),
    "A1": (
        _("How old are you?"),
        {
            NO: _("18 to 64"),
            "65": _("65 to 69"),
            "70_active": _("70 or older, and regularly active"),
            "70": _("70 or older, and not regularly active"),
        },
    ),
}
NONE_OF_THESE = _("None of these")


class ScreeningForm(forms.Form):
    """Every question of `planning.screening`, each with its "no"; all have to be answered."""

    def __init__(self, *args: Any, cleared_before: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in (*RED_FLAGS, *HEALTH, *BODY, AGE):
            field = _several if question.several else _one
            self.fields[question.code] = field(question, cleared_before)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code, values in list(cleaned.items()):
            if isinstance(values, list) and NO in values and len(values) > 1:
                message = _("Untick “None of these”, or untick the others.")
                self.add_error(code, forms.ValidationError(message))
        return cleaned

    @property
    def answers(self) -> dict[str, list[str]]:
        """Option values by question; the rules ignore values that a question doesn't have."""
        given = self.cleaned_data.items()
        return {code: each if isinstance(each, list) else [each] for code, each in given}

    def open_questions(self) -> list[forms.BoundField]:
        """Return the questions without an answer, or with contradicting answers, in order."""
        return [self[code] for code in self.fields if code in self.errors]

    def first_gap(self) -> str:
        """Return the code of the first open question, which gets the focus; "" if there is none."""
        return next((field.name for field in self.open_questions()), "")

    def red_flags(self) -> Iterator[forms.BoundField]:
        return (self[question.code] for question in RED_FLAGS)

    def health(self) -> Iterator[forms.BoundField]:
        return (self[question.code] for question in HEALTH)

    def body(self) -> Iterator[forms.BoundField]:
        return (self[question.code] for question in BODY)

    def age(self) -> forms.BoundField:
        return self[AGE.code]


def _one(question: Question, cleared_before: bool) -> forms.Field:
    text, answers = WORDS[question.code]
    # Hide "known" without a clearance on record: there is nothing that could have been cleared.
    hidden = {each.value for each in question.options if each.known and not cleared_before}
    choices = [(value, label) for value, label in answers.items() if value not in hidden]
    return forms.ChoiceField(
        label=text,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )


def _several(question: Question, _cleared_before: bool) -> forms.Field:
    text, answers = WORDS[question.code]
    return forms.MultipleChoiceField(
        label=text,
        choices=[*answers.items(), (NO, NONE_OF_THESE)],
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
        label=_("I agree that my result, and the pain and illness I log, are kept in my account."),
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
        if not clears(outcome, cleared_on=day, flagged_on=said, today=self.today):
            raise forms.ValidationError(
                _("That was before the warning sign. Has somebody looked at it since?")
                if outcome.is_red_flag
                else _("That is more than a year ago. Ask again, please.")
            )
        return day
