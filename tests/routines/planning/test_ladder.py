"""The next rung of a ladder: up, down, past those that don't fit, and always back."""

import pytest

from routines.planning.ladder import Rung, Way, next_rung

# a → b → c → d; e leads to b alone, and nothing leads to e.
LADDER = {
    "a": Rung(slug="a", easier=None, harder="b"),
    "b": Rung(slug="b", easier="a", harder="c"),
    "c": Rung(slug="c", easier="b", harder="d"),
    "d": Rung(slug="d", easier="c", harder=None),
    "e": Rung(slug="e", easier="b", harder=None),
}


@pytest.mark.parametrize(
    ("slug", "way", "found"),
    [
        ("a", Way.HARDER, "b"),
        ("c", Way.EASIER, "b"),
        ("d", Way.HARDER, None),
        ("a", Way.EASIER, None),
        ("e", Way.EASIER, "b"),
        ("unknown", Way.HARDER, None),
    ],
)
def test_next_rung_is_the_neighbour(slug, way, found):
    assert next_rung(slug, way, ladder=LADDER) == found


def test_next_rung_goes_past_what_does_not_fit_or_is_taken():
    ladder = {**LADDER, "b": Rung(slug="b", easier="a", harder="c", fits=False)}

    assert next_rung("a", Way.HARDER, ladder=ladder) == "c"
    assert next_rung("a", Way.HARDER, ladder=ladder, taken={"c"}) == "e"


@pytest.mark.parametrize("slug", LADDER)
@pytest.mark.parametrize("way", Way)
def test_way_to_a_rung_is_a_way_back(slug, way):
    back = Way.EASIER if way == Way.HARDER else Way.HARDER

    found = next_rung(slug, way, ladder=LADDER)

    assert found is None or next_rung(found, back, ladder=LADDER) in {slug, "c"}
