"""What the API shows: in full, in parts, and again only if it has changed."""

from datetime import timedelta

import pytest

from routines import actions
from routines.models import Session, SetLog
from tests import builders
from tests.exchange.api.conftest import BODIES, operations


def finished(user, noon, days):
    """Make a plan and sessions on days before today, the newest last."""
    builders.plan(user, noon - timedelta(days=40))
    for ago in days:
        builders.done_on(user, noon - timedelta(days=ago))


def test_me(ask, with_scopes, ana, noon):
    actions.say_usual_pain(user=ana, pain=3)

    told = ask("get", "me").json()

    assert told == {
        "id": str(ana.pk),
        "email": "ana@example.org",
        "is_guest": False,
        "units": "metric",
        "time_zone": "Europe/Berlin",
        "today": "2026-03-04",
        "week_start": 0,
        "joined_at": told["joined_at"],
        "agreed": True,
        "usual_pain": 3,
        "token": {
            "name": "watch",
            "scopes": ["read", "log", "health"],
            "ends_at": "2026-06-02T12:00:00Z",
        },
    }
    assert with_scopes("read")("get", "me").json()["usual_pain"] is None


def test_session_has_its_exercises_and_sets(ask, log, noon):
    told = ask("get", f"sessions/{log['session_id']}").json()

    session = Session.objects.get()
    item = next(each for each in told["items"] if each["id"] == str(log["item_id"]))
    assert (told["day"], told["status"], told["programme_day"]) == (
        "2026-03-04",
        "in_progress",
        "A",
    )
    assert [each["id"] for each in told["items"]] == [str(each.pk) for each in session.items.all()]
    assert item["target"]["sets"] >= 1
    assert item["sets"] == [
        {
            "id": str(log["key"]),
            "item": str(log["item_id"]),
            "number": 1,
            "side": "both",
            "amount": 10,
            "load": None,
            "unit": "kg",
            "rir": None,
            "note": "",
            "logged_at": item["sets"][0]["logged_at"],
            "removed_at": None,
        }
    ]


def test_without_the_scope_health_is_null_and_its_words_are_others(with_scopes, log):
    full, plain = with_scopes("read", "log", "health"), with_scopes("read")
    item, other = (each.pk for each in builders.strength(Session.objects.get())[:2])
    full("post", f"items/{item}/trouble", {"pain": 4})
    full("post", f"items/{other}/skip", {"reason": "hurts"})
    Session.objects.update(pain_before=4, tiredness=2, stopped=True, eased="reduced", pain=5)

    seen = [ask("get", f"sessions/{log['session_id']}").json() for ask in (full, plain)]

    names = ("pain", "pain_before", "tiredness", "stopped", "eased")
    assert [[told[name] for name in names] for told in seen] == [
        [5, 4, 2, True, "reduced"],
        [None] * 5,
    ]
    items = [{each["id"]: each for each in told["items"]} for told in seen]
    hurt = ("pain", "pain_low", "pain_high")
    assert [[each[str(item)][name] for name in hurt] for each in items] == [[4] * 3, [None] * 3]
    assert [each[str(other)]["skipped"] for each in items] == ["hurts", "other"]


def test_routine_has_its_days_and_exercises(ask, log):
    [told] = ask("get", "routines").json()["results"]

    assert told == ask("get", f"routines/{log['routine_id']}").json()
    assert (told["title"], told["in_use"], told["starter"]) == ("Foundation", True, "L1")
    assert [day["letter"] for day in told["days"]] == ["A", "B"]
    assert all(day["exercises"] for day in told["days"])


def test_plan_has_the_sessions_to_come(ask, log, ana):
    told = ask("get", "plan").json()

    assert told["routine"] == str(log["routine_id"])
    assert told["weekdays"] == [0, 2, 4]
    assert told["sessions"][0] == {
        "day": "2026-03-04",
        "programme_day": "A",
        "title": "Session A",
    }
    assert [each["day"] for each in told["sessions"][1:3]] == ["2026-03-06", "2026-03-09"]


def test_mornings_and_tests(ask, log):
    [morning] = ask("get", "mornings").json()["results"]
    [result] = ask("get", "tests").json()["results"]

    assert (morning["day"], morning["pain"], morning["sore"]) == ("2026-03-03", 2, True)
    assert result == ask("get", f"tests/{log['result_id']}").json()
    assert (result["test"], result["left"], result["tries"]) == ("one-leg", "9", {"left": [9]})


def test_exercises_are_the_library_s_and_one_s_own(ask, log):
    told = ask("get", "exercises?limit=200").json()["results"]

    assert len(told) == 84
    assert [each["slug"] for each in told if each["own"]] == [log["slug"]]
    squat = ask("get", "exercises/goblet-squat").json()
    assert squat in told
    assert squat["name"] == "Goblet squat"


def test_list_comes_in_parts(ask, ana, library, noon):
    finished(ana, noon, [30, 20, 20, 10, 3])
    every = ask("get", "sessions").json()["results"]

    found, path = [], "sessions?limit=2"
    while path:
        answer = ask("get", path)
        found += answer.json()["results"]
        following = answer.json()["next"]
        path = following and f"sessions?limit=2&cursor={following}"
        link = f'<http://localhost:8000/api/v1/{path}>; rel="next"' if path else None
        assert answer.headers.get("Link") == link

    assert found == every
    assert [each["day"] for each in every] == [
        *("2026-03-01", "2026-02-22", "2026-02-12", "2026-02-12", "2026-02-02"),
    ]


def test_sessions_of_some_days_and_those_that_were_removed(ask, ana, library, noon):
    finished(ana, noon, [30, 20, 10])
    oldest = Session.objects.last()
    actions.remove_session(session=oldest, now=noon)

    def days(query):
        return [each["day"] for each in ask("get", f"sessions?{query}").json()["results"]]

    assert days("since=2026-02-12") == ["2026-02-22", "2026-02-12"]
    assert days("until=2026-02-12") == ["2026-02-12"]
    assert days("removed=true") == ["2026-02-02"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("sessions?limit=0", "query.limit"),
        ("sessions?limit=201", "query.limit"),
        ("sessions?limit=x", "query.limit"),
        ("sessions?since=2026-02-31", "query.since"),
        ("sessions?since=1", "query.since"),
        ("sessions?cursor=%00", "query.cursor"),
        ("sessions?cursor=nonsense", "query.cursor"),
        ("sessions?cursor=MjAyNi0wMy0wMQ", "query.cursor"),
        ("sessions?cursor=é", "query.cursor"),
        ("exercises?cursor=AA", "query.cursor"),
    ],
)
def test_nonsense_in_a_query_is_named(ask, library, noon, path, field):
    answer = ask("get", path)

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(("count", "queries"), [(1, 13), (3, 13)])
def test_list_of_sessions_costs_the_same_for_any_number(
    ask, ana, library, noon, count, queries, django_assert_num_queries
):
    builders.plan(ana, noon - timedelta(days=40))
    for number in range(count):
        builders.finished(ana, noon - timedelta(days=21 - 7 * number))

    with django_assert_num_queries(queries):
        told = ask("get", "sessions").json()["results"]

    assert len(told) == count
    assert all(each["sets"] for each in told[0]["items"] if each["phase"] == "strength")


def test_what_has_not_changed_is_not_sent_again(ask, with_scopes, log):
    path = f"sessions/{log['session_id']}"
    first = ask("get", path)
    etag = first["ETag"]

    again = ask("get", path, **{"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert with_scopes("read")("get", path)["ETag"] != etag

    ask("put", f"items/{log['item_id']}/sets/{log['key']}", {"number": 1, "amount": 9})
    assert ask("get", path, **{"If-None-Match": etag}).status_code == 200
    assert SetLog.objects.get().amount == 9


def test_packed_answer_has_the_same_etag_each_time(ask, log):
    path = f"sessions/{log['session_id']}"

    answers = [ask("get", path, **{"Accept-Encoding": "gzip"}) for _number in range(2)]

    assert {each["Content-Encoding"] for each in answers} == {"gzip"}
    assert len({each["ETag"] for each in answers}) == 1
    etag = answers[0]["ETag"]
    assert ask("get", path, **{"If-None-Match": etag}).status_code == 304


def test_head_is_answered_without_a_body(ask, log):
    answer, read = ask("head", "me"), ask("get", "me")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == read["ETag"]
    assert int(answer["Content-Length"]) == len(read.content)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "nothing", 404, "not-found"),
        ("get", "sessions/7", 404, "not-found"),
        ("get", "me/", 404, "not-found"),
        ("post", "me", 405, "method-not-allowed"),
        ("delete", "sessions", 405, "method-not-allowed"),
    ],
)
def test_every_fault_is_a_problem(ask, noon, method, path, status, code):
    answer = ask(method, path, {} if method == "post" else None)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["status"]) == (code, status)
    assert ("Allow" in answer.headers) == (status == 405)


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("body", ["{", "nonsense", b"\xff", "[" * 10_000, "1" * 5000])
def test_body_that_is_no_json_is_refused(ask, log, name, body):
    operation = next(each for each in operations() if each.id == name)

    answer = ask(operation.method, operation.at(log), body)

    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"
