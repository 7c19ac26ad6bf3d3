"""Every sentence about a target is true of its figures, and whole."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from exercises.vocabulary import LoadNeed, LoadType
from routines.planning.cautions import LoadKept
from routines.planning.find_weight import Finds
from routines.planning.flare import FlareState
from routines.planning.loads import Help, Weights
from routines.planning.progress import ExerciseHistory, progress_of_all
from routines.planning.progression import RULES, WAY_BACK, GoesOn, Limit, Wish
from routines.planning.steps_up import Code
from routines.planning.why import Why
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import done, history
from tests.routines.planning.test_pain_only_lowers import a_course
from tests.routines.planning.test_progress import BODY, HEAVY, LUNGE, PERSON, SQUAT, five
from tests.routines.test_why import twice, words

COURSES = 1200
# Their sentence names the reason itself.
WITHOUT_REASON = {
    *("one_more", "set_back", "at_top", "harder", "weight_found", "after_flare", "offered_again")
}
OF_SEVERAL = {"three_a_session", "two_sets_a_week"}


# Steps that follow too many others for a random course to reach them.
ALL_ELSE = replace(BODY, sets=4, pause_s=2)
OPTIONAL = replace(LUNGE, load=LoadNeed.OPTIONAL, weights=SQUAT.weights)
BANDS = replace(OPTIONAL, bands=5, weights=Weights(load_type=LoadType.BAND))
FAR = [
    (replace(ALL_ELSE, part_range=True), LUNGE),
    (ALL_ELSE, OPTIONAL),
    (replace(BODY, lo=6, hi=10), LUNGE),
    (ALL_ELSE, BANDS),
    (replace(ALL_ELSE, band=1), BANDS),
    (ALL_ELSE, replace(LUNGE, has_harder=False)),
    (HEAVY, replace(SQUAT, may_add_load=False)),
    (replace(ALL_ELSE, hi=14), replace(OPTIONAL, first_load_at_most=Decimal("0.5"))),
    (replace(BODY, hold_s=8), replace(LUNGE, tempo="3-1-1-0")),
]


def courses():
    """Exercises with a history, and whose they are."""
    sessions = twice(done((14,) * 4))
    for prescribed, scope in FAR:
        yield ExerciseHistory(prescribed=prescribed, history=sessions, scope=scope), PERSON
    keeps_load = replace(PERSON, load_kept=LoadKept(since=date.min))
    yield ExerciseHistory(prescribed=HEAVY, history=sessions, scope=SQUAT), keeps_load
    looked = (replace(done(load=10, rir=5), finds=Finds.BOTH_WAYS),)
    yield ExerciseHistory(prescribed=HEAVY, history=looked, scope=SQUAT), PERSON
    flaring = tuple(replace(each, state=FlareState.FLARE) for each in sessions)
    yield ExerciseHistory(prescribed=BODY, history=flaring, scope=LUNGE), PERSON
    stepped_up = tuple(done(load=10, day=day) for day in (0, 3, 10))
    yield ExerciseHistory(prescribed=HEAVY, history=stepped_up, scope=SQUAT), PERSON
    floor = replace(BODY, lo=5, hi=8, sets=1)
    reds = history(done(pain=6), done(pain=6))
    yield ExerciseHistory(prescribed=floor, history=reds, scope=LUNGE), PERSON
    ambers = history(*[done(pain=5)] * 3)
    yield ExerciseHistory(prescribed=BODY, history=ambers, scope=LUNGE), PERSON
    for goes_on in (GoesOn.OWN, GoesOn.FIXED):
        wanted = Wish(lo=8, hi=12, sets=3, load=Decimal(10), goes_on=goes_on)
        own = (replace(done(load=10), chosen=wanted),)
        yield ExerciseHistory(prescribed=HEAVY, history=own, scope=SQUAT), PERSON
    yield from helped()
    yield from map(a_course, range(COURSES))


def helped():
    """Exercises with help of 20 kg: less of it, none nearer, none yet, and more of it."""
    target = replace(ALL_ELSE, load=Decimal(-20))
    well = twice(done((14,) * 4, load=-20))
    machine = Help(load_type=LoadType.MACHINE)
    of_two = [replace(machine, at_hand=(Decimal(20), Decimal(less))) for less in (10, 5)]
    scope = replace(LUNGE, load=LoadNeed.HELP, weights=machine)
    for each in (*(replace(scope, weights=weights) for weights in (machine, *of_two)),
                 replace(scope, may_add_load=False)):  # fmt: skip
        yield ExerciseHistory(prescribed=target, history=well, scope=each), PERSON
    least = replace(target, load=Decimal(-5)), twice(done((14,) * 4, load=-5))
    yield ExerciseHistory(prescribed=least[0], history=least[1], scope=scope), PERSON
    hard = history(done((4,) * 4, load=-20), done((4,) * 4, load=-20, pain=7))
    yield ExerciseHistory(prescribed=target, history=hard, scope=scope), PERSON


@pytest.fixture(scope="module")
def said():
    """Return every change in many courses of sessions with its sentences, by code and rule."""
    found = defaultdict(list)
    for exercise, person in courses():
        scope, history = exercise.scope, exercise.history
        for count in range(1, len(history) + 1):
            known = {"scope": scope, "person": person, "state": FlareState.NORMAL}
            past = exercise.prescribed, history[:count]
            changes = [progress_of_one(*past, **known).change]
            if changes[0].leaves_out:
                later = history[count - 1].day + timedelta(days=14)
                changes.append(progress_of_one(*past, **known, today=later).change)
            for change in changes:
                why = replace(Why.of(change, "kg"), helps=scope.helps)
                sentence = words(why, scope.measure)
                found[change.code.value, change.decision.rule].append((change, sentence))
    return found


def test_every_code_and_rule_happens_and_is_told_in_whole_sentences(said):
    names = {rule for rule, *_rest in RULES} | {limit.value for limit in Limit} | {WAY_BACK}
    sentence = re.compile(r"([A-Z][^.{}%]*\.)( [A-Z][^.{}%]*\.)*")

    # A figure such as 1.5 of usual pain ends no sentence.
    told = {text.replace("1.5", "1") for each in said.values() for _change, text in each}

    assert {code for code, _rule in said} == {code.value for code in Code}
    assert {rule for _code, rule in said} == names - OF_SEVERAL
    assert [text for text in told if not sentence.fullmatch(text)] == []


def test_every_change_has_a_sentence_and_every_reason_another(said):
    # Changes whose sentence says more are tested elsewhere.
    counts = {
        pair: {len(re.findall(r"[.](?: |$)", text)) for change, text in found if is_plain(change)}
        for pair, found in said.items()
    }

    expected = {pair: {1 if pair[0] in WITHOUT_REASON else 2} for pair in said}
    assert {pair: found for pair, found in counts.items() if found - expected[pair]} == {}


def is_plain(change):
    more = (
        change.decision.trim,
        change.decision.advise,
        change.easier,
        change.after_flare,
        change.beside,
        change.decision.ease and change.decision.rule != "R6",
        change.after.part_range,
        change.leaves_out,
    )
    return not any(more)


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("one set less", lambda old, new: new.sets < old.sets),
        ("Less weight", lambda old, new: new.load < old.load),
        ("A little less weight", lambda old, new: new.load < old.load),
        ("The next weight up", lambda old, new: new.load > old.load),
        ("A first weight", lambda old, new: new.load > old.load),
        ("Same weight.", lambda old, new: new == old and new.load > 0),
        ("Same target.", lambda old, new: new == old and new.load == 0),
        ("A few more repetitions", lambda old, new: new.hi > old.hi and new.load >= old.load),
        ("weight that you found", lambda old, new: new.load != old.load),
        ("The set that was left out is back", lambda old, new: new.sets > old.sets),
        ("Some of the weight is back", lambda old, new: new.load > old.load),
        ("Fewer repetitions.", lambda old, new: new.hi < old.hi and new.sets == old.sets),
        ("A little shorter.", lambda old, new: new.hi < old.hi and new.sets == old.sets),
        ("less in each set", lambda old, new: new.hi < old.hi and new.sets < old.sets),
        ("A smaller movement.", lambda old, new: new.part_range and not old.part_range),
        ("Move only as far", lambda old, new: new.part_range),
        ("with its smallest dose", lambda old, new: new.hi <= old.hi and new.sets <= old.sets),
        ("One more set.", lambda old, new: new.sets > old.sets),
        ("A pause of", lambda old, new: new.pause_s > old.pause_s),
        ("with fewer repetitions", lambda old, new: new.hi < old.hi),
        ("there is no harder variant", lambda old, new: new.hi > old.hi),
        ("Each hold lasts", lambda old, new: new.hold_s > old.hold_s),
        ("A little longer.", lambda old, new: new.hi > old.hi),
        ("higher step", lambda old, new: new.height_cm > old.height_cm),
        ("band.", lambda old, new: new.band > old.band),
        ("A little less of everything.", lambda old, new: new.lo <= old.lo and new != old),
        ("More help", lambda old, new: new.load < old.load),
        ("step less help", lambda old, new: old.load < new.load < 0),
        ("Without help", lambda old, new: old.load < new.load == 0),
        ("Same help.", lambda old, new: new == old and new.load < 0),
        ("much of the help away", lambda old, new: new.load < 0),
        ("no less help near enough", lambda old, new: new.load < 0),
        ("less help comes once", lambda old, new: new.load < 0),
        ("easier in everything", lambda old, new: new.load < old.load and new.hi < old.hi),
    ],
)
def test_what_is_said_to_change_does(said, claim, holds):
    claimed = [
        change for found in said.values() for change, text in found if claim.lower() in text.lower()
    ]

    assert claimed
    assert [each for each in claimed if not holds(each.before, each.after)] == []


@pytest.mark.parametrize(
    ("prescribed", "scope", "days", "says"),
    [
        (HEAVY, SQUAT, (0, 3), "Same weight. Three other exercises go up already."),
        (
            BODY,
            LUNGE,
            (17, 20),
            "Same target. Two exercises get another set this week already.",
        ),
    ],
)
def test_limits_over_several_exercises_are_told(prescribed, scope, days, says):
    sessions = tuple(done(load=prescribed.load, day=day) for day in days)

    found = progress_of_all(five(scope, prescribed, sessions), person=PERSON)

    assert words(Why.of(found["e"].change, "kg")) == says
