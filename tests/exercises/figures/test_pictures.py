import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from exercises.catalogue import read_library
from exercises.figures import colours
from exercises.figures.body_map import body_map
from exercises.figures.colours import file_style
from exercises.figures.pictures import draw, drawing_code, figure_digest
from exercises.figures.sheet import Named, contact_sheet
from exercises.vocabulary import Muscle
from tests.exercises.figures.squat import DRAWING, FIGURE

SQUAT = draw(FIGURE, tuple(DRAWING.primary), tuple(DRAWING.secondary))


@pytest.mark.parametrize("name", ["start", "finish", "moving"])
def test_picture_for_a_page_has_classes_and_nothing_that_a_policy_forbids(name):
    svg = getattr(SQUAT, name)

    root = ET.fromstring(svg)  # noqa: S314 — our own drawing
    names = {attribute for element in root.iter() for attribute in element.attrib}
    assert names & {"style", "id", "fill", "stroke"} == set()
    assert root.get("aria-hidden") == "true"
    assert "<style" not in svg


def test_pictures_of_one_figure_share_one_frame_of_four_to_three():
    boxes = {
        name: tuple(map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()))
        for name, svg in vars(SQUAT).items()
    }

    assert boxes["start"] == boxes["finish"] == boxes["moving"] == boxes["moving_card"]
    assert {round(width / height, 2) for width, height in boxes.values()} == {1.33}


def test_finish_shows_the_cue_the_start_as_a_shadow_and_both_kinds_of_muscle():
    classes = re.findall(r'class="([^"]+)"', SQUAT.finish)

    assert re.findall(r'class="cue-number"[^>]*>(\d)<', SQUAT.finish) == ["2"]
    assert (classes.count("ghost"), classes.count("main"), classes.count("also")) == (1, 1, 1)
    assert "ghost" not in SQUAT.start


def test_moving_picture_goes_there_and_back_with_one_structure_for_each_path():
    animations = re.findall(r'keyTimes="([^"]+)" values="([^"]+)"', SQUAT.moving)

    assert len(animations) > 10
    for times, values in animations:
        moments, paths = [float(t) for t in times.split(";")], values.split(";")
        assert len(moments) == len(paths)
        assert (moments[0], moments[-1]) == (0, 1)
        assert moments == sorted(moments)
        assert paths[0] == paths[-1]
        assert len({re.sub(r"-?\d+", "0", path).replace(" ", "") for path in paths}) == 1


def test_file_has_its_own_colours_by_day_and_by_night():
    style = SQUAT.card.partition("<style>")[2].partition("</style>")[0]

    day, _, night = style.partition("@media (prefers-color-scheme:dark)")
    assert ".main{stroke:#ffffff;stroke-width:2;fill:#d63a1a}" in day
    assert ".main{stroke:#182029;fill:#ff8f66}" in night
    assert ".mat" not in style
    assert "var(" not in style


def test_card_leaves_out_what_it_is_too_small_for():
    fine, coarse = (set(re.findall(r'class="([^"]+)"', svg)) for svg in (SQUAT.start, SQUAT.card))

    assert fine - coarse == {"figure", "spine", "top far", "shorts far"}


def test_card_shows_the_start_where_that_tells_more():
    shown = draw(replace(FIGURE, card="start"), tuple(DRAWING.primary), ()).card

    assert shown == draw(replace(FIGURE, finish=0), tuple(DRAWING.primary), ()).card
    assert shown != draw(FIGURE, tuple(DRAWING.primary), ()).card


def test_style_of_a_file_shrinks_its_strokes_with_its_units():
    whole, half = (file_style('<path class="spine"/>', scale) for scale in (1, 0.5))

    assert "stroke-width:7;" in whole
    assert "stroke-width:3.5;" in half
    assert "stroke-dasharray:0 7" in half


def test_every_class_of_the_library_s_pictures_has_a_rule():
    sheet = colours.STYLE_SHEET.read_text()
    entries = read_library()

    used = {
        name
        for entry in entries
        for svg in vars(draw(entry.figure, entry.primary, entry.secondary)).values()
        for names in re.findall(r'class="([^"]+)"', svg)
        for name in names.split()
    }
    assert {name for name in used - {"figure"} if f".{name}" not in sheet} == set()


def test_digest_changes_with_the_figure_the_muscles_and_the_code():
    first = figure_digest(FIGURE, ["glutes", "", "calves"], "code")

    others = [
        figure_digest(FIGURE, ["glutes", "calves", ""], "code"),
        figure_digest(FIGURE, ["glutes", "", "calves"], "newer code"),
        figure_digest(read_library()[0].figure, ["glutes", "", "calves"], "code"),
    ]

    assert first == figure_digest(FIGURE, ["glutes", "", "calves"], "code")
    assert len({first, *others}) == 4
    assert re.fullmatch(r"[0-9a-f]{64}", drawing_code())


def test_body_map_shows_every_muscle_of_the_library():
    front, back = body_map()

    shown = {area.muscle for view in (front, back) for area in view.areas}
    assert shown == set(Muscle)
    assert {area.muscle for area in back.areas} >= {Muscle.GLUTES, Muscle.HAMSTRINGS}
    assert Muscle.GLUTES not in {area.muscle for area in front.areas}


def test_contact_sheet_names_its_figures_and_can_be_grey():
    sheet = contact_sheet([Named("Sit & stand", DRAWING)] * 3, columns=2, width=100)
    grey = contact_sheet([Named("Squat", DRAWING)], grey=True)

    assert sheet.count("Sit &amp; stand") == 3
    assert 'viewBox="0 0 416 206"' in sheet
    assert ("grayscale" in sheet, "grayscale" in grey) == (False, True)
