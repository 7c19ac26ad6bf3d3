"""Mails have the colours of the pages."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def colours(path):
    return set(re.findall(r"#[0-9a-f]{6}\b", (ROOT / path).read_text()))


def test_mails_have_no_colour_that_the_pages_have_not():
    found = colours("templates/accounts/mails/_style.css")

    assert len(found) > 5
    assert found <= colours("static/css/tokens.css")
