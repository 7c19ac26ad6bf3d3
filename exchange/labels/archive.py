"""The words of bringing a file of everything back: its parts, why it can't be read, what is wrong
with a row."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.archive.shape import PERSON, Refusal
from exchange.facts.brought import Wrong

# By the name of the model; another one is called by that name.
PARTS = {
    "Session": _("sessions"),
    "SessionItem": _("exercises in sessions"),
    "SetLog": _("sets"),
    "MorningCheck": _("mornings"),
    "DayNote": _("notes of days"),
    "FlareMark": _("flare-ups"),
    "ProfessionalCheck": _("checks of your form"),
    "Screening": _("result of the questions"),
    "Routine": _("routines"),
    "Prescription": _("exercises of routines"),
    "Plan": _("plans"),
    "PlannedSession": _("planned days"),
    "DayMark": _("marks on days"),
    "PlanChange": _("changes of the plan"),
    "Agreement": _("consents"),
    "TargetOverride": _("targets of your own"),
    "Activity": _("activities"),
    "ThreeActivities": _("named activities"),
    "SelfTestResult": _("results of tests"),
    "SkippedTest": _("skipped tests"),
    "NormGroup": _("age and sex for norms"),
    "Received": _("routines by link"),
    "Exercise": _("exercises of your own"),
    "LibraryExercise": _("exercises of the library"),
    PERSON: _("settings"),
}
REFUSALS = {
    Refusal.EMPTY: _("This file is empty."),
    Refusal.NOT_TEXT: _(
        "This is no file of “Download everything”: it is a picture, an archive or another file of "
        "bytes. Choose the file whose name ends with .json."
    ),
    Refusal.NOT_JSON: _(
        "This file can’t be read from line %(about)s on: that is no JSON. Perhaps it was changed, "
        "or is another file."
    ),
    Refusal.CUT_OFF: _(
        "This file ends too early, in line %(about)s. Perhaps the download broke off: download it "
        "again."
    ),
    Refusal.TOO_DEEP: _("Line %(about)s of this file is nested too deeply to be read."),
    Refusal.TOO_LARGE: _("This file has more rows than a life of training."),
    Refusal.LONG_ROW: _("Line %(about)s of this file is too long to be read."),
    Refusal.TWICE: _("The part “%(about)s” is there twice in this file."),
    Refusal.NOT_OURS: _("This is JSON, but no file of “Download everything”."),
    Refusal.NEWER: _(
        "This file comes from a newer version of the app (shape %(about)s). This app has to be "
        "updated first; then it reads the file."
    ),
    Refusal.SOMEBODY_ELSES: _(
        "What is in this file belongs to another account here. Log in to that account to bring it "
        "back. Nothing was written."
    ),
}
WRONG = {
    Wrong.NO_ROW: _("it is no row"),
    Wrong.CHARACTER: _("it holds a character that can’t be kept"),
    Wrong.MISSING: _("%(column)s is missing"),
    Wrong.VALUE: _("%(column)s can’t be %(value)s"),
    Wrong.RULE: _("its figures contradict each other (%(column)s)"),
    Wrong.TWICE: _("it is there twice (%(value)s)"),
    Wrong.LINK: _("it belongs to something that isn’t in the file (%(column)s)"),
    Wrong.EXERCISE: _("this app doesn’t know the exercise %(value)s"),
}


def part_name(name: str) -> str:
    """Return what a part of the file is called."""
    return str(PARTS.get(name, name))


def refusal_sentence(why: Refusal, about: str) -> str:
    return REFUSALS[why] % {"about": about}


def fault_sentence(fault: Mapping[str, Any]) -> str:
    """Return the sentence about a row that can't be read: which one, and why."""
    said = WRONG[Wrong(fault["wrong"])] % {"column": fault["column"], "value": fault["value"]}
    if fault["wrong"] == Wrong.VALUE and fault["limit"]:
        figures = {"column": fault["column"], "limit": fault["limit"], "value": fault["value"]}
        said = gettext("%(column)s must be %(limit)s, and is %(value)s") % figures
    place = {"part": capfirst(part_name(fault["part"])), "row": fault["row"], "said": said}
    return gettext("%(part)s, row %(row)s: %(said)s") % place
