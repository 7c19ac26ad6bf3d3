"""What every page's markup keeps for those who hear it instead of seeing it. axe looks closer, in
the browser tests; this looks at more pages."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from accounts.keys import new_key
from tests import builders

pytestmark = pytest.mark.one_database

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "line", "polyline"}
FIELDS = {"input", "select", "textarea"}


class Markup(HTMLParser):
    """Collects faults: duplicate ids, references to nothing, fields without a name, headings that
    skip a level, buttons and links without words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.ids, self.references, self.fields, self.headings = [], [], [], []
        self.named, self.faults = set(), []
        self.open = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if "id" in attrs:
            self.ids.append(attrs["id"])
        for name in REFERENCES:
            self.references += [(name, each) for each in attrs.get(name, "").split()]
        if tag == "label":
            self.named.add(attrs.get("for"))
        if tag in FIELDS and attrs.get("type") not in {"hidden", "submit"}:
            inside_label = any(each[0] == "label" for each in self.open)
            said = inside_label or "aria-label" in attrs or "aria-labelledby" in attrs
            self.fields.append((attrs.get("id"), attrs.get("name"), said))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append([tag, attrs, ""])

    def handle_data(self, data):
        if not any(each[1].get("aria-hidden") == "true" for each in self.open):
            for each in self.open:
                each[2] += data

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open and self.open[-1][0] != tag:
            self.faults.append(f"<{self.open.pop()[0]}> is not closed")
        if not self.open:
            self.faults.append(f"</{tag}> was not open")
            return
        _, attrs, text = self.open.pop()
        silent = not text.strip() and not attrs.get("aria-label", "").strip()
        if tag in {"a", "button", "legend", "summary", "label", "h1", "h2", "h3"} and silent:
            self.faults.append(f"<{tag}> says nothing: {attrs}")

    def all_faults(self):
        twice = {each for each in self.ids if self.ids.count(each) > 1}
        nowhere = {(name, each) for name, each in self.references if each not in self.ids}
        nameless = [name for key, name, said in self.fields if not said and key not in self.named]
        skipped = [
            (above, below)
            for above, below in zip(self.headings, self.headings[1:], strict=False)
            if below > above + 1
        ]
        return {
            name: found
            for name, found in {
                "ids that stand twice": twice,
                "references to nothing": nowhere,
                "fields without a name": nameless,
                "headings skipped": skipped,
                "not one first heading": [] if self.headings.count(1) == 1 else self.headings[:3],
                "other": self.faults,
            }.items()
            if found
        }


@pytest.fixture
def ask(ana, library, noon, monkeypatch, settings):
    """Asks for a page as ana, with one session finished and one running, a set of it done."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    builders.finished(ana, noon)
    running = builders.session(ana, noon + timedelta(days=2))
    item = builders.strength(running)[0]
    values = {"session": running.pk, "item": item.pk, "set": builders.one_set(item, noon).pk}
    person, stranger = Client(), Client()
    person.force_login(ana)

    def send(method, path, data):
        client = stranger if path in {"/", "/accounts/claim/", "/accounts/login/"} else person
        return getattr(client, method)(path.format(**values, key=new_key()), data)

    return send


GOT = [
    "/",
    "/today/",
    "/mornings/",
    "/sessions/ready/",
    "/plan/",
    "/plan/setup/",
    "/plan/handout/",
    "/plan/days/2026-03-03/",
    "/plan/days/2026-03-09/",
    "/plan/days/2026-03-10/",
    "/plan/change/?action=move&day=2026-03-09&to=2026-03-10",
    "/sessions/write-down/",
    "/sessions/{session}/",
    "/sessions/{session}/?view=one",
    "/sessions/{session}/?view=one&at=20",
    "/sessions/{session}/finish/",
    "/sessions/{session}/discard/",
    "/sessions/{session}/day/",
    "/items/{item}/swap/",
    "/items/{item}/trouble/",
    "/sets/{set}/",
    "/history/",
    "/history/exercises/goblet-squat/",
    "/outbox/",
    "/exercises/",
    "/exercises/barbell-deadlift/",
    "/exercises/barbell-deadlift/handout/",
    "/learn/",
    "/learn/anatomy/",
    "/learn/warm-up/",
    "/learn/cool-down/",
    "/learn/warm-up/handout/",
    "/learn/cool-down/handout/",
    "/learn/how-often/",
    "/learn/water/",
    "/learn/questions/",
    "/learn/evidence/",
    "/learn/glossary/",
    "/safety/",
    "/settings/",
    "/settings/calendar/",
    "/accounts/claim/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/password/reset/sent/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/1-x/",
    "/accounts/password/change/",
    "/nowhere/",
]
REFUSED = [
    ("post", "/plan/setup/", {"weekdays": "0-1", "level": "L9"}),
    ("post", "/settings/", {}),
    ("post", "/settings/calendar/", {}),
    ("post", "/settings/calendar/", {"action": "make", "when": "timed", "starts_at": "x"}),
    ("post", "/plan/change/", {"action": "move", "day": "x"}),
    ("get", "/plan/change/", {"action": "session", "day": "2026-03-05"}),
    ("post", "/sessions/write-down/", {"day": "2099-01-01"}),
    ("post", "/accounts/claim/", {"email": "nonsense", "password": ""}),
    ("post", "/accounts/login/", {"login": "ana@example.org", "password": "wrong"}),
    ("post", "/accounts/login/", {"login": "", "password": ""}),
    ("post", "/accounts/password/change/", {"oldpassword": ""}),
    ("post", "/accounts/password/reset/", {"email": "nonsense"}),
    ("post", "/items/{item}/sets/{key}/", {"number": "2", "side": "both", "amount": "x"}),
    ("post", "/items/{item}/sets/{key}/copy/", {"number": "2", "side": "both"}),
    ("post", "/items/{item}/swap/", {"exercise": "x"}),
    ("post", "/sets/{set}/", {"number": "1", "side": "both", "amount": "x", "load": "x"}),
    ("post", "/sessions/{session}/finish/", {"rir": "9"}),
    ("post", "/sessions/{session}/day/", {"day": "2099-01-01"}),
    ("get", "/history/", {"until": "nonsense"}),
    ("get", "/exercises/", {"q": "\x00", "knee": "nonsense"}),
]


def test_markup_of_every_page_can_be_heard(ask):
    pages = {path: ask("get", path, {}) for path in GOT}

    assert {path: page.status_code for path, page in pages.items()} == {
        **dict.fromkeys(GOT, 200),
        "/nowhere/": 404,
    }
    faults = {path: Markup(page.content.decode()).all_faults() for path, page in pages.items()}
    assert {path: found for path, found in faults.items() if found} == {}


def test_markup_of_a_refused_form_can_be_heard(ask):
    faults = {
        f"{path} {data}": Markup(ask(method, path, data).content.decode()).all_faults()
        for method, path, data in REFUSED
    }

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="a"></p><p id="a"></p>', {"ids that stand twice": {"a"}}),
        ('<p aria-describedby="b"></p>', {"references to nothing": {("aria-describedby", "b")}}),
        ('<input name="q">', {"fields without a name": ["q"]}),
        ('<label for="q">Search</label><input id="q" name="q">', {}),
        ("<label>Search <input name='q'></label>", {}),
        ("<h1>One</h1><h3>Three</h3>", {"headings skipped": [(1, 3)]}),
        ('<button class="x"><svg aria-hidden="true"><path d=""></svg></button>', None),
        ("<div><p></div>", {"other": ["<p> is not closed"]}),
    ],
)
def test_markup_finds_what_it_looks_for(html, expected):
    faults = Markup(html).all_faults()

    if expected is None:
        assert [each.partition(":")[0] for each in faults["other"]] == ["<button> says nothing"]
    else:
        assert faults == expected


def test_every_page_names_its_language_and_its_main_part(ask):
    html = ask("get", reverse("routines:today"), {}).content.decode()

    assert html.count('<html lang="en">') == 1
    assert html.count('<main id="content"') == 1
    assert html.count('<a class="skip" href="#content">') == 1
