"""Which app wrote a file, in which shape: found by its headings, never by their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from exchange.logs import ours
from exchange.logs.rows import App, Refusal, RefusedFile
from exercises.search import folded

# Heading → the name by which `reading.Reader` knows its column.
STRONG = {
    "workout #": "session",
    "date": "began",
    "workout name": "workout",
    "duration": "lasted",
    "workout duration": "lasted",
    "duration (sec)": "lasted_seconds",
    "exercise name": "exercise",
    "set order": "kind",
    "weight": "load",
    "weight unit": "unit",
    "weight (kg)": "load_kg",
    "weight (kgs)": "load_kg",
    "weight (lb)": "load_lb",
    "weight (lbs)": "load_lb",
    "reps": "reps",
    "distance": "distance",
    "distance unit": "distance_unit",
    "distance (m)": "metres",
    "distance (meters)": "metres",
    "distance (km)": "distance_km",
    "distance (mi)": "distance_miles",
    "distance (miles)": "distance_miles",
    "seconds": "seconds",
    "notes": "note",
    "workout notes": "workout_note",
    "rpe": "rpe",
}
HEVY = {
    "title": "workout",
    "start_time": "began",
    "end_time": "ended",
    "description": "workout_note",
    "exercise_title": "exercise",
    "exercise_notes": "exercise_note",
    "set_type": "kind",
    "weight_kg": "load_kg",
    "weight_lbs": "load_lb",
    "reps": "reps",
    "distance_km": "distance_km",
    "distance_miles": "distance_miles",
    "distance_meters": "metres",
    "duration_seconds": "seconds",
    "rpe": "rpe",
}
FITNOTES = {
    "date": "began",
    "exercise": "exercise",
    "weight": "load",
    "weight unit": "unit",
    "weight (kg)": "load_kg",
    "weight (kgs)": "load_kg",
    "weight (lbs)": "load_lb",
    "reps": "reps",
    "distance": "distance",
    "distance unit": "distance_unit",
    "time": "seconds",
    "comment": "note",
}

# "Exercise" as the heading of an exercise's name has it in other languages, folded.
EXERCISE_ABROAD = (
    *("cwicze", "egzersiz", "ejercicio", "esercizi", "exercice", "exercici", "harjoit", "oefening"),
    *("ovning", "ubung", "øvelse", "упражн", "动作", "運動", "种目", "種目", "운동"),
)


@dataclass(frozen=True)
class Shape:
    """One shape of file. `needs`: the headings by which it is known; `columns`: all that are read.

    `text` makes the text of a cell, without what the app put around it. `not_sets`: the words in
    the column of the set's kind, or of its exercise, for a row that holds no set.
    """

    app: App
    needs: frozenset[str]
    columns: Mapping[str, str]
    text: Callable[[str], str] = str.strip
    not_sets: frozenset[str] = frozenset()


NEEDED_BY_STRONG = frozenset({"date", "exercise name", "set order"})
NO_SETS_OF_STRONG = frozenset({"rest timer", "note"})


def _strong(app: App, *also: str) -> Shape:
    return Shape(app, NEEDED_BY_STRONG | {*also}, STRONG, not_sets=NO_SETS_OF_STRONG)


# The first that fits.
SHAPES = (
    Shape(App.OURS, frozenset({"session", "began", "exercise"}), ours.COLUMNS, ours.as_typed),
    Shape(App.HEVY, frozenset({"start_time", "exercise_title"}), HEVY),
    _strong(App.STRONG_2025, "workout #"),
    _strong(App.STRONG_UNITS, "weight unit"),
    _strong(App.STRONG_CLASSIC),
    Shape(App.FITNOTES, frozenset({"date", "exercise", "category"}), FITNOTES),
)


def shape_of(headings: Sequence[str]) -> Shape:
    """Return the shape of a file with these headings. Raises RefusedFile if none has them."""
    known = {plain(each) for each in headings}
    for shape in SHAPES:
        if shape.needs <= known:
            return shape
    if any(stem in folded(each) for each in headings for stem in EXERCISE_ABROAD):
        # Of the apps that we read only Strong translates its headings; never that of the effort.
        raise RefusedFile(Refusal.TRANSLATED, "Strong" if "rpe" in known else "")
    raise RefusedFile(Refusal.UNKNOWN)


def plain(heading: str) -> str:
    """Return a heading in small letters, with single spaces."""
    return " ".join(heading.replace("\ufeff", "").casefold().split())
