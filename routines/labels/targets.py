"""Sentences about what changed in a target, and why (brief.md D4, D5)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from exercises.vocabulary import Measure
from routines.planning.progression import WAY_BACK, Lack, Limit
from routines.planning.steps_up import Code
from routines.planning.why import Why

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What changed. AFTER_FLARE is shown before any other change.
CHANGES: Mapping[Code, "StrOrPromise"] = {
    Code.SAME: _("Same target."),
    Code.ONE_MORE: _("A little longer than last time in the weakest set."),
    Code.SET_BACK: _("The set that was left out is back, as the last session went well."),
    Code.SETS_UP: _("One more set."),
    Code.RANGE_UP: _("A few more repetitions, as the next weight would be a large step."),
    Code.RANGE_BACK: _("A few more repetitions, towards the usual range of the exercise."),
    Code.WIDER: _("A few more repetitions, as there is no harder variant of it."),
    Code.FORM_FIRST: _(
        "A few more repetitions; more weight comes once you say after a session that the cues held."
    ),
    Code.HEAVIEST: _("A few more repetitions, as no next weight near enough is at hand."),
    Code.LOAD_KEPT: _("A few more repetitions; no weight is added for now."),
    Code.LOAD_UP: _("The next weight up."),
    Code.FIRST_LOAD: _("A first weight, as the movement is steady."),
    Code.PAUSE: _("A pause of %(pause_s)s seconds at the lowest point."),
    Code.FULL_RANGE: _("The whole range of the movement."),
    Code.HEIGHT_UP: _("A slightly higher step."),
    Code.HOLD_UP: _("Each hold lasts %(hold_s)s seconds now."),
    Code.TIME_UP: _("A little longer."),
    Code.BAND_UP: _("The next stronger band."),
    Code.WEIGHT_FOUND: _("The weight that you found last time; from here it goes up in steps."),
    Code.HARDER: _("The same once more; you are ready to try a harder variant, if you like."),
    Code.AT_TOP: _("This is the top of the exercise: keep it as it is."),
    Code.LOAD_BACK: _("Some of the weight is back."),
    Code.SET_LESS: _("One set less."),
    Code.LOAD_DOWN: _("Less weight."),
    Code.FEWER: _("A little shorter."),
    Code.EASIER: _("A little less of everything."),
    Code.PART_RANGE: _("A smaller movement."),
    Code.OFFERED_AGAIN: _("It is back with its smallest dose, after two calm weeks."),
    Code.AFTER_FLARE: "",
}
# The same changes, when more is known about them.
WITH_A_SET_LESS = {
    Code.LOAD_UP: _("The next weight up, with one set less to begin with, as it is a large step."),
    Code.FIRST_LOAD: _(
        "A first weight, with one set less to begin with, as it is not a light one."
    ),
    Code.LOAD_DOWN: _("Less weight and one set less."),
    Code.FEWER: _("A little less in each set, and one set less."),
}
WITH_FEWER_REPETITIONS = {
    Code.HOLD_UP: _("Each hold lasts %(hold_s)s seconds now, with fewer repetitions in a set."),
}
WITH_A_WEIGHT = {Code.SAME: _("Same weight.")}
WITH_A_NAME = {
    Code.HARDER: _("The same once more; you are ready for a harder one: %(harder)s."),
}
IN_REPETITIONS = {
    Code.ONE_MORE: _("One more repetition than last time in the weakest set."),
    Code.FEWER: _("Fewer repetitions."),
}
WITH_THE_FIRST_BAND = {Code.BAND_UP: _("A first light band.")}

# The same changes where the load is help.
HELPED: Mapping[Code, "StrOrPromise"] = {
    Code.RANGE_UP: _("A few more repetitions, as the next step takes much of the help away."),
    Code.FORM_FIRST: _(
        "A few more repetitions; less help comes once you say after a session that the cues held."
    ),
    Code.HEAVIEST: _("A few more repetitions, as no less help near enough is at hand."),
    Code.LOAD_KEPT: _("A few more repetitions; no help is taken away for now."),
    Code.LOAD_UP: _("A step less help."),
    Code.LOAD_BACK: _("A step less help, back towards what it was."),
    Code.LOAD_DOWN: _("More help."),
}
HELPED_MORE = {Code.EASIER: _("More help, and a little easier in everything.")}
HELPED_WITH_A_SET_LESS = {
    Code.LOAD_UP: _("A step less help, with one set less to begin with, as it is a large step."),
    Code.LOAD_DOWN: _("More help and one set less."),
}
WITH_HELP = {Code.SAME: _("Same help.")}
NO_HELP_LEFT = {
    Code.LOAD_UP: _("Without help now: it goes on with your own body weight."),
    Code.LOAD_BACK: _("Without help again, as before."),
}

# The sentences of these changes already name the reason.
WITHOUT_REASON = frozenset(
    {
        Code.ONE_MORE,
        Code.SET_BACK,
        Code.AT_TOP,
        Code.HARDER,
        Code.WEIGHT_FOUND,
        Code.AFTER_FLARE,
        Code.OFFERED_AGAIN,
    }
)

_PAIN = _("Pain was at %(pain)s during it last time.")
# What decided, by the rule of `planning.progression`. R0, a stop sign, is shown before any other;
# R3 has a sentence about its morning; R10 adds the repetition that its change names.
REASONS: Mapping[str, "StrOrPromise"] = {
    "R0": "",
    "R1": _PAIN,
    "R2": _PAIN,
    "R3": "",
    "R4": _("Pain was at %(pain)s during it, the third time in a row that it hurt."),
    "R5": _PAIN,
    "R6": _("It was hard twice in a row."),
    "R7": _("It was hard last time; once more, and calmly."),
    "R8": _("Every set reached the top of the range twice, with strength to spare."),
    "R9": _("The last set went beyond the range twice, with strength to spare."),
    "R10": "",
    "R11": _("The last session went well; a second one like it comes first."),
    Limit.ASSUMED: _(
        "How your back was afterwards wasn’t said every time, so three good sessions in a row "
        "come first."
    ),
    Limit.DELOAD: _("The last session asked for less than usual."),
    Limit.FLARE: _("Your back was flaring up last time."),
    Limit.RAMP: _("The last session was a step back from a flare-up."),
    Limit.AFTER_A_BREAK: _("The last session was the first after a break."),
    Limit.SEVEN_DAYS: _("It had gone up less than a week before the last session."),
    Limit.NEW_TARGET: _("The target is new, and two good sessions with it come first."),
    Limit.THREE_A_SESSION: _("Three other exercises go up already."),
    Limit.THIRD_WEEK: _("More sets come from the third week on."),
    Limit.TWO_SETS_A_WEEK: _("Two exercises get another set this week already."),
    Limit.OWN: _("You set your own figures; the app leaves them until you change them."),
    Limit.FIXED: _("You fixed this target; it stays until you change it."),
    WAY_BACK: _("The last sessions went well, so what was taken away comes back step by step."),
}
_SESSION_PAIN = _("Pain was at %(pain)s during the last session.")
# The same rules, if the pain was reported for the whole session.
OF_THE_SESSION = {
    "R1": _SESSION_PAIN,
    "R2": _SESSION_PAIN,
    "R4": _("Pain was at %(pain)s during the last session, the third time in a row that it hurt."),
    "R5": _SESSION_PAIN,
}
# The same rules, if the effort wasn't reported.
UNSAID = {
    "R8": _("Every set reached the top of the range twice."),
    "R9": _("The last set went beyond the range twice."),
}
# R11, if the last session was at the top of the range and lacked something.
LACKS = {
    Lack.SETS: _("Not every set was done last time; two sessions with all of them come first."),
    Lack.EFFORT: _(
        "How much was left wasn’t said last time: say it at the end, so that it can go up."
    ),
    Lack.LOAD: _(
        "Two sessions with the same weight in every set, and no less than this, come first."
    ),
    Lack.SPARE: _("It goes up once two good ones are left in every set, twice."),
}
HELPED_LACKS = {
    Lack.LOAD: _(
        "Two sessions with the same help in every set, and no more than this, come first."
    ),
}

FIND_IT = _(
    "Find your weight: begin light, and after each set tap how many more good ones you had in you. "
    "The weight of the next set follows."
)
OWN = _("Your own target.")
CARRIED = _("It goes on from where it stood in the routine before.")
CONVERTED = _(
    "It was %(converted)s; in the other unit it is rounded down to a weight that there is."
)
HELP_CONVERTED = _(
    "It was %(converted)s of help; in the other unit it is rounded up to one that there is."
)
LEAVE_OUT = _(
    "This exercise hurt at 6 or more twice within two weeks: leave it out, and let a professional "
    "look at it."
)
TOO_MUCH = _("Even its smallest dose was too much: leave it out for now.")
IN_ITS_PLACE = _(
    "In place of %(left_out)s, which is left out for now: it hurt at 6 or more twice within two "
    "weeks. Let a professional look at it; it is offered again after two calm weeks."
)
IN_PLACE_OF_TOO_MUCH = _(
    "In place of %(left_out)s, which is left out for now: even its smallest dose was too much. It "
    "is offered again after two calm weeks."
)
HELD = _("For now it may be no more than the app’s.")
NO_HARDER = _("For now it may be no harder than the app’s.")
MORE_HELP_AFTER_A_FLARE = _("A little more help to begin with, as a flare-up is over.")
AFTER_A_FLARE = _("A little less weight to begin with, as a flare-up is over.")
EASIER_TOO = _("An easier variant is fine too.")
STOP_SIGN = _("Something came up last time that needs a closer look first.")
ONLY_A_PART = _("Move only as far as it feels fine.")
MORNING = _("Your back was at %(morning)s the morning after; usual is %(usual)s.")
MORNING_ALONE = _("Your back was at %(morning)s the morning after; your usual isn’t known yet.")
BEFORE_NEXT = _("When you trained next, your back was at %(next_before)s; usual is %(usual)s.")
BEFORE_NEXT_ALONE = _(
    "When you trained next, your back was at %(next_before)s; your usual isn’t known yet."
)
ADVISED = _("It was at 6 or more twice within two weeks: let a professional look at it.")


def why_sentences(why: Why, measure: str) -> list[str]:
    """Return the sentences that explain a target: the change, and then the rule that decided.

    `measure`: the unit that the exercise is counted in. Empty for a target without an explanation.
    """
    figures = {**(vars(why.after) if why.after else {}), **vars(why)}
    return [sentence % figures for sentence in _sentences(why, measure) if sentence]


def _sentences(why: Why, measure: str) -> Iterator["StrOrPromise"]:
    if why.finds:
        yield FIND_IT
    if why.chosen:
        yield CARRIED if why.carried else OWN
    if why.converted:
        yield HELP_CONVERTED if why.helps else CONVERTED
    if why.left_out:
        yield IN_ITS_PLACE if why.hurt_much else IN_PLACE_OF_TOO_MUCH
    if why.remove:
        yield LEAVE_OUT
    elif why.stand_in and not why.chosen:
        yield TOO_MUCH
    elif why.chosen:
        if why.held:
            yield NO_HARDER if why.helps else HELD
            yield from _reason(why)
    elif why.code:
        yield from _change(why, measure)
        if why.code not in WITHOUT_REASON:
            yield from _reason(why)


def _change(why: Why, measure: str) -> Iterator["StrOrPromise"]:
    if why.after_flare:
        yield MORE_HELP_AFTER_A_FLARE if why.helps else AFTER_A_FLARE
    yield _change_text(why, measure)
    if why.after and why.after.part_range:
        yield ONLY_A_PART
    if why.easier:
        yield EASIER_TOO


def _change_text(why: Why, measure: str) -> "StrOrPromise":
    """Return the most specific text for a change."""
    code, before, after = why.code, why.before, why.after
    if code is None or before is None or after is None:
        return ""
    texts = (
        (HELPED_WITH_A_SET_LESS, why.helps and after.sets < before.sets),
        (NO_HELP_LEFT, why.helps and not after.load),
        (HELPED_MORE, why.helps and after.load != before.load),
        (HELPED, why.helps),
        (WITH_HELP, why.helps and after.load),
        (WITH_A_SET_LESS, after.sets < before.sets),
        (WITH_FEWER_REPETITIONS, after.hi < before.hi),
        (WITH_A_NAME, why.harder),
        (WITH_A_WEIGHT, after.load),
        (IN_REPETITIONS, measure == Measure.REPS),
        (WITH_THE_FIRST_BAND, after.band == 1),
        (CHANGES, True),
    )
    return next(by_code[code] for by_code, holds in texts if holds and code in by_code)


def _reason(why: Why) -> Iterator["StrOrPromise"]:
    if why.rule == "R0":
        yield STOP_SIGN
    rule = why.beside or why.rule
    if rule == "R11" and why.lack:
        yield HELPED_LACKS.get(why.lack, LACKS[why.lack]) if why.helps else LACKS[why.lack]
    elif why.unsaid and rule in UNSAID:
        yield UNSAID[rule]
    elif why.of_session and rule in OF_THE_SESSION:
        yield OF_THE_SESSION[rule]
    else:
        yield REASONS[rule]
    if why.hard:
        yield REASONS["R6"]
    if why.trim:
        yield _afterwards(why)
    if why.advise:
        yield ADVISED


def _afterwards(why: Why) -> "StrOrPromise":
    """Return the sentence about the back after the session, which hadn't settled."""
    if why.morning is None:
        return BEFORE_NEXT if why.usual else BEFORE_NEXT_ALONE
    return MORNING if why.usual else MORNING_ALONE
