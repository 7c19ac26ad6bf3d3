"""The bench posts the same fields as the page's own form."""

import re
from urllib.parse import parse_qs, parse_qsl

import pytest

from bench import pages, people
from bench.page_forms import PageForm, read_forms
from bench.trials.senders import senders
from routines.forms import SetForm

HTML = """
<input name="outside" value="1">
<form action="/a/?b=1&amp;c=2" class="one two" method="post">
  <input type="hidden" name="key" value="&lt;k&gt;"><input name="empty">
  <input name="typed" value="8">
  <label><input type="radio" name="rir" value="1"> 1</label>
  <input type="radio" name="side" value="left" checked><input type="checkbox" name="tick" checked>
  <input name="shut" value="1" disabled><input type="submit" name="go" value="1">
  <button name="action" value="now">Now</button><button>Later</button>
  <textarea name="text" rows="2">
two &amp; three</textarea>
</form>
<form action="/other/"></form>
"""


@pytest.fixture
def session(library, noon):
    return people.newcomer(noon)


@pytest.fixture
def client(session):
    return pages.signed_in(session.user)


def test_form_holds_what_a_browser_sends_untouched():
    first, second = read_forms(HTML)

    assert (first.action, first.classes) == ("/a/?b=1&c=2", ["one", "two"])
    assert first.fields == {
        "key": "<k>", "empty": "", "typed": "8", "side": "left", "tick": "on",
        "text": "two & three",
    }  # fmt: skip
    assert (second.action, second.classes, second.fields) == ("/other/", [], {})


def test_form_takes_values_for_its_own_fields_alone():
    form = PageForm(attributes={"action": "/a/"}, fields={"amount": "", "unit": "kg"})

    assert form.filled({"amount": 8}).fields == {"amount": "8", "unit": "kg"}
    with pytest.raises(KeyError, match="/a/ has no field load_unit"):
        form.filled({"load_unit": "kg"})


def test_form_is_sent_by_one_of_its_own_buttons():
    form = read_forms(HTML)[0]

    assert form.buttons == [("action", "now")]
    assert form.pressed("action", "now").fields == {**form.fields, "action": "now"}
    with pytest.raises(KeyError, match="has no button action=later"):
        form.pressed("action", "later")


def test_log_request_posts_the_fields_of_the_rendered_row(session, client):
    page = client.get(f"/sessions/{session.pk}/").content.decode()

    requests = pages.set_requests(client, session)

    forms = re.findall(r'<form class="set__log".*?action="(.*?)"(.*?)</form>', page, re.DOTALL)
    # Radio buttons are sent where one is chosen: on an untouched row none is.
    rendered = {
        action.split("/sets/")[0]: set(re.findall(r'name="(\w+)"', body)) - {"rir"}
        for action, body in reversed(forms)
    }
    first = {request.path.split("/sets/")[0]: request for request in reversed(requests)}
    posted = {
        item: set(parse_qs(each.body, keep_blank_values=True)) for item, each in first.items()
    }
    assert posted == rendered
    item = session.items.filter(phase="strength").first()
    known = set(SetForm(item=item).fields) | {"csrfmiddlewaretoken", "amount_right"}
    assert set().union(*posted.values()) <= known


def test_log_request_writes_each_prescribed_set_as_its_target(session, client):
    todo = people.sets_to_do(session)
    requests = pages.set_requests(client, session)

    answers = [
        client.post(
            each.path,
            dict(parse_qsl(each.body, keep_blank_values=True)),
            headers={"HX-Request": "true"},
        )
        for each in requests
    ]

    assert [each.status_code for each in answers] == [200] * len(todo)
    items = session.items.prefetch_related("set_logs")
    logged = [(item.pk, row.log) for item in items for row in item.logged_rows()]
    assert {(pk, log.number, log.amount, log.load, log.load_unit) for pk, log in logged} == {
        (item.pk, done.number, done.amount, done.load, done.unit) for item, done in todo
    }
    assert len(logged) == len(todo)
    assert pages.set_requests(client, session) == []


def test_sender_of_the_trials_fills_the_rendered_row(session, client):
    first, second = senders([session], [1], seed=1)

    forms = {**first.forms, **second.forms}
    one_row = [item for item in session.items.filter(phase="strength") if not item.side_by_side]
    assert set(forms) == {item.pk for item in one_row}
    assert {item.pk for item in one_row if "amount_right" in forms[item.pk].fields} == {
        item.pk for item in one_row if item.is_paired
    }
