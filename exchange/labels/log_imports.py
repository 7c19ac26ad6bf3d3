"""Sentences about a log that is brought along: what can't be read, and why."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.facts.log_imports import Guessed
from exchange.logs.compact import Reason
from exchange.logs.content import LeftOut
from exchange.logs.rows import App, Refusal, RefusedFile, Wrong
from exchange.logs.units import Why
from exercises.decimals import decimal_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES = {
    App.STRONG_CLASSIC: "Strong",
    App.STRONG_UNITS: "Strong",
    App.STRONG_2025: "Strong",
    App.HEVY: "Hevy",
    App.FITNOTES: "FitNotes",
    App.OURS: "backhealth",
}
# Where each app has its export, in the words of its menus.
WHERE = {
    "Strong": _("Profile → Settings → Export Strong Data"),
    "Hevy": _("Profile → Settings → Export & Import Data → Export Workouts"),
    "FitNotes": _("⋮ → Settings → Spreadsheet Export → Workout Data"),
    "backhealth": _("Settings → Your data"),
}

_WHICH = _(
    "backhealth reads the CSV files of Strong, Hevy and FitNotes, and its own. Choose the export "
    "as CSV there."
)
REFUSED: "dict[Refusal, StrOrPromise]" = {
    Refusal.EMPTY: _("This file is empty."),
    Refusal.NOT_TEXT: _(
        "This is no list of sets, but a picture, an archive or the backup of an app. "
    ),
    Refusal.TOO_LARGE: _(
        "This file is too large: 20 MB and 200,000 rows at most. Export a part of your log at a "
        "time, if your app can."
    ),
    Refusal.UNKNOWN: _("These headings are of no app that backhealth knows. "),
    Refusal.NOT_CSV: _("This file is no CSV. "),
}
ALSO_WHICH = {Refusal.NOT_TEXT, Refusal.UNKNOWN, Refusal.NOT_CSV, Refusal.EMPTY}
_TRANSLATED = _(
    "The headings of this file are in another language than English. Set %(app)s to English, "
    "export once more, and switch it back: the names of your exercises may stay as they are."
)
_OF_APP = _("It seems to come from %(app)s. Its export as CSV: %(where)s.")

WRONG: "dict[str, StrOrPromise]" = {
    Wrong.COLUMNS: _("It has more or fewer cells than there are headings."),
    Wrong.DATE: _("There is no such day."),
    Wrong.FUTURE: _("The day is in the future."),
    Wrong.NUMBER: _("This is no number."),
    Wrong.TOO_LARGE: _("This is more than a set can have."),
    Wrong.NOTHING_DONE: _("No repetitions, no time and no distance: nothing was done."),
    Wrong.NO_NAME: _("It names no exercise."),
    LeftOut.EARLY: _("The day is before 1970."),
    LeftOut.NAMES: _("The file has more than 300 names of exercises; this is one more."),
    LeftOut.MEASURE: _("The exercise counts something else than this row has."),
    LeftOut.TOO_LONG: _("A set can last an hour at most."),
    LeftOut.TOO_MANY: _("A session can have 99 sets of an exercise."),
    LeftOut.WARM_UP: _("Only warm-up sets of it were done on that day."),
}

GUESSES = {
    Why.POUND_PLATES: _("Pounds, probably: with plates in pounds a bar weighs %(figures)s."),
    Why.KILOGRAM_PLATES: _(
        "Kilograms, probably: with plates in kilograms a bar weighs %(figures)s."
    ),
    Why.HALVES: _("Kilograms, probably: plates in pounds don’t make %(figures)s."),
    Why.NOT_CLEAR: _("The figures could be either."),
}


def app_name(app: str) -> str:
    """Return what an app calls itself."""
    return NAMES[App(app)]


def refusal_sentence(refused: RefusedFile) -> str:
    """Return why a file can't be read, and which one the app needs."""
    if refused.why is Refusal.TRANSLATED:
        return str(_TRANSLATED) % {"app": refused.app or _("the app")}
    parts: list[str | Promise] = [REFUSED[refused.why]]
    if refused.app in WHERE:
        parts.append(str(_OF_APP) % {"app": refused.app, "where": WHERE[refused.app]})
    elif refused.why in ALSO_WHICH:
        parts.append(_WHICH)
    return " ".join(str(part).strip() for part in parts)


def reason_sentence(reason: Reason) -> str:
    """Return why a row isn't written, with the value there."""
    sentence = str(WRONG[reason.why])
    if reason.column and reason.value:
        return f"{reason.column}: “{reason.value}”. {sentence}"
    return f"“{reason.value}”. {sentence}" if reason.value else sentence


def guess_sentence(guess: Guessed) -> str:
    """Return which unit the weights are probably in, and why."""
    figures = ", ".join(decimal_text(each) for each in guess.figures)
    return str(GUESSES[guess.why]) % {"figures": figures}
