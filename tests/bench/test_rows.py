"""What the bench measures: the rows of its table, and that what a verb wrote is taken back."""

from datetime import UTC, datetime

import pytest

from bench import groups, queries, rows
from bench.copies import COPIED
from bench.pages import signed_in
from bench.verbs import verbs_of
from routines.models import Session, StoredCheckpoint

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def group(library, monkeypatch) -> groups.Group:
    monkeypatch.setattr(groups, "WEEKS", {"10 years": 2})
    [made] = groups.make_groups(NOON, size=2)
    return made


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON)


def all_rows() -> dict[type, list[dict]]:
    return {model: list(model.objects.order_by("pk").values()) for model in COPIED}


def test_group_rests_or_trains_with_the_same_log(group):
    resting, training = group.at_rest, group.training

    sessions = {person.pk: Session.objects.of(person).count() for person in resting + training}

    assert sessions == dict.fromkeys([p.pk for p in resting], 6) | {p.pk: 7 for p in training}
    assert all(session.is_running for session in group.sessions)
    assert not Session.objects.filter(user__in=resting).in_progress().exists()


def test_each_verb_is_measured_on_all_people_in_turn_and_taken_back(group, client):
    verbs = {page.name: page for page in verbs_of(group, NOON)}
    before = all_rows()
    counted, found = {}, {}

    for name, page in verbs.items():
        counted[name] = queries.count(client, page)
        found[name] = page.requests()
        assert all_rows() == before, name

    assert list(verbs) == [
        "start a session, 10 years",
        "log one set, 10 years",
        "swap an exercise, 10 years",
        "finish a session, 10 years",
        "correct a set, 10 years",
        "save a morning, 10 years",
        "edit a routine, 10 years",
    ]
    for name, requests in found.items():
        assert {each.method for each in requests} == {"POST"}
        assert len({each.headers["Cookie"] for each in requests[:2]}) == 2, name
        assert verbs[name].once
        assert verbs[name].floor == "floor, insert"
    assert len(found["correct a set, 10 years"]) == 10
    assert min(counted.values()) > 5


def test_swap_leaves_its_checkpoints_and_a_correction_those_from_before(group, client):
    verbs = {page.name: page for page in verbs_of(group, NOON)}
    for person in group.at_rest + group.training:
        assert signed_in(person).get("/plan/").status_code == 200
    stored = StoredCheckpoint.objects.order_by("pk")
    opened = list(stored.values())

    queries.count(client, verbs["correct a set, 10 years"])
    corrected = list(stored.values())
    queries.count(client, verbs["swap an exercise, 10 years"])
    swapped = set(stored.exclude(folded_alone="").values_list("folded_alone", flat=True))

    assert opened
    assert corrected == opened
    assert swapped == {"seated-calf-raise"}


def test_rows_name_each_page_at_each_age_and_what_it_grows_from(library, monkeypatch):
    monkeypatch.setattr(groups, "WEEKS", {"12 weeks": 1, "10 years": 2})
    monkeypatch.setattr(rows, "LOGGING_PEOPLE", 1)

    found = rows.make_rows(NOON, groups.make_groups(NOON, size=1))

    younger = {page.name: page.younger for page in found}
    assert len(younger) == len(found)
    assert list(younger)[:2] == ["floor", "floor, insert"]
    grown = [name for name in younger if name.endswith(", 10 years")]
    assert len(grown) == 15
    assert {name: of for name, of in younger.items() if of} == {
        name: name.replace("10 years", "12 weeks") for name in grown
    }
    assert set(filter(None, younger.values())) < set(younger)


def test_search_is_measured_as_the_page_asks_for_it(library, client):
    found = {page.name: page for page in rows.pages_of_everybody()}

    [request] = found["search"].requests()
    assert (request.method, request.path) == ("GET", "/exercises/?q=squat")
    assert request.headers == {"HX-Request": "true"}
    assert queries.count(client, found["search"]) == 1
