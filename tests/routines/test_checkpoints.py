"""What is stored of the targets, when it is used, and that nobody sees it."""

from datetime import timedelta

import pytest

from accounts.actions import change_settings
from exercises.models import Exercise
from routines.actions.checkpoints import forget_since, keep_checkpoints
from routines.actions.item import forget_pain, say_pain
from routines.actions.mornings import say_flare, say_usual_pain
from routines.actions.plan import keep_swaps
from routines.actions.removal import remove_session
from routines.actions.session import back_date
from routines.actions.target_overrides import choose_target, take_choice_back
from routines.actions.units import choose_unit
from routines.facts import checkpoints
from routines.facts.checkpoints import Checkpoint
from routines.models import MorningCheck, Plan, Session, SessionItem, StoredCheckpoint
from tests import builders
from tests.routines.long_logs import (
    ALONE,
    DAY,
    FAR,
    NEAR,
    Life,
    Told,
    as_from_the_first_session,
    as_shown,
    fold_of,
    keep,
    mixed,
    own,
    stored_days,
    trained,
    write_log,
)

pytestmark = pytest.mark.django_db
TWO = [FAR, NEAR]


@pytest.fixture
def life(library, ana, noon):
    return Life.of_months(ana, noon)


def ago(life, days):
    return [(life.today - day).days for day in days]


def stored(user):
    return list(StoredCheckpoint.objects.of(user).values_list("folded_alone", "day", "content"))


# --- what is stored -----------------------------------------------------------------------------


def test_two_checkpoints_are_kept_and_written_only_when_due(life, django_assert_num_queries):
    keep(life.user, life.today)
    first = stored(life.user)
    fold = fold_of(life.user, life.today)

    with django_assert_num_queries(0):
        assert keep_checkpoints(fold) is fold

    assert ago(life, stored_days(life.user, life.today)) == TWO
    assert stored(life.user) == first
    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)


@pytest.mark.parametrize(("later", "expected"), [(1, [57, 3]), (14, [70, 16]), (15, [FAR, NEAR])])
def test_checkpoints_move_on_when_they_have_fallen_behind(life, later, expected):
    keep(life.user, life.today)
    day = life.today + later * DAY

    keep(life.user, day)

    assert [(day - each).days for each in stored_days(life.user, day)] == expected
    assert as_shown(life.user, day) == as_from_the_first_session(life.user, day)


def test_checkpoint_moves_on_when_more_than_two_sessions_follow_it(life):
    keep(life.user, life.today)
    days = [life.today + number * DAY for number in (5, 6, 7)]
    found = []
    for day in days:
        write_log(life.plan, day, [2])
        keep(life.user, day)
        found.append([(day - each).days for each in stored_days(life.user, day)])

    assert found == [[61, 7], [62, 8], TWO]


def test_newcomers_have_checkpoints_of_nothing(library, ana, noon):
    builders.plan(ana, noon)
    today = noon.date()

    keep(ana, today)
    empty = as_shown(ana, today), as_from_the_first_session(ana, today)
    write_log(Plan.objects.get(), today + 3 * DAY, [3, 1])

    later = today + 3 * DAY
    assert stored_days(ana, later) == [today - FAR * DAY, today - NEAR * DAY]
    assert empty[0] == empty[1]
    assert as_shown(ana, later) == as_from_the_first_session(ana, later)


@pytest.mark.parametrize("seed", range(2))
def test_content_of_a_row_is_the_checkpoint_again(library, ana, noon, seed):
    Life.of_months(ana, noon, days_ago=range(120, 0, -2), exercises=4, tell=mixed, seed=seed)
    keep(ana, noon.date())
    rows = stored(ana)

    found = [Checkpoint.from_json(content) for _key, _day, content in rows]

    assert [each.as_json() for each in found] == [content for _key, _day, content in rows]
    kept = keep_checkpoints(fold_of(ana, noon.date())).checkpoints[""][1:]
    forget_since(ana, noon.date() - 400 * DAY)
    anew = keep_checkpoints(fold_of(ana, noon.date())).checkpoints[""][1:]
    assert found == kept == anew


def test_content_of_a_row_stays_small_however_long_the_log_is(library, ana, noon):
    Life.of_months(ana, noon, days_ago=range(300, 0, -2), exercises=3, tell=mixed)

    keep(ana, noon.date())

    sizes = [len(content) for _key, _day, content in stored(ana)]
    assert len(sizes) == 2
    assert max(sizes) < 30_000


# --- when it is used ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("back", "expected"), [(0, TWO), (1, [55]), (2, [54]), (54, [2]), (55, [])]
)
def test_nothing_stored_is_used_on_a_day_too_close_to_it(life, back, expected):
    keep(life.user, life.today)
    day = life.today - back * DAY

    assert [(day - each).days for each in stored_days(life.user, day)] == expected
    assert as_shown(life.user, day) == as_from_the_first_session(life.user, day)


def test_travel_to_the_west_stores_anew_and_sees_nothing_of_tomorrow(life):
    """A day comes again: what was reported on the day after it isn't known."""
    write_log(life.plan, life.today, [0])
    keep(life.user, life.today)

    for day in (life.today - DAY, life.today - 2 * DAY, life.today):
        keep(life.user, day)
        assert as_shown(life.user, day) == as_from_the_first_session(life.user, day)


def test_row_of_another_release_is_left_unused_and_replaced(life):
    keep(life.user, life.today)
    rows = StoredCheckpoint.objects.of(life.user)
    inputs = rows[0].inputs
    rows.update(inputs="of another release", content="{}")

    unused = stored_days(life.user, life.today)
    found = as_shown(life.user, life.today)
    keep(life.user, life.today)

    assert unused == []
    assert found == as_from_the_first_session(life.user, life.today)
    assert ago(life, stored_days(life.user, life.today)) == TWO
    assert set(rows.values_list("inputs", flat=True)) == {inputs}


def test_changed_file_of_a_rule_leaves_everything_stored_unused(life, monkeypatch):
    keep(life.user, life.today)

    monkeypatch.setattr(checkpoints, "_RULES", "of other files")

    assert stored_days(life.user, life.today) == []


def test_digest_of_the_rules_reads_their_files(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoints, "ROOT", tmp_path)
    rule = tmp_path / "rule.py"
    rule.write_text("MOST = 3\n")
    before = checkpoints._rules_digest([("", "*.py")])

    rule.write_text("MOST = 4\n")

    assert checkpoints._rules_digest([("", "*.py")]) != before


def usual_pain(life):
    say_usual_pain(user=life.user, pain=4)


def weights(life):
    Plan.objects.update(weights={"unit": "kg", "dumbbell": ["4", "8"], "kettlebell": []})


def equipment(life):
    Plan.objects.update(equipment=builders.HOME)


def units(life):
    change_settings(user=life.user, units="imperial", time_zone="Europe/Berlin")


def unit_of_an_exercise(life):
    choose_unit(user=life.user, exercise=life.item(NEAR).exercise, unit="lb")


def age(life):
    builders.answered(life.user, life.now, A1="65")


def swap_that_was_kept(life):
    swaps = [(life.item(NEAR).exercise_id, Exercise.objects.get(pk="romanian-deadlift"))]
    assert keep_swaps(plan=life.plan, programme_day="A", swaps=swaps, today=life.today)


def new_plan(life):
    builders.plan(life.user, life.now, level="L2", equipment=builders.GYM)


@pytest.mark.parametrize(
    "change",
    [usual_pain, weights, equipment, units, unit_of_an_exercise, age, swap_that_was_kept, new_plan],
    ids=lambda change: change.__name__,
)
def test_change_without_a_day_leaves_the_stored_unused(life, change):
    keep(life.user, life.today)

    change(life)

    assert stored_days(life.user, life.today) == []
    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)
    keep(life.user, life.today)
    assert ago(life, stored_days(life.user, life.today)) == TWO
    assert StoredCheckpoint.objects.count() == 2
    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)


def test_exercises_outside_the_plan_keep_their_own(life):
    keep(life.user, life.today)
    keep(life.user, life.today, ALONE)
    before = as_shown(life.user, life.today, ALONE)

    for log in life.item(NEAR, of=ALONE[0]).set_logs.select_related("item__session"):
        builders.one_set(log.item, life.now, number=log.number + 10, side=log.side, amount=1)

    assert sorted({key for key, _day, _content in stored(life.user)}) == ["", *sorted(ALONE)]
    after = as_shown(life.user, life.today, ALONE)
    assert after == as_from_the_first_session(life.user, life.today, ALONE)
    assert after != before


# --- what the days after a checkpoint need of those before ---------------------------------------


def pattern_of_another_exercise(life):
    """A squat of day B two days ago: the one of day A isn't after a break, though its own was."""
    Session.objects.filter(local_date__gt=life.day(26)).delete()
    MorningCheck.objects.filter(day__gt=life.day(25)).delete()
    write_log(life.plan, life.today, [NEAR], programme_days="B", exercises=4)


def form_confirmed(life):
    """No later session asks about the form again."""
    SessionItem.objects.update(form_kept=True)


def flare(life):
    say_flare(user=life.user, kind="said", today=life.day(NEAR + 1))


def choice_of_a_session_that_was_moved(life):
    exercise = life.item(NEAR).exercise
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=life.now)
    session = trained(life, life.today, "A", life.now + timedelta(hours=1))
    back_date(session=session, day=life.day(60), now=life.now)


@pytest.mark.parametrize(
    "before",
    [pattern_of_another_exercise, form_confirmed, flare, choice_of_a_session_that_was_moved],
    ids=lambda before: before.__name__,
)
def test_sessions_after_a_checkpoint_are_judged_by_what_was_before_it(life, before):
    before(life)
    keep(life.user, life.today)
    later = life.today + 9 * DAY

    write_log(
        *(life.plan, later, [6, 3, 1]),
        programme_days="A",
        load=80,
        tell=lambda _: Told(form_kept=None),
    )

    assert stored_days(life.user, later) == [life.day(FAR), life.day(NEAR)]
    for day in (later - 2 * DAY, later):
        assert as_shown(life.user, day) == as_from_the_first_session(life.user, day)


# --- the person's own choices -------------------------------------------------------------------


def test_choice_that_was_taken_back_or_is_still_to_come_is_in_nothing_stored(life):
    exercise = life.item(NEAR).exercise
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=life.now)
    keep(life.user, life.today)
    chosen = as_shown(life.user, life.today)

    take_choice_back(plan=life.plan, exercise=exercise, now=life.now)

    assert chosen["targets"][exercise.pk].override is not None
    after = as_shown(life.user, life.today)
    assert after["targets"][exercise.pk].override is None
    assert after == as_from_the_first_session(life.user, life.today)


@pytest.mark.parametrize("first", [70, 20])
def test_two_choices_of_an_exercise_both_count_whichever_was_used(life, first):
    """The first was made before the far checkpoint, or after it, and has been used."""
    exercise = life.item(NEAR).exercise
    for days in (first, 1):
        now = life.now - days * DAY
        choose_target(plan=life.plan, exercise=exercise, chosen=own(sets=1 + days % 2), now=now)

    keep(life.user, life.today)

    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)


def test_choice_waits_on_after_another_one_of_the_same_exercise(life):
    """The sessions that could use it are removed before the checkpoints are kept."""
    exercise, now = life.item(NEAR).exercise, life.now - 60 * DAY
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=now)
    choose_target(plan=life.plan, exercise=exercise, chosen=own(sets=2), now=life.now)
    for ago, session in life.sessions.items():
        if ago < 60:
            remove_session(session=session, now=life.now)
    keep(life.user, life.today)

    write_log(life.plan, life.today, [1], programme_days="A")
    forget_since(life.user, life.day(1))

    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)


def test_choice_of_a_later_day_is_not_taken_for_one_that_was_used(life):
    """Today's session used it and was moved back. Then a session of an earlier day is written
    down, and on that day the choice wasn't known."""
    exercise = life.item(NEAR).exercise
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=life.now)
    session = trained(life, life.today, "A", life.now + timedelta(hours=1))
    back_date(session=session, day=life.day(20), now=life.now)

    keep(life.user, life.day(10))

    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)


def test_checkpoint_with_a_choice_is_not_used_on_a_day_before_the_choice(life):
    choice_of_a_session_that_was_moved(life)
    keep(life.user, life.today)
    day = life.day(10)

    assert as_shown(life.user, day) == as_from_the_first_session(life.user, day)


# --- what others do meanwhile -------------------------------------------------------------------


def test_checkpoint_that_was_forgotten_meanwhile_is_not_gone_on_from(life):
    keep(life.user, life.today)
    later = life.today + 20 * DAY
    read_before = fold_of(life.user, later)
    remove_session(session=life.sessions[NEAR], now=life.now)

    keep_checkpoints(read_before)

    assert as_shown(life.user, later) == as_from_the_first_session(life.user, later)


@pytest.mark.parametrize("change", [say_pain, forget_pain])
def test_pain_counts_from_the_day_to_which_its_session_was_moved_meanwhile(life, change):
    say_pain(item=life.item(NEAR), pain=3, now=life.now)
    read_before = life.item(NEAR)
    back_date(session=life.sessions[NEAR], day=life.day(9), now=life.now)
    keep(life.user, life.day(4))

    change(item=read_before, now=life.now, **({"pain": 9} if change == say_pain else {}))

    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)
