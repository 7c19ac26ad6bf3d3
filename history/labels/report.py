"""Sentences of the sheet for an appointment. They name nobody: its owner reads it, and the
professional whom it is for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exercises.decimals import decimal_text
from exercises.vocabulary import Measure
from history.facts.left_out import Change, Changed
from history.facts.report_exercises import Reached, RoutineExercise
from history.facts.report_tests import TestedSide
from history.labels.self_tests import SIDES, UNITS, WORDS
from history.planning.self_tests import Figure, Side, Unit
from routines.facts.units import load_words
from routines.models import Outcome, Screening, Skip
from routines.models.prescribed import length_in
from routines.planning.loads import shown
from routines.planning.questions import Look

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SKIPPED: Mapping[str, "StrOrPromise"] = {
    Skip.BUSY: _("Left out: it was in use"),
    Skip.KIT: _("Left out: no equipment for it"),
    Skip.TIRED: _("Left out: tired"),
    Skip.HURTS: _("Left out: it hurt"),
    "": _("Left out"),
}
CHANGED: Mapping[Change, "StrOrPromise"] = {
    Change.SWAPPED: _("Replaced by %(instead)s"),
    Change.REMOVED: _("Taken out of the session"),
    Change.RESTED: _("%(instead)s in its place: even its smallest dose was too much"),
    Change.LOCKED: _("%(instead)s in its place: it isn’t unlocked yet"),
}
HURT_MUCH = _("%(instead)s in its place: it hurt at 6 or more twice within two weeks")
OUTCOMES: Mapping[Outcome, "StrOrPromise"] = {
    Outcome.OK: _("Nothing spoke against strength training."),
    Outcome.MODIFY: _("Strength training with care."),
    Outcome.WAIT: _("Ill on the day of the answers; strength training waited until the next day."),
    Outcome.CLEAR: _("A professional’s word is asked for first; strength training waits for it."),
    Outcome.SOON: _(
        "Pain that stops daily life was reported; strength training waits for a professional."
    ),
    Outcome.URGENT: _(
        "A warning sign was reported that a doctor should see the same day; strength training "
        "waits for a professional’s clearance."
    ),
    Outcome.EMERGENCY: _(
        "A warning sign was reported that needs help at once; strength training waits for a "
        "professional’s clearance."
    ),
}
CLEARED = _("Strength training with care, after a professional’s clearance.")
LOOKS: Mapping[Look, "StrOrPromise"] = {
    Look.APPOINTMENT: _("An appointment was advised because of a sign that was reported."),
    Look.OLD_INJURY: _("An old back injury was never looked at; a look at it was advised."),
    Look.CHECK_UP: _("A check-up was advised before regular exercise."),
}

AMOUNTS: Mapping[Measure, "StrOrPromise"] = {
    Measure.REPS: _("%(amount)s reps"),
    Measure.SECONDS: _("%(amount)s s"),
    Measure.MINUTES: _("%(amount)s min"),
}


def reached_words(reached: Reached | None, exercise: RoutineExercise) -> str:
    """Return the best set of a session: "16 kg × 10", "12 reps, step 15 cm"; "" for none."""
    if reached is None:
        return ""
    dose = exercise.prescribed.dose
    amount = AMOUNTS[Measure(dose.measure)] % {"amount": reached.amount}
    if reached.load:
        load = load_words(shown(abs(reached.load), exercise.unit), exercise.unit)
        plain = reached.amount if dose.measure == Measure.REPS else amount
        with_load = (
            _now("%(load)s × %(amount)s")
            if reached.load > 0
            else _now("%(load)s of help × %(amount)s")
        )
        amount = with_load % {"load": load, "amount": plain}
    parts = [str(amount)]
    if reached.height_cm:
        height = length_in(reached.height_cm, exercise.length_unit)
        parts.append(
            _now("step %(height)s") % {"height": f"{decimal_text(height)} {exercise.length_unit}"}
        )
    if reached.band:
        parts.append(_now("band %(number)s") % {"number": reached.band})
    return ", ".join(parts)


def test_words(each: TestedSide) -> str:
    """Return the name of a test, with the side that was measured."""
    side = SIDES[Side(each.now.side)]
    name = WORDS[each.test].name
    return f"{name}, {side}" if side else str(name)


def measured_words(figure: Figure) -> str:
    """Return what a test measured, with its unit."""
    return f"{decimal_text(figure.amount)} {UNITS[Unit(figure.unit)]}"


def changed_words(what: Changed) -> str:
    """Return what happened to an exercise, and why."""
    if what.change == Change.SKIPPED:
        return str(SKIPPED[what.reason])
    words = HURT_MUCH if what.hurt_much else CHANGED[what.change]
    return words % {"instead": what.instead}


def check_sentences(check: Screening | None) -> list[str]:
    """Return the result of the questions before training; None: they weren't answered."""
    if check is None:
        return [_now("They weren’t answered.")]
    outcome = Outcome(check.outcome)
    is_cleared = check.cleared_on is not None and outcome.needs_a_professional
    looks = (LOOKS[Look(each)] for each in check.looks)
    return [str(each) for each in (CLEARED if is_cleared else OUTCOMES[outcome], *looks)]
