"""Files that somebody changed by hand, anywhere: what is wrong is named, the rest is brought back,
and every page can be shown afterwards."""

import json
import os
from random import Random

import pytest

from exchange.facts.archive_shape import brought_back
from routines.actions.personal_data import delete_everything
from tests import builders
from tests.exchange.files import brought, pages, stored

pytestmark = pytest.mark.django_db
LIVES = int(os.environ.get("LIVES", "5"))
NONSENSE = [
    *(None, True, False, 0, 1, -1, 9, 99, 3600, 32767, 2**31, 10**30, 1.5),
    *("", "x", "kg", "A", "0", "-1", "12.50", "1e9", "<script>", "a" * 250, "é" * 60),
    *("2026-02-28", "0001-01-01", "9999-12-31", "2026-02-28T10:00:00Z", "9999-12-31T23:59:59Z"),
    *([], [1], ["x"], [[]], {}, {"x": 1}, {"unit": "kg"}, {"code": "load_up"}),
]


def changed(value, chance):
    """Return a row or a part of it with nonsense in one place."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice([*value])
        return value | {name: changed(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [*value[:at], changed(value[at], chance), *value[at + 1 :]]
    return chance.choice(NONSENSE)


@pytest.mark.parametrize("seed", range(LIVES))
def test_every_page_stands_after_a_file_with_nonsense(full, noon, seed):
    chance, tree = Random(seed), stored(full)
    delete_everything(full)
    for name in ["person", *brought_back(), "Exercise", "LibraryExercise"]:
        rows = tree[name]
        if name == "person":
            tree[name] = changed(rows, chance)
        for at in [each for each in range(len(rows)) if chance.random() < 0.15]:
            if name != "person":
                columns = brought_back()[name].columns if name in brought_back() else rows[at]
                whole = dict.fromkeys([each for each in columns if each not in rows[at]]) | rows[at]
                rows[at] = changed(whole if chance.random() < 0.5 else rows[at], chance)
    back = builders.person("back", checked=False)

    found = brought(back, json.dumps(tree), now=noon)
    again = brought(back, json.dumps(tree), now=noon)

    assert found.file.faulty > 20
    assert [len(part.new) for part in again.parts.values() if part.new] == []
    shown = {address: text[:3] for address, text in pages(back).items()}
    assert {address for address, status in shown.items() if status not in {"200", "302"}} == set()
