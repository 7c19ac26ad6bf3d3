"""A file of everything makes the same person: here after the account was deleted, or elsewhere."""

from datetime import timedelta

import pytest

from routines.actions.personal_data import delete_everything
from tests import builders
from tests.exchange.files import all_rows, brought, pages, text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fates(found):
    """Return how many rows were added, replaced, there already, and yielded."""
    parts = found.parts.values()
    return (
        sum(len(part.new) for part in parts),
        sum(len(part.newer) for part in parts),
        sum(part.same for part in parts),
        sum(part.stays for part in parts),
    )


def test_file_makes_the_same_person_with_the_same_pages(full, noon):
    before, seen, text = all_rows(full), pages(full), text_of(full)
    delete_everything(full)
    back = builders.person("back", checked=False)

    brought(back, text, now=noon)

    after = all_rows(back)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert [name for name, rows in before.items() if not rows] == []
    now_seen = pages(back)
    assert [
        (each, line, other)
        for each, text in now_seen.items()
        for line, other in zip(text.splitlines(), seen[each].splitlines(), strict=False)
        if line != other
    ] == []
    assert now_seen == seen
    assert len(seen) > 15
    again = fates(brought(back, text_of(back), now=noon))
    assert (again[0], again[1], again[3]) == (0, 0, 0)
