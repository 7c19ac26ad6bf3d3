import re

from exercises.figures.shapes import Canvas, Shape, bounds

CANVAS = Canvas(left=0, top=1, width=1, height=1, scale=100)
SQUARE = [0j, 1 + 0j, 1 + 1j, 1j]


def test_path_of_a_polygon_is_whole_numbers_from_the_upper_left():
    assert CANVAS.path(Shape("", SQUARE, "polygon")) == "M0 100l100 0 0-100-100 0z"


def test_path_of_a_line_is_not_closed():
    assert CANVAS.path(Shape("", SQUARE[:2], "line")) == "M0 100l100 0"


def test_path_of_a_curve_returns_to_where_it_began():
    path = CANVAS.path(Shape("", SQUARE))

    numbers = [int(each) for each in re.findall(r"-?\d+", path)]
    (x, y), moves = numbers[:2], numbers[4:]
    assert path.startswith("M0 50q0 50")
    assert (x + sum(moves[0::2]), y + sum(moves[1::2])) == (x, y)


def test_path_of_an_open_curve_begins_and_ends_on_its_points():
    path = CANVAS.path(Shape("", [0j, 0.5 + 0.5j, 1 + 0j], "open-curve"))

    assert path == "M0 100q50-50 100 0"


def test_path_has_as_many_numbers_wherever_its_points_are():
    moved = [point * (0.3 + 0.2j) for point in SQUARE]

    paths = [CANVAS.path(Shape("", points)) for points in (SQUARE, moved)]

    assert len({len(re.findall(r"-?\d+", path)) for path in paths}) == 1


def test_halo_is_the_part_of_the_outline_without_its_cap():
    assert Shape("", SQUARE).halo is None
    assert Shape("", SQUARE[:3], cap=SQUARE[3:]).halo == 50


def test_bounds_are_left_bottom_right_top():
    assert bounds([1 + 2j, -1 + 5j]) == (-1, 2, 1, 5)


def test_shape_that_is_only_moved_is_written_in_the_same_figures():
    canvas = Canvas(0, 1, 1, 1, scale=100)
    outline = [0.107 + 0.203j, 0.311 + 0.219j, 0.348 + 0.407j, 0.122 + 0.433j]

    paths = [
        canvas.path(Shape("body", [point + shift for point in outline]))
        for shift in (0, 0.0031 + 0.0017j, 0.2345 - 0.1111j)
    ]

    assert len(set(paths)) > 1
    assert len({path.partition("q")[2] for path in paths}) == 1
