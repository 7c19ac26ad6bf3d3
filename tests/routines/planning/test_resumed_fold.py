"""The fold of the targets can stop after any day and go on, with all that a rule needs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import event, given, settings
from hypothesis import strategies as st

from exercises.vocabulary import LoadNeed, LoadType
from routines.planning import progress
from routines.planning.flare import FlareState
from routines.planning.loads import Unit, Weights
from routines.planning.progress import ExerciseHistory, Person, advance, begin, targets
from routines.planning.progression import Performance, SetResult, Target, Wish
from routines.planning.steps_up import Scope
from tests.routines.planning.performances import FIRST

SQUAT = Scope(
    slug="squat",
    lo=8,
    hi=12,
    sets=2,
    max_sets=4,
    load=LoadNeed.REQUIRED,
    weights=Weights(load_type=LoadType.DUMBBELL, unit=Unit.KG),
)
LUNGE = Scope(slug="lunge", lo=8, hi=12, sets=2, max_sets=4)
PRESCRIBED = {
    "squat": (SQUAT, Target(lo=8, hi=12, sets=2, load=Decimal(10))),
    **{
        name: (replace(LUNGE, slug=name), Target(lo=8, hi=12, sets=2))
        for name in ("lunge", "bridge", "step-up", "plank")
    },
}
PERSON = Person(usual=Decimal(1), started_on=FIRST)

# Mostly good sessions, so that targets also go up.
sets = st.builds(
    SetResult,
    amount=st.sampled_from([7, 10, 12, 12, 12, 14]),
    rir=st.sampled_from([None, 0, 2, 3, 3, 3]),
    load=st.sampled_from([Decimal(0), Decimal(9), Decimal(10), Decimal(10), Decimal(12)]),
)
performances = st.builds(
    Performance,
    day=st.integers(0, 50).map(lambda day: FIRST + timedelta(days=day)),
    sets=st.one_of(
        st.just(()),
        st.lists(sets, min_size=1, max_size=3).map(tuple),
        st.just((SetResult(amount=12, rir=3),) * 3),
    ),
    pain=st.sampled_from([0, 0, 0, 1, 3, 4, 6, 8]),
    own_pain=st.sampled_from([None, 0, 0, 6]),
    form_kept=st.sampled_from([True, True, False]),
    morning_pain=st.sampled_from([None, 0, 0, 0, 1, 5]),
    stop_symptom=st.sampled_from([False] * 9 + [True]),
    effort=st.sampled_from([None, 6, 7]),
    baseline=st.sampled_from([None, Decimal(1)]),
    days_off=st.sampled_from([None, 3, 3, 4, 12, 40]),
    state=st.sampled_from([FlareState.NORMAL] * 6 + list(FlareState)),
    eased=st.sampled_from([False, False, True]),
    chosen=st.sampled_from([None] * 8 + [Wish(lo=6, hi=9, sets=2, load=Decimal(8))]),
    unit=st.sampled_from([None, Unit.KG, Unit.LB]),
    comfortable=st.sampled_from([True, True, False]),
)
lives = st.fixed_dictionaries(
    {
        name: st.lists(performances, max_size=14).map(
            lambda found: tuple(sorted(found, key=lambda done: done.day))
        )
        for name in PRESCRIBED
    }
)


def exercises(life, *, after=None, until=None) -> dict[str, ExerciseHistory]:
    """Return the exercises with what was done after one day and until another, both by number."""

    def is_between(done):
        day = (done.day - FIRST).days
        return (after is None or day > after) and (until is None or day <= until)

    return {
        name: ExerciseHistory(
            prescribed=prescribed,
            scope=scope,
            history=tuple(done for done in life[name] if is_between(done)),
        )
        for name, (scope, prescribed) in PRESCRIBED.items()
    }


@settings(max_examples=300, deadline=None)
@given(
    life=lives,
    stops=st.lists(st.integers(0, 50), max_size=3).map(sorted),
    now=st.sampled_from([None, *FlareState]),
)
def test_resumed_fold_finds_what_the_whole_one_does(life, stops, now):
    with_everything = exercises(life)
    whole = begin(with_everything, person=PERSON)
    remembered = progress.remembered
    progress.remembered = tuple  # the whole history at every step
    try:
        whole = advance(whole, with_everything, person=PERSON)
    finally:
        progress.remembered = remembered

    state = begin(with_everything, person=PERSON)
    for after, until in zip([None, *stops], [*stops, None], strict=True):
        state = advance(state, exercises(life, after=after, until=until), person=PERSON)

    found = targets(state, with_everything, now=now)
    assert found == targets(whole, with_everything, now=now)
    assert [each.standstill for each in state.exercises.values()] == [
        each.standstill for each in whole.exercises.values()
    ]
    for each in found.values():
        event(each.change.decision.rule if each.change else "nothing done")


@given(life=lives)
def test_state_stays_small_however_long_the_history_is(life):
    found = exercises(life)

    state = advance(begin(found, person=PERSON), found, person=PERSON)

    # Two that decide together, one with a set, and one red one by each kind of pain.
    assert all(len(each.remembered) <= 5 for each in state.exercises.values())
