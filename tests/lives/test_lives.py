"""The lives of brief.md D9 stay in their envelopes."""

import gc

import pytest

from tests.lives.people import able, aching, builders, careful, equipped
from tests.lives.player import live

pytestmark = pytest.mark.lives


@pytest.fixture
def _rare_collection():
    """A life makes hundreds of thousands of objects, and hardly any garbage in cycles."""
    before = gc.get_threshold()
    gc.set_threshold(100_000)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("library", "_rare_collection")
@pytest.mark.parametrize(
    "case",
    [*able.LIVES, *aching.LIVES, *builders.LIVES, *careful.LIVES, *equipped.LIVES],
    ids=lambda case: case.person.name,
)
def test_life_stays_in_its_envelopes(case):
    life = live(case.person, weeks=case.weeks)

    assert case.breaches(life) == []
