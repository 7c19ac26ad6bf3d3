"""The icons for home screens are drawn from the drawing in the same folder."""

import hashlib
import struct
import tomllib

import pytest

from backhealth.environment import ROOT
from tests.browser import icons

FOLDER = ROOT / "static" / "img"


def test_icons_are_those_drawn_from_the_committed_drawing():
    recorded = tomllib.loads((FOLDER / "icons.toml").read_text())

    found = {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in recorded}

    assert found == recorded
    assert set(recorded) == {path.name for path in FOLDER.iterdir()} - {"icons.toml"}


@pytest.mark.parametrize(("name", "side"), icons.ICONS.items())
def test_icon_has_the_size_of_its_name_and_weighs_little(name, side):
    data = (FOLDER / f"{name}.png").read_bytes()

    kind, width, height = data[:8], *struct.unpack(">II", data[16:24])
    assert (kind, width, height) == (b"\x89PNG\r\n\x1a\n", side, side)
    assert name.endswith(str(side))
    assert len(data) < 20 * 1024


def test_badge_is_the_mark_alone_on_no_ground():
    assert icons.GROUND in icons.SOURCE.read_text()
    assert 'fill="#0b6b63"' not in icons.svg("badge-96")


@pytest.mark.parametrize(
    ("name", "corners", "smaller"),
    [
        ("icon-512", True, False),
        ("icon-maskable-512", False, True),
        ("icon-apple-180", False, False),
    ],
)
def test_icon_that_is_cut_to_shape_fills_its_square(name, corners, smaller):
    text = icons.svg(name)

    assert (icons.CORNERS in text, icons.SMALLER in text) == (corners, smaller)
