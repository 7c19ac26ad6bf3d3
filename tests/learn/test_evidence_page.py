"""/learn/evidence/ and /learn/glossary/: what is known, how sure it is, and the terms."""

import html
import re

from django.utils.html import strip_tags

from learn.claims import CHAPTERS
from learn.sources import BY_ID, SOURCES, Read
from learn.terms import TERMS

CLAIMS = [claim for chapter in CHAPTERS for claim in chapter.claims]


def told(markup):
    return " ".join(html.unescape(strip_tags(markup)).split())


def test_every_claim_stands_with_its_sources_and_how_sure_it_is(client):
    page = client.get("/learn/evidence/").content.decode()
    sure = {"good": "Well backed", "fair": "Fairly sure", "thin": "Thin"}

    found = [
        (claim, told(section), re.findall(r"evidence/#([\w-]+)", section))
        for claim, section in re.findall(
            r'<section class="claim" id="claim-([\w-]+)">(.*?)</section>', page, re.DOTALL
        )
    ]

    assert [(claim, sources) for claim, _, sources in found] == [
        (claim.id, list(claim.sources)) for claim in CLAIMS
    ]
    for claim, (_, words, _) in zip(CLAIMS, found, strict=True):
        assert words.startswith(f"{claim.topic} {claim.says}")
        assert words.endswith(f"{sure[claim.sure]} {claim.why}")


def test_ids_are_given_once():
    for ids in (
        [claim.id for claim in CLAIMS],
        [source.id for source in SOURCES],
        [term.id for term in TERMS],
    ):
        assert len(ids) == len(set(ids))


def test_page_says_that_no_clinician_has_looked(client):
    page = client.get("/learn/evidence/").content.decode()

    note = re.search(r'<div class="note note--amber">(.*?)</div>\s*</div>', page, re.DOTALL)[1]
    assert told(note) == (
        "No clinician has reviewed these pages yet. Most papers were read in parts, as an abstract "
        "or an excerpt, not in full. Where only somebody else's report was read, the list says so."
    )


def test_sources_known_from_reports_alone_say_so(client):
    page = client.get("/learn/evidence/").content.decode()
    listed = dict(re.findall(r'<div id="([\w-]+)" class="anchor.*?>(.*?)</div>', page, re.DOTALL))

    by_report = {key for key, markup in listed.items() if "from what others report" in markup}
    in_parts = {key for key, markup in listed.items() if "Read in parts." in markup}

    assert by_report == {"f2", "f4", "f16", "f29", "f36", "f37", "f38", "f56"}
    assert set(listed) - by_report - in_parts == {"general", "ours"}


def test_source_shows_its_year_and_where_it_is(client):
    page = client.get("/learn/evidence/").content.decode()
    listed = dict(re.findall(r'<div id="([\w-]+)" class="anchor.*?>(.*?)</div>', page, re.DOTALL))

    assert told(listed["f7"]) == (
        "7 Tataryn and others: review of 8 trials of strength work for hips and back, 408 people, "
        "2021 PMC7940464 Read in parts."
    )
    assert told(listed["f9"]) == (
        "9 Trial of exercise against a return of back pain, 85 people PMC7696327 Read in parts."
    )


def test_every_numbered_source_was_read_somewhere():
    assert {key for key, source in BY_ID.items() if not source.is_numbered} == {
        "article",
        "general",
        "ours",
    }
    assert {source.id for source in SOURCES if source.read == Read.NOTHING} == {"general", "ours"}


def test_glossary_explains_its_words_in_the_order_of_the_alphabet(client):
    page = client.get("/learn/glossary/").content.decode()

    names = [told(name) for name in re.findall(r"<dt>(.*?)</dt>", page)]
    assert names == [str(term.name) for term in TERMS]
    assert names == sorted(names, key=str.casefold)
    for term in TERMS:
        assert f"{term.name} {term.means}" in told(page)
