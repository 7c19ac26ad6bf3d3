"""The pages on which a file of everything is brought back, and all that is no such file."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from exchange.forms import ArchiveForm
from exchange.models import BroughtFile, BroughtPiece
from routines.actions.personal_data import delete_everything
from routines.models import MorningCheck, Plan, Screening, Session, SessionItem, SetLog
from tests import builders
from tests.exchange.files import all_rows, text_of, upload

pytestmark = pytest.mark.django_db
UPLOAD = "/settings/bring-back/"
EMPTY = {"format": "backhealth", "version": 1, "person": {}}
SET = {
    "id": "01623f4f-89c0-7067-9e51-3d5a93622e70",
    "item_id": "01623f4f-89c0-74a8-8dd6-3ad04f064a6e",
    "number": 1,
    "amount": 10,
    "logged_at": "2026-03-01T10:00:00+00:00",
}


def said(answer):
    """Return the sentence beside the file, of a page that refused it."""
    [fault] = answer.context["form"].errors["file"]
    return answer.status_code, str(fault)


def taken(client, data):
    """Upload a file, and return what the page shows of it."""
    answer = upload(client, data if isinstance(data, str | bytes) else json.dumps(data))
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    return page.context["found"], page


REFUSED = {
    "empty": (b"", "This file is empty."),
    "spaces": (b" \n\n", "This file is empty."),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no file of “Download e"),
    "an archive": (b"PK\x03\x04\xff\xfe\xfd" * 40, "This is no file of “Download e"),
    "a table": (b"Date,Workout\n2026,Legs\n", "This file can’t be read from l"),
    "cut off": (b'{"format": "backhealth",\n"Session": [{"id": "0', "This file ends too early"),
    "cut off in a list": (b'{"person": {},\n"Session": [', "This file ends too early, in l"),
    "nested": (b'{"Session": [' + b"[" * 500_000, "Line 1 of this file is nested "),
    "a long row": (b'{"Session": ["' + b"a" * 1_200_000 + b'"]}', "Line 1 of this file is too lon"),
    "a part twice": (b'{"person": {}, "person": {}}', "The part “person” is there twi"),
    "a name twice": (b'{"person": {"units": "metric", "units": "x"}}', "This file can’t be"),
    "no number": (b'{"person": {"usual_pain": NaN}}', "This file can’t be read from l"),
    "another list": (b"[1, 2, 3]", "This file can’t be read from line 1 on"),
    "other JSON": (b'{"name": "Kim", "rows": []}', "This is JSON, but no file of “"),
    "another app": (b'{"format": "strong", "person": {}}', "This is JSON, but no file of “"),
    "newer": (b'{"version": 2, "person": {}}', "This file comes from a newer v"),
    "version in words": (b'{"version": "1", "person": {}}', "This is JSON, but no file of “"),
    "too long": (b'{"person": {}, "Session": [' + b"0," * 500_001 + b"0]}", "This file has more"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_file_of_everything_is_refused_in_words(as_ana, data, sentence):
    answer = upload(as_ana, data)

    status, fault = said(answer)
    assert (status, fault[: len(sentence)]) == (422, sentence)
    assert BroughtFile.objects.count() == 0


def test_no_file_is_asked_for_and_one_that_is_too_large_is_refused(as_ana, monkeypatch):
    monkeypatch.setattr(ArchiveForm.base_fields["file"], "most_bytes", 10)

    none = as_ana.post(UPLOAD)
    large = upload(as_ana, b"{" * 11)

    assert said(none) == (422, "Choose a file first.")
    assert said(large) == (422, "This file is too large: 60 MB at most. It wasn’t read.")


WRONG = {
    "another type": ({"amount": "ten"}, 'Sets, row 1: amount can’t be "ten"'),
    "too much": ({"amount": 4000}, "Sets, row 1: amount must be ≤ 3600, and is 4000"),
    "true": ({"amount": True}, "Sets, row 1: amount can’t be true"),
    "a fraction": ({"amount": 1.5}, "Sets, row 1: amount can’t be 1.5"),
    "a choice": ({"side": "middle"}, 'Sets, row 1: side can’t be "middle"'),
    "a load": ({"load": "1e9"}, 'Sets, row 1: load can’t be "1e9"'),
    "a long load": ({"load": "12345.00"}, 'Sets, row 1: load can’t be "12345.00"'),
    "a date": ({"logged_at": "2026-02-31T10:00:00Z"}, "Sets, row 1: logged_at can’t be"),
    "no zone": ({"logged_at": "2026-02-20T10:00:00"}, "Sets, row 1: logged_at can’t be"),
    "a key": ({"id": "7"}, 'Sets, row 1: id can’t be "7"'),
    "a rule": ({"rir": 6}, "Sets, row 1: its figures contradict each other (setlog_rir_to_5)"),
    "NUL": ({"note": "a\x00b"}, "Sets, row 1: it holds a character that can’t be kept"),
    "half a letter": ({"note": "\ud83d"}, "Sets, row 1: it holds a character that can’t be kept"),
    "a long note": ({"note": "a" * 201}, "Sets, row 1: note can’t be"),
    "nobody's": ({}, "Sets, row 1: it belongs to something that isn’t in the file (item_id)"),
}


@pytest.mark.parametrize(("changed", "sentence"), WRONG.values(), ids=WRONG)
def test_row_that_can_not_be_read_is_named_with_its_reason(as_ana, changed, sentence):
    _found, page = taken(as_ana, EMPTY | {"SetLog": [SET | changed]})

    text = page.content.decode().replace("&quot;", '"').replace("&#x27;", "'")
    assert "1 row can’t be read, and is left out" in text
    assert sentence in text


def test_missing_column_a_row_that_is_none_and_one_that_is_there_twice(as_ana):
    without = {name: value for name, value in SET.items() if name != "amount"}

    found, _page = taken(as_ana, EMPTY | {"SetLog": [without, 7, SET, SET], "Session": "none"})

    faults = [(each["part"], each["row"], each["wrong"]) for each in found["faults"]]
    assert faults == [
        ("SetLog", 1, "missing"),
        ("SetLog", 2, "no_row"),
        ("SetLog", 4, "twice"),
        ("Session", 0, "no_row"),
        ("SetLog", 3, "link"),
    ]


def test_parts_and_columns_that_nobody_knows_are_named_and_left_out(as_ana):
    found, page = taken(as_ana, EMPTY | {"Dream": [{"a": 1}], "later": 7, "DayMark": [{"mood": 3}]})

    assert found["unknown"] == ["DayMark.mood", "Dream", "later"]
    assert "Dream" in page.content.decode()


def test_file_of_somebody_else_is_refused_without_telling_whose(full, bo, as_bo):
    answer = upload(as_bo, text_of(full))

    status, fault = said(answer)
    assert (status, fault[:54]) == (422, "What is in this file belongs to another account here. ")
    assert "ana" not in fault
    assert Session.objects.of(bo).count() == 0


def test_steps_from_the_file_to_today(full, noon):
    before, text = all_rows(full), text_of(full)
    delete_everything(full)
    guest = builders.guest(checked=False)
    client = _signed_in(guest)

    sent = upload(client, text)
    page = client.get(sent.headers["Location"])
    agrees = {"settings": "on", "terms": "on", "health_data": "on"}
    done = client.post(sent.headers["Location"], agrees)

    found = page.context["found"]
    counts = {name: (new, newer, same, stays) for name, new, newer, same, stays in found["parts"]}
    assert counts["Session"] == (len(before["Session"]), 0, 0, 0)
    assert counts["SetLog"] == (len(before["SetLog"]), 0, 0, 0)
    assert (found["faulty"], found["unknown"], found["links"], found["own"]) == (0, [], 3, 2)
    assert done.headers["Location"] == "/today/"
    assert all_rows(guest) == before
    assert (BroughtFile.objects.count(), BroughtPiece.objects.count()) == (0, 0)
    guest.refresh_from_db()
    assert (guest.email, guest.is_guest, guest.habits) == (None, True, ["walking", "water"])


def test_without_consent_nothing_about_health_is_brought_back_and_later_it_is(full, noon):
    before, text = all_rows(full), text_of(full)
    delete_everything(full)
    guest = builders.guest(checked=False)
    client = _signed_in(guest)

    def bring(**ticks):
        address = upload(client, text).headers["Location"]
        return client.post(address, ticks)

    bring(settings="on")
    without = [Screening, MorningCheck]
    left = [model.objects.filter(user=guest).count() for model in without]
    hurt = SessionItem.objects.of(guest).exclude(pain=None, pain_high=None, why={}).count()
    sets = SetLog.objects.of(guest).count()
    one = bring(terms="on")
    bring(settings="on", terms="on", health_data="on")

    assert (left, hurt, sets) == ([0, 0], 0, len(before["SetLog"]))
    assert (one.status_code, one.context["form"].errors) == (
        422,
        {"health_data": ["Tick both, or neither."]},
    )
    after = all_rows(guest)
    changed = {name for name, rows in after.items() if rows != before[name]}
    # The days ahead were planned without the state of the back first, under other keys.
    assert changed == {"PlannedSession"}
    days = [[row["day"] for row in rows["PlannedSession"]] for rows in (before, after)]
    assert sorted(days[0]) == sorted(days[1])


def test_leaving_a_file_deletes_it_and_a_new_one_replaces_it(as_ana, ana):
    first = upload(as_ana, json.dumps(EMPTY)).headers["Location"]
    second = upload(as_ana, json.dumps(EMPTY)).headers["Location"]

    gone = as_ana.get(first)
    left = as_ana.post(second, {"action": "leave"})

    assert (gone.status_code, left.headers["Location"]) == (404, "/settings/")
    assert BroughtFile.objects.count() == 0


def test_file_that_another_request_has_written_is_gone(as_ana, monkeypatch):
    address = upload(as_ana, json.dumps(EMPTY)).headers["Location"]

    def read(_file):
        raise BroughtPiece.DoesNotExist

    monkeypatch.setattr(BroughtFile, "read", read)

    assert as_ana.post(address, {}).status_code == 404


def test_file_that_nobody_came_back_for_goes_after_a_day(as_ana, bo, noon):
    builders.brought_file(bo, noon - timedelta(days=2))

    upload(as_ana, json.dumps(EMPTY))

    assert list(BroughtFile.objects.values_list("user__email", flat=True)) == ["ana@example.org"]


def test_plan_of_the_file_or_the_one_here_goes_on(full, noon):
    text = text_of(full)
    old = Plan.objects.of(full).current().get().pk
    delete_everything(full)
    people = [builders.guest() for _number in range(2)]
    here = [builders.plan(person, noon).pk for person in people]

    for person, ticks in zip(people, ({"plan": "on"}, {}), strict=True):
        client = _signed_in(person)
        sent = upload(client, text).headers["Location"]
        assert client.get(sent).context["found"]["plans_meet"] is True
        assert client.post(sent, ticks).status_code == 302
        went_on = Plan.objects.of(person).current().get().pk
        assert went_on == (old if ticks else here[1])
        delete_everything(person)


def test_session_that_runs_here_goes_on_beside_one_that_ran_there(full, noon):
    text = text_of(full)
    delete_everything(full)
    guest = builders.guest()
    builders.plan(guest, noon)
    running = builders.session(guest, noon)
    client = _signed_in(guest)

    client.post(upload(client, text).headers["Location"], {"plan": "on"})

    assert Session.objects.of(guest).in_progress().get().pk == running.pk
    other = Session.objects.of(guest).filter(local_date=noon.date()).exclude(pk=running.pk).get()
    assert (other.status, other.finished_at) == ("partial", noon)


def test_query_counts_of_the_pages(as_ana, ana, noon, django_assert_num_queries):
    file = builders.brought_file(ana, noon)
    address = reverse("exchange:brought_file", args=[file.pk])

    with django_assert_num_queries(2):  # cookie, person
        as_ana.get(UPLOAD)
    with django_assert_num_queries(4):  # cookie, person, file, consent
        as_ana.get(address)


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client
