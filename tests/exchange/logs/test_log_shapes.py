"""Which app wrote a file: by its headings, in any order, and never by their number."""

import pytest

from exchange.logs.ours import COLUMNS
from exchange.logs.reading import DISTANCES, LOADS
from exchange.logs.rows import App
from exchange.logs.shapes import SHAPES, shape_of

UNITS_ON_IOS = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Weight Unit,Reps,RPE,Distance,"
    "Distance Unit,Seconds,Notes,Workout Notes"
)
# What `Reader` asks for.
READ = {
    *("session", "began", "ended", "workout", "workout_note", "minutes", "lasted"),
    *("lasted_seconds", "exercise", "kind", "unit", "reps", "seconds", "distance_unit", "rpe"),
    *("note", "exercise_note", "side", *LOADS, *DISTANCES),
}


@pytest.mark.parametrize(
    ("headings", "app"),
    [
        (UNITS_ON_IOS, App.STRONG_UNITS),
        ("Date,Workout Name,Exercise Name,Set Order,Weight,Reps", App.STRONG_CLASSIC),
        ("Workout #,Date,Exercise Name,Set Order,Weight (kg),Reps", App.STRONG_2025),
        ("Date,Exercise,Category,Weight,Reps", App.FITNOTES),
        ("Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time", App.FITNOTES),
        ("title,start_time,exercise_title,weight_lbs,reps,distance_meters", App.HEVY),
        (",".join(COLUMNS), App.OURS),
        ("exercise,began,session", App.OURS),
    ],
)
def test_shape_is_known_by_its_headings(headings, app):
    named = headings.split(",")

    assert shape_of(named).app == app
    assert shape_of([f" {each.upper()} " for each in reversed(named)]).app == app


def test_every_app_has_a_shape_whose_columns_are_read():
    assert {shape.app for shape in SHAPES} == set(App)
    assert {column for shape in SHAPES for column in shape.columns.values()} == READ
