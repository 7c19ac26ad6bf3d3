"""What programs write: by the app's own verbs, once under a key, refused in words."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts.keys import new_key
from exercises.vocabulary import Sides
from routines import actions
from routines.models import (
    Agreement,
    MorningCheck,
    Screening,
    Session,
    SessionItem,
    SetLog,
)
from tests import builders


@pytest.fixture
def planned(ana, library, noon):
    return builders.plan(ana, noon)


def strength(session):
    return builders.strength(Session.objects.get(pk=session))


def code_of(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def faults_of(answer):
    assert code_of(answer) == (422, "invalid")
    return {each["field"]: each["detail"] for each in answer.json()["errors"]}


def test_whole_session_by_a_program(ask, planned, ana):
    key = new_key()
    begun = ask("put", f"sessions/{key}", {"pain": 2, "tiredness": 3}).json()
    for item in begun["items"]:
        if item["phase"] != "strength":
            assert ask("post", f"items/{item['id']}/tick", {}).json()["ticked_at"]
            continue
        sides = ["left", "right"] if item["target"]["per_side"] else ["both"]
        sides = ["both"] if item["target"]["sides"] == "alternating" else sides
        for number in range(1, item["target"]["sets"] + 1):
            for side in sides:
                said = {"number": number, "side": side, "rir": 2}
                assert ask("put", f"items/{item['id']}/sets/{new_key()}", said).status_code == 200
    ended = ask("post", f"sessions/{key}/finish", {"rir": 2, "note": " Good. ", "pain": 3}).json()

    session = Session.objects.get(user=ana)
    assert (session.pk, session.status, session.note) == (key, "completed", "Good.")
    assert (session.pain_before, session.tiredness, session.pain) == (2, 3, 3)
    assert ended == ask("get", f"sessions/{key}").json()


def test_start_sent_twice_is_one_session(ask, planned):
    key = new_key()

    answers = [ask("put", f"sessions/{key}", {}).json() for _number in range(2)]

    assert answers[0] == answers[1]
    assert Session.objects.count() == 1


def test_another_session_that_runs_is_named(ask, planned):
    first = ask("put", f"sessions/{new_key()}", {}).json()["id"]

    answer = ask("put", f"sessions/{new_key()}", {})

    assert code_of(answer) == (409, "another-runs")
    assert answer.json()["session"] == first
    assert Session.objects.count() == 1


def test_key_of_another_person_s_session_is_no_key(ask, stranger, planned, bo, noon):
    builders.plan(bo, noon)
    key = ask("put", f"sessions/{new_key()}", {}).json()["id"]

    assert code_of(stranger("put", f"sessions/{key}", {})) == (404, "not-found")


def test_empty_session_begins_on_any_day(ask, planned, noon):
    with time_machine.travel(noon + timedelta(days=1), tick=False):
        told = ask("put", f"sessions/{new_key()}", {"kind": "empty"}).json()

    assert (told["programme_day"], told["off_plan"], told["day"]) == ("X", True, "2026-03-05")


def test_past_session_is_written_down(ask, planned):
    said = {"kind": "past", "day": "2026-03-02", "programme_day": "B"}

    told = ask("put", f"sessions/{new_key()}", said).json()

    assert (told["day"], told["programme_day"], told["written_later"]) == ("2026-03-02", "B", True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": None}, "day"),
        ({"day": "2026-03-05"}, "day"),
        ({"day": "2025-03-03"}, "day"),
        ({"programme_day": "D"}, "programme_day"),
        ({"programme_day": None}, "programme_day"),
    ],
)
def test_past_session_needs_its_day(ask, planned, changed, field):
    said = {"kind": "past", "day": "2026-03-02", "programme_day": "B"} | changed

    assert list(faults_of(ask("put", f"sessions/{new_key()}", said))) == [field]
    assert Session.objects.count() == 0


def test_what_may_not_start_says_why(ask, ana, bo, planned, noon):
    def refused(said=None):
        return code_of(ask("put", f"sessions/{new_key()}", said or {}))

    assert refused({"ill": True}) == (409, "not-today")
    assert refused({"pain": 9}) == (409, "not-today")
    actions.say_flare(user=ana, kind="said", today=noon.date())
    assert refused() == (409, "not-today")
    builders.answered(ana, noon, G4="yes")
    assert refused() == (409, "strength-locked")
    Agreement.objects.all().delete()
    Screening.objects.all().delete()
    assert refused() == (409, "check-due")
    builders.answered(ana, noon)
    with time_machine.travel(noon + timedelta(days=1), tick=False):
        actions.say_flare(user=ana, kind="ended", today=noon.date())
        assert refused() == (409, "nothing-planned")
    assert Session.objects.count() == 0


def test_without_a_plan_nothing_starts(ask, ana, noon, library):
    for kind in ("planned", "empty"):
        answer = ask("put", f"sessions/{new_key()}", {"kind": kind})
        assert code_of(answer) == (409, "nothing-planned")
    past = {"kind": "past", "day": "2026-03-02", "programme_day": "A"}
    assert code_of(ask("put", f"sessions/{new_key()}", past)) == (404, "no-plan")
    assert code_of(ask("get", "plan")) == (404, "no-plan")


@pytest.mark.parametrize("said", [{"pain": 0}, {"ill": True}, {"tiredness": 1}])
def test_answers_before_a_session_need_the_scope_health(with_scopes, planned, said):
    answer = with_scopes("read", "log")("put", f"sessions/{new_key()}", said)

    assert code_of(answer) == (403, "scope-missing")
    assert Session.objects.count() == 0


def test_set_sent_twice_is_one_set_and_the_second_time_corrects_it(ask, log):
    path = f"items/{log['item_id']}/sets/{new_key()}"

    answers = [ask("put", path, {"number": 2, "amount": amount}) for amount in (8, 8, 9)]

    assert [each.json()["amount"] for each in answers] == [8, 8, 9]
    assert SetLog.objects.filter(item=log["item_id"], number=2).count() == 1


def test_set_without_figures_is_as_the_target_asks(ask, log):
    item = SessionItem.objects.get(pk=log["item_id"])
    SessionItem.objects.filter(pk=item.pk).update(takes_load=True, load=Decimal("7.50"))

    first = ask("put", f"items/{item.pk}/sets/{new_key()}", {"number": 2}).json()
    bare = ask("put", f"items/{item.pk}/sets/{new_key()}", {"number": 3, "load": None}).json()

    assert (first["amount"], first["load"], first["unit"]) == (item.aim, "7.5", "kg")
    assert bare["load"] is None


def test_load_is_kept_as_it_was_typed(ask, log):
    SessionItem.objects.filter(pk=log["item_id"]).update(takes_load=True)
    said = {"number": 2, "load": 17.35, "unit": "lb"}

    told = ask("put", f"items/{log['item_id']}/sets/{new_key()}", said).json()

    assert (told["load"], told["unit"]) == ("17.35", "lb")
    assert SetLog.objects.get(pk=told["id"]).load_kg == Decimal("7.8698")


def test_set_of_alternating_sides_is_two_logs(ask, log):
    SessionItem.objects.filter(pk=log["item_id"]).update(per_side=True, sides=Sides.ALTERNATING)
    key = new_key()

    said = {"number": 2, "amount": 8, "amount_right": 7}
    ask("put", f"items/{log['item_id']}/sets/{key}", said)

    logs = SetLog.objects.filter(item=log["item_id"], number=2).order_by("side")
    assert [(each.side, each.amount) for each in logs] == [("left", 8), ("right", 7)]
    assert [each.pk.int ^ key.int for each in logs] == [0, 1]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "number"),
        ({"number": 0}, "number"),
        ({"number": 100}, "number"),
        ({"number": "1"}, "number"),
        ({"number": True}, "number"),
        ({"number": 1, "amount": -1}, "amount"),
        ({"number": 1, "amount": 1000}, "amount"),
        ({"number": 1, "amount": 10**30}, "amount"),
        ({"number": 1, "amount_right": 3601}, "amount_right"),
        ({"number": 1, "side": "up"}, "side"),
        ({"number": 1, "load": -1}, "load"),
        ({"number": 1, "load": 10_000}, "load"),
        ({"number": 1, "load": 1.234}, "load"),
        ({"number": 1, "load": "NaN"}, "load"),
        ({"number": 1, "load": 5}, "load"),
        ({"number": 1, "unit": "lb"}, "unit"),
        ({"number": 1, "unit": "st"}, "unit"),
        ({"number": 1, "rir": 6}, "rir"),
        ({"number": 1, "note": "x" * 201}, "note"),
        ({"number": 1, "note": "a\x00b"}, "note"),
        ({"number": 1, "at": "yesterday"}, "at"),
        ({"number": 1, "at": "2026-03-04T12:00:00"}, "at"),
        ({"number": 1, "at": 5}, "at"),
        ({"number": 1, "reps": 5}, "reps"),
        ([], "body"),
        (7, "body"),
        (None, "body"),
    ],
)
def test_set_that_is_none_is_refused_by_its_field(ask, log, said, field):
    SessionItem.objects.update(takes_load=False)
    path = f"items/{log['item_id']}/sets/{new_key()}"

    answer = ask("put", path, said) if said is not None else ask("put", path, "null")

    assert list(faults_of(answer)) == [field]
    assert SetLog.objects.count() == 1


def test_half_of_a_sign_is_refused(ask, log):
    path = f"items/{log['item_id']}/sets/{new_key()}"

    assert list(faults_of(ask("put", path, '{"number": 1, "note": "\\ud800"}'))) == ["note"]


def test_warm_up_takes_no_set_and_strength_no_tick(ask, log):
    warm_up = Session.objects.get().items.filter(phase="warm-up").first()

    set_of_it = ask("put", f"items/{warm_up.pk}/sets/{new_key()}", {"number": 1})
    tick = ask("post", f"items/{log['item_id']}/tick", {})

    assert [code_of(each) for each in (set_of_it, tick)] == [(404, "not-found")] * 2


def test_older_change_that_arrives_later_stays_away(ask, log, noon):
    path = f"items/{log['item_id']}/sets/{new_key()}"
    said = {"number": 2, "amount": 9, "at": "2026-03-04T12:00:10+01:00"}

    with time_machine.travel(noon + timedelta(minutes=5), tick=False):
        first = ask("put", path, {"number": 2, "amount": 8}).json()
        late = ask("put", path, said).json()

    assert (first["amount"], late["amount"]) == (8, 8)


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-04T11:00:00Z"]
)
def test_any_time_of_a_change_is_taken(ask, log, at):
    path = f"items/{log['item_id']}/sets/{new_key()}"

    assert ask("put", path, {"number": 2, "at": at}).status_code == 200


def test_set_is_corrected_taken_back_and_brought_back(ask, log):
    path = f"sets/{log['key']}"

    corrected = ask("patch", path, {"amount": 7, "rir": 1}).json()
    noted = ask("patch", path, {"note": "Slow."}).json()
    gone = [ask("post", f"{path}/remove").json() for _number in range(2)]
    seen = ask("get", path).json()
    back = ask("post", f"{path}/restore").json()

    assert (corrected["amount"], corrected["rir"], corrected["number"]) == (7, 1, 1)
    assert (noted["amount"], noted["note"]) == (7, "Slow.")
    assert all(each["removed_at"] for each in gone)
    assert seen["removed_at"]
    assert (back["removed_at"], back["amount"]) == (None, 7)


@pytest.mark.parametrize(
    ("said", "field"),
    [({"amount": None}, "amount"), ({"amount": 1000}, "amount"), ({"load": 5}, "load")],
)
def test_correction_that_is_none_is_refused(ask, log, said, field):
    SessionItem.objects.update(takes_load=False)
    assert list(faults_of(ask("patch", f"sets/{log['key']}", said))) == [field]


def test_finish_repeated_changes_what_is_sent_alone(ask, log):
    path = f"sessions/{log['session_id']}/finish"

    ask("post", path, {"rir": 2, "note": "Good.", "pain": 3})
    told = ask("post", path, {"rir": 1}).json()

    assert (told["rir"], told["note"], told["pain"]) == (1, "Good.", 3)


def test_finish_without_the_scope_health_keeps_the_pain(ask, with_scopes, log):
    path = f"sessions/{log['session_id']}/finish"
    ask("post", path, {"pain": 3})

    plain = with_scopes("read", "log")
    assert code_of(plain("post", path, {"pain": 0})) == (403, "scope-missing")
    assert plain("post", path, {"rir": 2}).json()["pain"] is None

    assert Session.objects.get().pain == 3


def test_form_is_kept_by_item_of_the_session_alone(ask, stranger, log):
    said = {"form_kept": {str(log["item_id"]): True, str(new_key()): False}}

    ask("post", f"sessions/{log['session_id']}/finish", said)

    assert SessionItem.objects.get(pk=log["item_id"]).form_kept is True
    assert SessionItem.objects.filter(form_kept=False).count() == 0


def test_session_in_the_wrong_state_says_so(ask, log):
    path = f"sessions/{log['session_id']}"

    assert code_of(ask("post", f"{path}/remove")) == (409, "still-runs")
    ask("post", f"sets/{log['key']}/remove")
    assert code_of(ask("post", f"{path}/finish", {})) == (409, "no-set-yet")
    ask("post", f"sets/{log['key']}/restore")
    ask("post", f"{path}/finish", {})
    assert code_of(ask("post", f"{path}/discard")) == (409, "is-over")
    ask("post", f"{path}/remove")
    assert code_of(ask("post", f"{path}/finish", {})) == (409, "was-removed")
    assert ask("post", f"{path}/restore").json()["removed_at"] is None


def test_running_session_is_set_aside_once(ask, log):
    path = f"sessions/{log['session_id']}/discard"

    answers = [ask("post", path).json()["status"] for _number in range(2)]

    assert answers == ["discarded", "discarded"]


def test_pain_is_said_and_taken_back(ask, log):
    path = f"items/{log['item_id']}/trouble"

    said = [ask("post", path, {"pain": pain}).json() for pain in (2, 6, None)]
    slip = ask("post", path, {"pain": None, "slip": True}).json()

    assert [(each["pain"], each["pain_high"]) for each in said] == [(2, 2), (6, 6), (None, 6)]
    assert (slip["pain"], slip["pain_high"]) == (None, None)


def test_nothing_about_health_is_kept_without_agreement(ask, log):
    Agreement.objects.all().delete()

    trouble = ask("post", f"items/{log['item_id']}/trouble", {"pain": 2})
    morning = ask("put", "mornings/2026-03-04", {"pain": 2})

    assert [code_of(each) for each in (trouble, morning)] == [(409, "not-agreed")] * 2
    assert MorningCheck.objects.count() == 1


def test_exercise_is_left_out_and_brought_back(ask, with_scopes, log):
    path = f"items/{log['item_id']}/skip"

    assert ask("post", path, {"reason": "busy"}).json()["skipped"] == "busy"
    assert code_of(with_scopes("log")("post", path, {"reason": "hurts"})) == (403, "scope-missing")
    assert ask("post", path, {"reason": ""}).json()["skipped"] == ""


def test_morning_is_one_a_day(ask, log, ana):
    for pain in (2, 4):
        told = ask("put", "mornings/2026-03-04", {"pain": pain}).json()

    assert (told["day"], told["pain"], told["sore"]) == ("2026-03-04", 4, False)
    assert MorningCheck.objects.filter(user=ana).count() == 2


@pytest.mark.parametrize("day", ["2026-03-05", "2025-03-03", "2026-02-31", "x", "0"])
def test_morning_of_a_day_that_is_none_is_refused(ask, log, day):
    assert list(faults_of(ask("put", f"mornings/{day}", {"pain": 2}))) == ["path.day"]
