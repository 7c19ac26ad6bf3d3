"""House rules about templates: nothing inline, every form with its token, every word translated."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import get_template

from backhealth.environment import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = {
    str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.rglob("*.html"))
}
# No page of ours: a mail has its style in it.
FRAME_OF_MAILS = "accounts/mails/_frame.html"
SVGS = sorted(FOLDER.rglob("*.svg"))
# Attributes that the Content-Security-Policy would silently ignore, or that weaken it.
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with a body": re.compile(r"<script\b[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a handler attribute": re.compile(r"\son\w+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"hx-on", re.IGNORECASE),
    "js: or javascript:": re.compile(r"\b(js|javascript):", re.IGNORECASE),
    "a filter in hx-trigger": re.compile(r"hx-trigger=(\"[^\"]*\[|'[^']*\[)"),
    "|safe": re.compile(r"\|\s*safe\b"),
    "autoescape off": re.compile(r"\{%\s*autoescape\s+off"),
    "a file from elsewhere": re.compile(r"(src|href)=[\"'](https?:)?//", re.IGNORECASE),
}
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
TRANSLATED = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
CLASSES = re.compile(r"\{% block page_class %\}.*?\{% endblock %\}")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN = {"alt", "aria-description", "aria-label", "aria-placeholder", "placeholder", "title"}
# A name, and signs that are the same in every language.
NO_WORDS = {"backhealth", "kg", "lb", "cm", "in"}
# Shown when nothing works, translations among it.
PLAIN = {"500.html"}


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_template_holds_nothing_that_the_policy_forbids(what, pattern):
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        for name, text in TEMPLATES.items()
        for match in pattern.finditer(text)
        if (name, what) != (FRAME_OF_MAILS, "a style element")
    ]

    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a style element", "<style>"),
        ("a script with a body", '<script type="module">\n  run()</script>'),
        ("a handler attribute", '<button onclick="run()">'),
        ("hx-on", '<button hx-on:click="run()">'),
        ("js: or javascript:", "hx-vals='js:{x: 1}'"),
        ("a filter in hx-trigger", 'hx-trigger="click[ctrlKey]"'),
        ("|safe", "{{ name|safe }}"),
        ("autoescape off", "{% autoescape off %}"),
        ("a file from elsewhere", '<script src="//cdn.example.org/x.js">'),
    ],
)
def test_rule_finds_what_it_forbids(what, text):
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == [what]


def test_each_template_loads_the_filters_and_tags_that_it_uses():
    # Rare parts of a compiled page are rendered alone, by Django's templates.
    for name in TEMPLATES:
        if not name.startswith("compiled/") and not name.endswith(".jinja.html"):
            get_template(name)


def test_policy_of_svgs_is_kept_too():
    texts = {path.name: path.read_text() for path in SVGS}

    bad = re.compile(r"<script|\sstyle\s*=|<style|\son\w+\s*=|href=", re.IGNORECASE)
    assert len(texts) > 20
    assert [name for name, text in texts.items() if bad.search(text)] == []


def test_no_line_of_a_template_is_longer_than_160_characters():
    texts = TEMPLATES | {str(path.relative_to(FOLDER)): path.read_text() for path in SVGS}

    long = [
        f"{name}:{number}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 160
    ]

    assert long == []


# --- forms --------------------------------------------------------------------------------------


def posts():
    """(template, text) of each form that is posted."""
    for name, text in TEMPLATES.items():
        for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL):
            if re.search(r"""\bmethod=["']?post|hx-(post|put|patch|delete)=""", form):
                yield name, form


def test_every_form_that_is_posted_sends_the_token_once():
    """Forms of compiled templates send all that is in `_form_fields.jinja.html`."""
    forms = list(posts())

    token = re.compile(r"\{% csrf_token %\}|\{\{ form_fields \}\}")
    assert len(forms) > 10
    assert [name for name, form in forms if len(token.findall(form)) != 1] == []
    assert TEMPLATES["routines/_form_fields.jinja.html"].count("{{ csrf_token }}") == 1


def test_every_form_works_without_htmx():
    forms = [
        (name, re.match(r"<form\b[^>]*>", form)[0]) for name, form in posts() if "hx-post" in form
    ]

    addresses = [
        (name, re.search(r'\saction="([^"]*)"', tag), re.search(r'hx-post="([^"]*)"', tag))
        for name, tag in forms
    ]
    assert [
        name for name, plain, htmx in addresses if not plain or not htmx or plain[1] != htmx[1]
    ] == []


def test_every_button_of_a_form_says_what_it_does():
    tags = [
        (name, tag)
        for name, text in TEMPLATES.items()
        for tag in re.findall(r"<button\b[^>]*>", text)
    ]

    assert len(tags) > 10
    assert [name for name, tag in tags if not re.search(r'\stype="(submit|button)"', tag)] == []


def test_what_htmx_swaps_stands_in_the_same_template():
    """A target with a fixed name is the id of an element beside it."""
    missing = [
        f"{name} #{target}"
        for name, text in TEMPLATES.items()
        for target in re.findall(r'hx-(?:target|include)="#([\w-]+)"', text)
        if f'id="{target}"' not in text
    ]

    assert missing == []


# --- words --------------------------------------------------------------------------------------


class Words(HTMLParser):
    """Collects what a person sees or hears of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_data(self, data):
        self.found.append(data)

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        self.found += [value for name, value in named.items() if name in SPOKEN]
        if named.get("name") == "description":
            self.found.append(named.get("content", ""))


def untranslated(text):
    """The words of a template that no translation would reach."""
    for noise in (COMMENT, TRANSLATED, CLASSES, TAG):
        text = noise.sub(" ", text)
    reader = Words()
    reader.feed(text)
    reader.close()
    words = re.findall(r"[^\W\d_]+", " ".join(reader.found))
    return [word for word in words if word not in NO_WORDS]


def test_every_word_of_a_template_can_be_translated():
    found = {name: untranslated(text) for name, text in TEMPLATES.items() if name not in PLAIN}

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Rest day</p>", ["Rest", "day"]),
        ('<p>{% translate "Rest day" %} kg</p>', []),
        ("<p>{% blocktranslate trimmed %}Rest {{ day }}{% endblocktranslate %} now</p>", ["now"]),
        ('<a aria-label="Go on" class="button">{{ name }}</a>', ["Go", "on"]),
        ('<meta name="description" content="Strong legs">', ["Strong", "legs"]),
        ("{# A comment #}{% comment %}Another{% endcomment %}", []),
        ("<p>{% if x %}Yes{% else %}{{ no }}{% endif %}</p>", ["Yes"]),
    ],
)
def test_untranslated_finds_words_for_people_alone(text, words):
    assert untranslated(text) == words


# --- access -------------------------------------------------------------------------------------


def test_every_page_has_a_title():
    pages = {
        name: text
        for name, text in TEMPLATES.items()
        if "{% extends" in text and "{% block content %}" in text
    }

    assert len(pages) > 10
    assert [name for name, text in pages.items() if "{% block title %}" not in text] == []


def test_every_label_in_a_template_names_its_field_or_holds_it():
    labels = [
        (name, label)
        for name, text in TEMPLATES.items()
        for label in re.findall(r"<label\b.*?</label>", text, re.DOTALL)
    ]

    assert len(labels) > 3
    assert [
        name
        for name, label in labels
        if not re.search(r"^<label\b[^>]*\sfor=|<input\b|\.tag \}\}", label)
    ] == []
