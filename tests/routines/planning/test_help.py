"""Help as a load below 0: less of it is harder, and every step down gives more (decision 40)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.vocabulary import LoadNeed, LoadType
from routines.planning.comparison import Better, DoneSet, gain
from routines.planning.dose import Dose
from routines.planning.easing import AFTER_ILLNESS, BREAKS, DELOAD, Ease, Reason, eased_load
from routines.planning.flare import FlareState
from routines.planning.loads import Help, Unit, Weights, figure_of, is_small_step, is_under, landed
from routines.planning.loads import load_of as load_of_figure
from routines.planning.next_target import is_to_find
from routines.planning.one_exercise import Person
from routines.planning.performance import GoesOn, SetResult, Target, Wish
from routines.planning.progression import Result
from routines.planning.step_down import lowest
from routines.planning.steps_up import Code, Scope
from routines.planning.why import Figures, Why
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import FIRST, done

KG, LB = Unit.KG, Unit.LB
MACHINE = Help(load_type=LoadType.MACHINE)
PERSON = Person(usual=Decimal(1), started_on=FIRST - timedelta(days=60))
ASKED = Target(lo=8, hi=12, sets=3, load=Decimal(-20))


def scope_with(weights=MACHINE, **more):
    figures = {"slug": "a", "lo": 8, "hi": 12, "sets": 3, "max_sets": 3}
    return Scope(**figures, load=LoadNeed.HELP, weights=weights, **more)


def a_help(load_type="machine", unit=KG, at_hand=""):
    figures = tuple(Decimal(each) for each in at_hand.split())
    return Help(load_type=LoadType(load_type), unit=unit, at_hand=figures)


def read(load, unit=KG):
    """The help that a person reads, "0" for none and "-" where there is no next one."""
    return "-" if load is None else str(figure_of(load, unit) or 0)


def load(figure, unit=KG):
    return load_of_figure(Decimal(figure), unit, helps=True)


def after(history, *, target=ASKED, scope=None, **more):
    scope = scope or scope_with()
    return progress_of_one(target, history, scope=scope, person=PERSON, **more)


def good(day, help_kg="20", **said):
    return done(day=day, load=f"-{help_kg}" if help_kg != "0" else "0", **said)


@pytest.mark.parametrize(
    ("kind", "figure", "less", "more", "enough"),
    [
        (a_help(), "20", "15", "25", "20"),
        (a_help(), "18", "15", "20", "20"),
        (a_help(), "5", "0", "10", "5"),
        (a_help(), "0", "-", "5", "0"),
        (a_help(), "100", "95", "-", "100"),
        (a_help(), "130", "125", "-", "100"),
        (a_help(unit=LB), "45", "40", "50", "50"),
        (a_help("band"), "12", "10", "15", "15"),
        (a_help("none"), "12", "10", "15", "15"),
        (a_help("kettlebell"), "12", "8", "16", "12"),
        (a_help("dumbbell"), "1", "0", "2", "1"),
        (a_help(at_hand="30 10"), "30", "10", "-", "30"),
        (a_help(at_hand="30 10"), "10", "0", "30", "10"),
        (a_help(at_hand="30 10"), "20", "10", "30", "30"),
        (a_help(at_hand="30 10"), "0", "-", "10", "0"),
    ],
)  # fmt: skip
def test_next_help_is_a_step_of_its_kind(kind, figure, less, more, enough):
    asked = load(figure, kind.unit)

    found = (kind.above(asked), kind.below(asked), kind.at_or_below(asked))

    assert tuple(read(each, kind.unit) for each in found) == (less, more, enough)


@pytest.mark.parametrize(
    ("figure", "factor", "found"),
    [
        ("20", "0.9", "25"),
        ("20", "0.8", "25"),
        ("40", "0.8", "50"),
        ("40", "0.5", "60"),
        ("5", "0.9", "10"),
        ("0", "0.9", "5"),
        ("100", "0.5", "100"),
        ("130", "0.8", "130"),
    ],
)
def test_lowered_load_is_more_help_by_a_step_at_least(figure, factor, found):
    assert read(MACHINE.lowered(load(figure), Decimal(factor))) == found


@given(
    figure=st.decimals(0, 150, places=1),
    factor=st.sampled_from(["0.5", "0.7", "0.8", "0.85", "0.9", "0.95"]),
    kind=st.sampled_from([a_help(), a_help("band", LB), a_help(at_hand="30 10"), a_help("ankle")]),
)
def test_lowered_load_is_never_less_help(figure, factor, kind):
    asked = load(figure, kind.unit)

    found = kind.lowered(asked, Decimal(factor))

    assert found <= asked
    assert found < asked or kind.below(asked) is None


@pytest.mark.parametrize(
    ("kg", "unit", "kind", "found"),
    [
        ("20", LB, None, "45"),
        ("20", LB, a_help(unit=LB), "50"),
        ("20", LB, a_help(unit=LB, at_hand="40 60"), "60"),
        ("20", LB, a_help(unit=LB, at_hand="10"), "45"),
        ("0", LB, a_help(unit=LB), "0"),
        ("11.3398", KG, a_help(), "15"),
    ],
)
def test_help_in_the_other_unit_is_never_less(kg, unit, kind, found):
    assert read(landed(load(kg), unit, kind), unit) == found


def test_dose_reads_and_writes_help_as_a_figure():
    dose = Dose(
        phase="strength", measure="reps", sets=3, lo=8, hi=12, aim=8,
        takes_load=True, load=Decimal(45), load_unit="lb", load_helps=True,
    )  # fmt: skip
    target = dose.target

    assert is_under(target.load, Decimal(0))
    assert dose.at(target, aim=8, unit=LB, length_unit="in").load == 45
    assert dose.in_unit(KG, MACHINE).load == 25
    assert dose.eased(DELOAD, a_help(unit=LB)).load == 50
    assert dose.at(replace(target, load=Decimal(0)), aim=8, unit=LB, length_unit="in").load is None


@pytest.mark.parametrize(
    ("figure", "ease", "found"),
    [
        ("20", DELOAD, "25"),
        ("20", BREAKS[0][1], "30"),
        ("40", BREAKS[1][1], "55"),
        ("20", BREAKS[2][1], "25"),
        (None, DELOAD, "5"),
        ("20", AFTER_ILLNESS, "20"),
        ("20", Ease(reason=Reason.REDUCED, load=Decimal(1), sets=Fraction(1, 2)), "20"),
    ],
)
def test_eased_session_gives_more_help(figure, ease, found):
    asked = None if figure is None else Decimal(figure)

    assert eased_load(asked, ease, weights=MACHINE) == Decimal(found)


@pytest.mark.parametrize(
    ("name", "history", "target", "scope", "code", "found"),
    [
        ("two good sessions take a step away", [good(0), good(4)], {}, {}, Code.LOAD_UP, "15"),
        ("one doesn't", [good(0)], {}, {}, Code.SAME, "20"),
        ("the last step leads to none", [good(0, "5"), good(4, "5")], {"load": Decimal(-5)}, {},
         Code.LOAD_UP, "0"),
        ("from none it goes on by repetitions", [good(0, "0"), good(4, "0")], {"load": Decimal(0)},
         {}, Code.PAUSE, "0"),
        ("or offers the harder one", [good(0, "0"), good(4, "0")],
         {"load": Decimal(0), "pause_s": 2}, {"has_harder": True}, Code.HARDER, "0"),
        ("with less help than asked, that is what goes on", [good(0, "10"), good(4, "10")], {}, {},
         Code.LOAD_UP, "5"),
        ("done without help, although it was asked for", [good(0, "0"), good(4, "0")], {}, {},
         Code.LOAD_UP, "0"),
        ("with more help than asked it was not as good", [good(0, "25"), good(4, "25")], {}, {},
         Code.SAME, "20"),
        ("a caution keeps the help", [good(0), good(4)], {}, {"keeps_load": True}, Code.LOAD_KEPT,
         "20"),
        ("so does form that isn't confirmed", [good(0), good(4)], {}, {"may_add_load": False},
         Code.FORM_FIRST, "20"),
        ("before a large step more repetitions", [good(0, "30"), good(4, "30")],
         {"load": Decimal(-30)}, {"weights": a_help(at_hand="30 20")}, Code.RANGE_UP, "30"),
        ("what is too far stays", [good(0, "30"), good(4, "30")],
         {"load": Decimal(-30)}, {"weights": a_help(at_hand="30 5")}, Code.HEAVIEST, "30"),
        ("much pain gives more", [good(0, pain=7)], {}, {}, Code.LOAD_DOWN, "25"),
        ("pain and an unsettled back too", [good(0, pain=4, morning_pain=5)], {}, {},
         Code.LOAD_DOWN, "25"),
        ("much pain without help gives the first step of it", [good(0, "0", pain=7)],
         {"load": Decimal(0)}, {}, Code.LOAD_DOWN, "5"),
        ("where more help than asked was needed, from there", [good(0, "30", pain=7)], {}, {},
         Code.LOAD_DOWN, "40"),
        ("where no more is at hand, repetitions", [good(0, pain=7)], {},
         {"weights": a_help(at_hand="20 10")}, Code.FEWER, "20"),
        ("some pain holds it", [good(0, pain=4)], {}, {}, Code.SAME, "20"),
        ("too hard twice takes repetitions first",
         [good(0, amounts=(5, 5, 5)), good(4, amounts=(5, 5, 5))], {}, {}, Code.FEWER, "20"),
    ],
)  # fmt: skip
def test_help_after_a_session(name, history, target, scope, code, found):
    asked, allowed = replace(ASKED, **target), scope_with(**scope)

    progress = after(history, target=asked, scope=allowed)

    assert (progress.change.code, read(progress.target.load)) == (code, found), name


def test_help_that_pain_gave_goes_away_again_step_by_step():
    history = [good(0), good(4, pain=7)]
    found = [read(after(history).target.load)]
    for day in (8, 12, 16, 20, 24):
        history.append(good(day, found[-1]))
        found.append(read(after(history).target.load))

    assert found == ["25", "25", "20", "20", "15", "15"]
    assert after(history[:4]).change.code == Code.LOAD_BACK


def test_long_break_and_a_flare_that_is_over_give_more_help():
    before = [good(0, "40"), good(4, "40")]
    asked = replace(ASKED, load=Decimal(-40))
    broken = [*before, good(70, "55", days_off=66)]
    flared = [*before, replace(good(8, "40"), state=FlareState.RAMP2)]

    found = [
        after(before, target=asked),
        after(broken, target=asked),
        after(flared, target=asked, state=FlareState.NORMAL),
    ]

    assert [read(each.target.load) for each in found] == ["35", "55", "40"]


@pytest.mark.parametrize(
    ("goes_on", "pain", "wished", "found"),
    [
        (GoesOn.OWN, 0, "10", "10"),
        (GoesOn.OWN, 7, "10", "15"),
        (GoesOn.FIXED, 7, "10", "15"),
        (GoesOn.FIXED, 4, "10", "10"),
    ],
)
def test_own_figures_get_more_help_by_pain_and_never_less(goes_on, pain, wished, found):
    wish = Wish(lo=8, hi=12, sets=3, load=load(wished), goes_on=goes_on)
    history = [good(0), good(4, wished, chosen=wish), good(8, wished, pain=pain)]

    assert read(after(history).target.load) == found


def test_own_choice_takes_no_help_away_that_pain_gave():
    wish = Wish(lo=8, hi=12, sets=3, load=load("10"))
    history = [good(0, pain=7), good(4, "25", chosen=wish, pain=4)]

    assert read(after(history).target.load) == "25"


def test_lowest_dose_has_the_help_of_the_first_session():
    prescribed, now = ASKED, replace(ASKED, load=Decimal(-5))

    found = [lowest(each, prescribed, scope_with(), hurt=True).load for each in (now, prescribed)]
    more = lowest(replace(ASKED, load=Decimal(-40)), prescribed, scope_with(), hurt=True).load

    assert [read(each) for each in (*found, more)] == ["20", "20", "40"]


def test_no_session_looks_for_the_help():
    assert not is_to_find(ASKED, scope_with())


def test_less_help_went_better_and_more_didn_t():
    sets = {kg: [DoneSet(amount=8, load_kg=load(kg))] for kg in ("20", "15", "0")}

    better = {
        (one, other): found.better if (found := gain(sets[one], sets[other])) else None
        for one, other in [("20", "15"), ("15", "0"), ("15", "20"), ("0", "15"), ("15", "15")]
    }

    assert better == {
        ("20", "15"): Better.LOAD, ("15", "0"): Better.LOAD,
        ("15", "20"): None, ("0", "15"): None, ("15", "15"): None,
    }  # fmt: skip


def test_explanation_counts_less_help_as_a_step_up():
    with_20, with_15, without = (
        Figures.of(replace(ASKED, load=each), "kg") for each in (load("20"), load("15"), load("0"))
    )

    assert (with_20.load, with_20.load_figure, without.load) == ("-20", "20", "")
    assert Why(before=with_20, after=with_15).is_step_up
    assert Why(before=with_15, after=without).is_step_up
    assert not Why(before=with_15, after=with_20).is_step_up


# --- the mirror ---------------------------------------------------------------------------------

SESSIONS = st.lists(
    st.fixed_dictionaries(
        {
            "amounts": st.sampled_from([(12, 12, 12), (12, 12, 12), (12, 12, 10), (14, 14, 14)]),
            "rir": st.sampled_from([3, 3, 3, 2, 1, None]),
            "pain": st.sampled_from([0, 0, 0, 0, 2, 4, 8]),
            "morning_pain": st.sampled_from([0, 0, 0, None, 5]),
            "gap": st.sampled_from([3, 4, 4, 7, 9]),
            "beside": st.sampled_from([0, 0, 0, 0, 5, -5]),
        }
    ),
    min_size=1,
    max_size=10,
)
HEIGHT = Decimal(100)  # a weight of L kg is mirrored by 100 - L kg of help
# Of 60 to 95 kg, 5 kg are a small step, as 5 kg of help always are.
WEIGHTS = Weights(load_type=LoadType.MACHINE)


@settings(max_examples=100)
@given(sessions=SESSIONS, begins=st.sampled_from([60, 65, 70, 75]))
def test_help_is_the_mirror_of_weight_until_a_step_down(sessions, begins):
    """The same sessions with L kg, or with 100 - L kg of help: the same rules, codes and targets.
    A step down takes a share, of which the weight alone knows how much it is: then both go down."""
    logs, day = {WEIGHTS: [], MACHINE: []}, 0
    scopes = {WEIGHTS: scope_with(WEIGHTS), MACHINE: scope_with(MACHINE)}
    scopes[WEIGHTS] = replace(scopes[WEIGHTS], load=LoadNeed.REQUIRED)
    shift = {WEIGHTS: Decimal(0), MACHINE: HEIGHT}
    asked = Decimal(begins)

    for each in sessions:
        lifted = asked + each["beside"]
        for kind, log in logs.items():
            sets = tuple(
                SetResult(amount=amount, rir=each["rir"], load=lifted - shift[kind])
                for amount in each["amounts"]
            )
            pains = {name: each[name] for name in ("pain", "morning_pain")}
            log.append(replace(done(day=day, **pains), sets=sets))
        day += each["gap"]
        found = {
            kind: after(log, target=replace(ASKED, load=begins - shift[kind]), scope=scopes[kind])
            for kind, log in logs.items()
        }
        weight, helped = found[WEIGHTS], found[MACHINE]
        assert weight.change.decision == helped.change.decision
        if is_under(helped.target.load, asked - HEIGHT) or is_under(weight.target.load, asked):
            assert not is_under(asked - HEIGHT, helped.target.load)
            assert weight.change.decision.result not in {Result.PROGRESS, Result.ADD_REPS}
            return
        assert weight.change.code == helped.change.code
        assert helped.target == replace(weight.target, load=weight.target.load - HEIGHT)
        asked = weight.target.load
        if asked >= 95:
            return


@settings(max_examples=100)
@given(sessions=SESSIONS, begins=st.sampled_from([0, 5, 20, 40]))
def test_pain_never_leads_to_less_help(sessions, begins):
    """After any sessions: one that hurt leaves at least as much help as it had."""
    target, log, day = replace(ASKED, load=load(begins)), [], 0
    asked = target.load
    for each in sessions:
        lifted = min(asked + each["beside"], Decimal(0))
        sets = tuple(
            SetResult(amount=amount, rir=each["rir"], load=lifted) for amount in each["amounts"]
        )
        pains = {name: each[name] for name in ("pain", "morning_pain")}
        log.append(replace(done(day=day, **pains), sets=sets))
        day += each["gap"]

        found = after(log, target=target).target.load

        if each["pain"] >= 4 or each["morning_pain"] == 5:
            assert found <= asked
        asked = found


def test_small_step_of_help_is_five_kilograms():
    assert is_small_step(load("20"), load("15"))
    assert not is_small_step(load("20"), load("10"))
