"""Sentences about the changes of a routine, the reasons against one, and a coach's advice.

%(name)s is the name of an exercise or of a day, %(day)s that of the day it is on.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exercises.labels import CAUTIONS, EQUIPMENT, PATTERNS
from routines.models.routine import Changed, What
from routines.planning.routine_advice import (
    Advice,
    Band,
    InARow,
    NotAtHand,
    ToChange,
    WithoutPattern,
)
from routines.planning.turns import RoutineDay

CHANGES: Mapping[What, Promise] = {
    What.RENAMED: _("The routine’s name is %(name)s now."),
    What.ADDED: _("%(name)s was added to %(day)s."),
    What.COPIED: _("%(name)s was copied to %(day)s."),
    What.REMOVED: _("%(name)s was removed from %(day)s."),
    What.MOVED: _("%(name)s was moved on %(day)s."),
    What.JOINED: _("%(name)s is done in turn with the next one on %(day)s."),
    What.ALONE: _("%(name)s is done alone on %(day)s."),
    What.FIGURES: _("The figures of %(name)s on %(day)s were changed."),
    What.PUT_BACK: _("What was removed from %(day)s is back."),
    What.DAY_ADDED: _("%(day)s was added."),
    What.DAY_CHANGED: _("The name or the weekday of %(day)s was changed."),
    What.WEEKDAYS: _("When its days are trained was changed."),
    What.DAY_REMOVED: _("%(day)s was removed."),
}

REFUSALS: Mapping[str, Promise] = {
    "twice": _("That day has this exercise already."),
    "full": _("A day takes 20 strength exercises at most."),
    "locked": _("This exercise is locked for you at present."),
    "last": _("A day needs one exercise at least: add another one first."),
    "days": _("A routine has four days at most."),
    "last_day": _("A routine needs one day at least."),
    "no_day": _("The routine doesn’t have that day any more."),
    "undone": _("It can’t be put back any more."),
}

BANDS = {Band.LITTLE: _("a little"), Band.IN_RANGE: _("in range"), Band.HIGH: _("a lot")}


def day_name(day: RoutineDay) -> str:
    """Return the name of a day as sentences use it: "day A", or "day A, Heavy"."""
    return _day_name(str(day.letter), day.name)


def days_named(days: Iterable[RoutineDay]) -> str:
    """Return several days in words: "day A and day B"."""
    return get_text_list([day_name(day) for day in days], _now("and"))


def _day_name(letter: str, name: str) -> str:
    if name:
        return _now("day %(letter)s, %(name)s") % {"letter": letter, "name": name}
    return _now("day %(letter)s") % {"letter": letter}


def change_said(change: Changed) -> str:
    """Return what was changed, as a sentence."""
    words = {"name": change.name, "day": _day_name(change.day, "")}
    said = str(CHANGES[change.what] % words)
    return said[:1].upper() + said[1:]


def refused(why: str) -> str:
    """Return why a change can't be made."""
    return str(REFUSALS[why])


def band_said(band: str) -> str:
    return str(BANDS[Band(band)])


def advice_said(each: Advice, names: Mapping[str, str]) -> str:
    """Return one thing that is worth a thought; `names` are those of the exercises, by slug."""
    if isinstance(each, WithoutPattern):
        patterns = [str(PATTERNS[pattern]) for pattern in each.patterns]
        return _now("Nothing for: %(patterns)s") % {
            "patterns": get_text_list(patterns, _now("or")),
        }
    if isinstance(each, InARow):
        return _now("%(first)s and %(second)s one after the other tire the same muscles.") % {
            "first": names[each.first],
            "second": names[each.second],
        }
    if isinstance(each, NotAtHand):
        things = [str(EQUIPMENT[thing]).lower() for thing in sorted(each.missing)]
        joined = get_text_list(things, _now("or") if each.is_choice else _now("and"))
        return _now("%(name)s needs what isn’t in your list: %(things)s") % {
            "name": names[each.slug],
            "things": joined,
        }
    return _to_change(each, names)


def _to_change(each: ToChange, names: Mapping[str, str]) -> str:
    cautions = [str(CAUTIONS[word]) for word in sorted(each.cautions)]
    return _now("%(name)s is done differently with %(cautions)s") % {
        "name": names[each.slug],
        "cautions": "; ".join(cautions),
    }
