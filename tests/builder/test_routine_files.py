"""The file of a routine: what is written is read back the same, and each fault is named by line."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.routine_files.format import (
    MOST,
    WEEKDAYS,
    FileDay,
    FileExercise,
    OwnExercise,
    RoutineFile,
    written,
)
from builder.routine_files.reading import MOST_BYTES, BadFile, Fault, Known, read_routine
from exercises.dose import DoseRange, LoadRange, Range
from exercises.vocabulary import Equipment, LoadNeed, Measure, Muscle, Pattern, Phase

LIBRARY = {
    "glute-bridge": Known(measure="reps", load="optional"),
    "calf-raise": Known(measure="reps", load="optional"),
    "front-plank": Known(measure="seconds", load="none"),
    "slow-walk": Known(measure="minutes", load="none"),
}
GOOD = """\
name = "Hips"

[[days]]
name = "Monday's"

[[days.exercises]]
exercise = "glute-bridge"
sets = 2
reps = [8, 12]
load_kg = 12.5

[[days.exercises]]
exercise = "front-plank"
sets = 2
seconds = [20, 30]
"""


def ranges(most):
    return st.lists(st.integers(1, most), min_size=2, max_size=2).map(
        lambda two: Range(*sorted(two))
    )


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@st.composite
def exercises(draw, slug):
    measure = Measure(LIBRARY[slug].measure)
    span = draw(ranges(MOST[measure]))
    takes_load = LIBRARY[slug].load != "none"
    pounds = {"load_lb": draw(st.decimals(0, 900, places=2))} if takes_load else {}
    return FileExercise(
        exercise=slug,
        phase=Phase.STRENGTH if measure != Measure.MINUTES else Phase.WARM_UP,
        sets=draw(st.integers(1, 10)),
        aim=draw(st.none() | st.integers(span.lo, span.hi)),
        hold_s=draw(st.integers(0, 60)),
        rest_s=draw(st.integers(0, 300)),
        tempo=draw(st.none() | st.just("3-1-1-0")),
        rir=draw(st.none() | ranges(10)),
        step_height_cm=draw(st.none() | st.decimals("0.1", 40, places=3)),
        superset=draw(st.integers(0, 3)),
        note=draw(texts),
        **{measure.value: span},
        **(pounds if draw(st.booleans()) else {}),
    )


@st.composite
def routine_files(draw):
    days = []
    for _ in range(draw(st.integers(1, 4))):
        slugs = draw(st.lists(st.sampled_from(sorted(LIBRARY)), unique=True))
        days.append(
            FileDay(
                name=draw(texts),
                weekday=draw(st.none() | st.sampled_from(WEEKDAYS)),
                exercises=tuple(draw(exercises(slug)) for slug in slugs),
            )
        )
    one = draw(exercises("glute-bridge"))
    days[0] = replace(days[0], exercises=(one,))
    return RoutineFile(name=draw(texts), days=tuple(days))


@settings(max_examples=60)
@given(file=routine_files())
def test_what_is_written_is_read_back_the_same(file):
    assert read_routine(written(file).encode(), LIBRARY) == file


def test_own_exercise_goes_along():
    own = OwnExercise(
        slug="own-1",
        name='Towel "slide"',
        pattern=Pattern.HAMSTRING,
        primary=(Muscle.HAMSTRINGS,),
        kit=(Equipment.DUMBBELL,),
        load=LoadNeed.OPTIONAL,
        dose=DoseRange(sets=Range(2, 3), reps=Range(6, 10), rest_s=60, rir=Range(2, 4)),
        cues=("Hips stay up", "Slow"),
        note="First line\nsecond line",
    )
    each = FileExercise(exercise="own-1", sets=2, reps=Range(6, 8), load_kg=Decimal(4))
    file = RoutineFile(name="Mine", days=(FileDay(exercises=(each,)),), exercises=(own,))

    assert read_routine(written(file).encode(), {}) == file


def test_help_goes_along_with_what_it_begins_with():
    dose = {"sets": Range(2, 3), "reps": Range(6, 10), "rest_s": 60, "rir": Range(2, 4)}
    own = OwnExercise(
        slug="own-1",
        name="Assisted squat",
        pattern=Pattern.SQUAT,
        primary=(Muscle.QUADRICEPS,),
        load=LoadNeed.HELP,
        dose=DoseRange(**dose, start_load_kg=LoadRange(Decimal("22.5"), Decimal("22.5"))),
    )
    each = FileExercise(exercise="own-1", sets=2, reps=Range(6, 8), load_kg=Decimal(15))
    file = RoutineFile(name="Mine", days=(FileDay(exercises=(each,)),), exercises=(own,))

    assert read_routine(written(file).encode(), {}) == file


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


DAY = '[[days]]\n[[days.exercises]]\nexercise = "calf-raise"\nsets = 1\nreps = [5, 8]\n'
BAD = {
    "no text": (b"name = '\xff'", (1, "not_text", "", "")),
    "no TOML": (changed("sets = 2\nreps", "sets 2\nreps"), (8, "syntax", "", "Expected '='")),
    "no end": ('name = "Hips', (1, "syntax", "", "Unterminated string")),
    "nothing": ("# nothing", (1, "missing", "name", "")),
    "five days": (GOOD + DAY * 4, (31, "too_many", "days", "")),
    "ten thousand days": ('name = ""\n' + "[[days]]\n" * 10_000, (6, "too_many", "days", "")),
    "no exercise": ('name = ""\n[[days]]\nname = "A"', (2, "empty", "days", "")),
    "no day": ('name = ""\ndays = []', (2, "empty", "days", "")),
    "days that are none": ('name = ""\ndays = "A"', (2, "bad", "days", "A")),
    "no sets": (changed("sets = 2\nreps", "sets = 0\nreps"), (8, "bad", "sets", "0")),
    "sets as a text": (changed("sets = 2\nreps", 'sets = "2"\nreps'), (8, "bad", "sets", "2")),
    "sets missing": (changed("sets = 2\nreps", "reps"), (6, "missing", "sets", "")),
    "huge": (changed("[8, 12]", "[8, 1000000000]"), (9, "bad", "reps", "")),
    "range down": (changed("[8, 12]", "[12, 8]"), (9, "bad", "reps", "")),
    "endless figure": (changed("12.5", "9" * 5000), (10, "too_deep", "", "")),
    "not a number": (changed("12.5", "nan"), (10, "bad", "load_kg", "NaN")),
    "infinite": (changed("12.5", "1e999999"), (10, "bad", "load_kg", "1E+999999")),
    "unknown word": (changed("load_kg", "load_stone"), (10, "unknown_field", "load_stone", "12.5")),
    "unknown exercise": (
        changed("front-plank", "front-plunk"),
        (13, "unknown_exercise", "", "front-plunk"),
    ),
    "no address": (changed('"front-plank"', '"../x"'), (13, "bad", "exercise", "../x")),
    "twice": (changed("front-plank", "glute-bridge"), (3, "twice", "", "glute-bridge")),
    "counted otherwise": (
        changed("front-plank", "calf-raise"),
        (15, "other_measure", "seconds", "reps"),
    ),
    "two measures": (
        changed("seconds = [20, 30]", "seconds = [20, 30]\nreps = [1, 2]"),
        (12, "two_measures", "", ""),
    ),
    "weight on none": (GOOD + "load_lb = 5", (16, "no_load", "load_lb", "")),
    "two weights": (changed("load_kg", "load_lb = 5\nload_kg"), (10, "two_loads", "load_lb", "")),
    "aim": (changed("load_kg = 12.5", "aim = 13"), (10, "aim", "aim", "")),
    "phase": (GOOD + 'phase = "cardio"', (16, "bad", "phase", "cardio")),
    "long name": (changed("Hips", "H" * 61), (1, "bad", "name", "H" * 40 + "…")),
    "text of lines": (changed('"Hips"', '"""\nHips"""'), (1, "long_text", "", "")),
    "zero sign": (changed("Hips", "\\u0000"), (1, "not_text", "", "")),
    "nested": ("a = " + "[" * 100_000, (1, "too_deep", "", "")),
    "long chain": ("a." * 100_000 + "b = 1", (1, "too_deep", "", "")),
    "hidden chain": ('a = ["' + "\n" + "b." * 100_000, (2, "too_deep", "", "")),
    "thousands of words": (
        "\n".join(f"a{number} = 1" for number in range(9000)),
        (1, "missing", "name", ""),
    ),
    "own that contradicts itself": (
        GOOD
        + '[[exercises]]\nslug = "own-1"\nname = "X"\npattern = "squat"\nprimary = ["glutes"]\n'
        'load = "required"\n[exercises.dose]\nsets = [1, 1]\nreps = [1, 1]\nrest_s = 0\n',
        (16, "disagrees", "", "load is required, but kit names nothing"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_fault_is_named_with_its_line(name):
    text, (line, code, field, value) = BAD[name]
    data = text if isinstance(text, bytes) else text.encode()
    assert len(data) <= MOST_BYTES

    with pytest.raises(BadFile) as told:
        read_routine(data, LIBRARY)

    first = told.value.faults[0]
    assert Fault(line=line, code=code, field=field, value=first.value) == first
    assert first.value.startswith(value)
    assert bool(first.value) == bool(value)


def test_every_fault_is_told_up_to_twenty():
    text = changed("sets = 2\nreps", "sets = 0\nreps").replace("sets = 2\nsec", "sets = 99\nsec")
    many = 'name = ""\n' + "\n".join(f"a{number} = 1" for number in range(100)) + "\n" + GOOD[15:]

    told = []
    for each in (text, many):
        with pytest.raises(BadFile) as bad:
            read_routine(each.encode(), LIBRARY)
        told.append(bad.value)

    assert [(each.line, each.field) for each in told[0].faults] == [(8, "sets"), (14, "sets")]
    assert [(len(each.faults), each.more) for each in told] == [(2, 0), (20, 80)]


def test_good_file_with_the_ends_of_lines_of_another_system_is_read():
    crlf = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()

    assert read_routine(crlf, LIBRARY) == read_routine(GOOD.encode(), LIBRARY)
