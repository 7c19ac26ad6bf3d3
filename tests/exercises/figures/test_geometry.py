from math import isclose

import pytest

from exercises.figures.geometry import (
    along_curve,
    beside,
    direction,
    heading,
    length,
    turn,
    two_bones,
    width_at,
)


@pytest.mark.parametrize(
    ("angle", "turned"), [(0, 0), (190, -170), (-190, 170), (540, -180), (720, 0), (-180, -180)]
)
def test_turn_brings_an_angle_into_a_half_circle_each_way(angle, turned):
    assert turn(angle) == turned


def test_heading_is_the_angle_of_a_direction():
    headings = [round(heading(1 + 1j, 1 + 1j + direction(angle)), 9) for angle in (0, 90, -135)]

    assert headings == [0, 90, -135]


def test_beside_lies_along_and_to_the_left():
    point = beside(1j, 90, 2, 0.5)

    assert isclose(point.real, -0.5)
    assert isclose(point.imag, 3)


@pytest.mark.parametrize("side", [1, -1])
def test_two_bones_reach_the_end_with_the_joint_on_the_side_asked_for(side):
    upper, lower, miss = two_bones(0j, 0.4 + 0.1j, 0.245, 0.240, side)

    knee = direction(upper) * 0.245
    assert abs(knee + direction(lower) * 0.240 - (0.4 + 0.1j)) < 1e-9
    assert abs(miss) < 1e-9
    # The cross product of the way and the knee tells on which side of the way the knee lies.
    assert (0.4 * knee.imag - 0.1 * knee.real > 0) == (side == 1)


def test_two_bones_stretch_towards_what_is_out_of_reach_and_say_by_how_much():
    upper, lower, miss = two_bones(0j, 1 + 0j, 0.25, 0.25, 1)

    assert abs(upper) < 1
    assert abs(lower) < 1
    assert round(miss, 3) == 0.5


def test_width_at_lies_between_the_stations_and_keeps_the_outermost():
    table = ((0.0, 0.2, 0.4), (0.5, 0.1, 0.2))

    widths = [width_at(table, along) for along in (-1, 0, 0.25, 0.5, 2)]

    rounded = [(round(a, 9), round(b, 9)) for a, b in widths]
    assert rounded == [(0.2, 0.4), (0.2, 0.4), (0.15, 0.3), (0.1, 0.2), (0.1, 0.2)]


def test_curve_stays_inside_its_corners():
    corners = [0j, 2 + 0j, 2 + 2j, 2j]

    points = along_curve(corners)

    assert len(points) == 12
    assert all(0 <= point.real <= 2 and 0 <= point.imag <= 2 for point in points)
    assert min(abs(point - corner) for point in points for corner in corners) > 0.1


def test_length_is_the_sum_of_the_steps():
    assert length([0j, 3 + 4j, 3 + 5j]) == 6
