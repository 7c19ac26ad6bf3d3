"""What is wrong with the file of a routine, in words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from builder.routine_files.format import Code
from builder.routine_files.reading import Fault

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# %(field)s: the word in the file; %(value)s: its value; %(wanted)s: what belongs there.
FAULTS: dict[Code, "StrOrPromise"] = {
    Code.NOT_TEXT: _("This isn’t plain text (UTF-8)."),
    Code.SYNTAX: _("This can’t be read as TOML: %(value)s."),
    Code.LONG_TEXT: _("A text here stands on one line, between two plain quotation marks."),
    Code.TOO_DEEP: _("This is nested too deeply, or its figures are too long."),
    Code.MISSING: _("“%(field)s” is missing."),
    Code.UNKNOWN_FIELD: _("“%(field)s” isn’t a word of these files."),
    Code.BAD: _("“%(field)s”: %(wanted)s."),
    Code.TOO_MANY: _("There are more “%(field)s” than fit: %(wanted)s."),
    Code.EMPTY: _("There is no exercise of a strength session in it."),
    Code.TWICE: _("“%(value)s” is on this day twice."),
    Code.TWO_MEASURES: _("An exercise has one of “reps”, “seconds” and “minutes”."),
    Code.AIM: _("“aim” isn’t within the range."),
    Code.TWO_LOADS: _("A weight is in “load_kg” or in “load_lb”, not in both."),
    Code.UNKNOWN_EXERCISE: _("There is no exercise “%(value)s”."),
    Code.OTHER_MEASURE: _("This exercise is counted in “%(value)s”, not in “%(field)s”."),
    Code.NO_LOAD: _("This exercise takes no weight."),
    Code.DISAGREES: _("This exercise contradicts itself: %(value)s."),
}
RANGE = _("two whole numbers of which the second isn’t smaller, like [8, 12], of %(most)s at most")
SECONDS = _("a whole number of seconds, %(most)s at most")
NUMBER = _("a whole number from %(least)s to %(most)s")
# What belongs into each field; the figures beside a sentence are put into it.
WANTED: dict[str, tuple["StrOrPromise", dict[str, int]]] = {
    "name": (_("a text of 60 letters at most"), {}),
    "days": (_("one to four of [[days]]"), {}),
    "weekday": (_("a day of the week, like “monday”"), {}),
    "exercises": (_("a list of 60 exercises at most, 20 of them for strength"), {}),
    "exercise": (_("the name in the address of an exercise, like “glute-bridge”"), {}),
    "slug": (_("small letters and figures with - between them"), {}),
    "phase": (_("“warm-up”, “strength” or “cool-down”"), {}),
    "sets": (NUMBER, {"least": 1, "most": 10}),
    "reps": (RANGE, {"most": 999}),
    "seconds": (RANGE, {"most": 3600}),
    "minutes": (RANGE, {"most": 600}),
    "aim": (NUMBER, {"least": 1, "most": 3600}),
    "hold_s": (SECONDS, {"most": 60}),
    "pause_s": (SECONDS, {"most": 10}),
    "rest_s": (SECONDS, {"most": 3600}),
    "tempo": (_("seconds like “3-1-1-0”: lower, pause, lift, pause"), {}),
    "rir": (RANGE, {"most": 10}),
    "load_kg": (_("a weight like 12.5, less than 10000"), {}),
    "load_lb": (_("a weight like 12.5, less than 10000"), {}),
    "step_height_cm": (_("a height of 100 at most"), {}),
    "band": (NUMBER, {"least": 0, "most": 10}),
    "superset": (NUMBER, {"least": 0, "most": 20}),
    "note": (_("a text that fits beside the exercise"), {}),
}
ANYTHING = _("something else belongs here")


def fault_sentence(fault: Fault) -> str:
    """Return the sentence for a fault, with the kind of value that belongs there."""
    sentence, figures = WANTED.get(fault.field, (ANYTHING, {}))
    wanted = str(sentence) % figures if figures else str(sentence)
    words = {"field": fault.field, "value": fault.value.rstrip("."), "wanted": wanted}
    said = str(FAULTS[fault.code]) % words
    if fault.code == Code.BAD and fault.value:
        said = _now("%(said)s It says: %(value)s") % {"said": said, "value": fault.value}
    return said
