"""Downloading a routine as a file, and reading one in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builder.actions import make_from_file
from builder.facts.routine_file import as_file, library_of_files
from builder.labels.file_faults import FAULTS, WANTED, fault_sentence
from builder.routine_files.format import Code, written
from builder.routine_files.reading import Fault, read_routine
from exercises.models import Exercise
from routines.actions.routine import (
    NotPossible,
    add_day,
    add_exercise,
    change_day,
    join_exercises,
    leave_superset,
    move_exercise,
    remove_day,
    remove_exercise,
    rename_routine,
)
from routines.forms.log import MOST
from routines.models import Plan, Prescription, Routine
from tests import builders

pytestmark = pytest.mark.django_db
# Whose it is and where it stands in the table; what other equipment would have brought.
LEFT_OUT = {"id", "user_id", "routine_id", "programme_day", "position", "instead_of_id"}


def sent(text, name="routine.toml"):
    return {"file": SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())}


def rows(routine):
    """What a routine prescribes: (number of the day, columns), in order."""
    places = {day.letter.value: place for place, day in enumerate(routine.days)}
    return [
        (
            places[row["programme_day"]],
            {name: value for name, value in row.items() if name not in LEFT_OUT},
        )
        for row in routine.prescriptions.order_by("programme_day", "position").values()
    ]


def test_downloaded_file_is_read_back_as_the_same_routine(routine, as_ana, ana):
    file = as_ana.get(f"/routines/{routine.pk}/file/")

    answer = as_ana.post("/routines/read/", sent(file.content))

    assert file.headers["Content-Disposition"] == 'attachment; filename="strong-hips.toml"'
    assert answer["Location"] == "/routines/"
    read = Routine.objects.of(ana).get(starter="")
    assert (read.name, read.days, rows(read)) == ("Strong hips", routine.days, rows(routine))
    assert Plan.objects.of(ana).current().get().routine == routine


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc/passwd", "etcpasswd.toml"),
        ('a"b\r\nX: 1', "ab-x-1.toml"),
        ("筋トレ", "routine.toml"),
        ("", "foundation.toml"),
    ],
)
def test_file_has_a_name_that_harms_nobody(routine, as_ana, name, file):
    Routine.objects.filter(pk=routine.pk).update(name=name)

    answer = as_ana.get(f"/routines/{routine.pk}/file/")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'


def test_stranger_gets_no_file(routine, as_bo):
    assert as_bo.get(f"/routines/{routine.pk}/file/").status_code == 404


def test_faults_are_shown_by_line_and_nothing_is_read_in(library, as_ana, ana):
    text = (
        'name = "Hips"\n[[days]]\n[[days.exercises]]\nexercise = "no-such"\nsets = 2\nreps = [1, 2]'
    )

    unknown = as_ana.post("/routines/read/", sent(text))
    out_of_range = as_ana.post("/routines/read/", sent(text.replace("sets = 2", "sets = 0")))

    assert [each.status_code for each in (unknown, out_of_range)] == [422, 422]
    assert unknown.context["faults"] == [(4, "There is no exercise “no-such”.")]
    assert out_of_range.context["faults"] == [
        (5, "“sets”: a whole number from 1 to 10. It says: 0")
    ]
    assert not Routine.objects.of(ana).exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file first."),
        (sent(b""), "This file is empty."),
        (
            sent(b"#" * (256 * 1024 + 1)),
            "This file is too large for a routine: 256 KB at most. It wasn’t read.",
        ),
    ],
    ids=["none", "empty", "257 KB"],
)
def test_file_that_can_not_be_read_is_refused_beside_the_field(library, as_ana, data, said):
    answer = as_ana.post("/routines/read/", data)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": [said]}


def test_file_of_10_mb_is_refused_before_anything_reads_it(library, as_ana):
    answer = as_ana.post("/routines/read/", sent(b"#" * 10_000_000))

    assert answer.status_code == 400
    assert "The file of a routine may have 256 KB." in answer.content.decode()


def test_too_many_exercises_of_ones_own_are_refused(routine, as_ana, monkeypatch):
    own = builders.own_exercise(routine.user)
    Prescription.objects.filter(routine=routine, exercise="glute-bridge").update(exercise=own)
    file = written(as_file(routine, name="Mine")).replace(own.name, "Another")
    monkeypatch.setattr("exercises.actions.own.MOST_OWN", 1)

    answer = as_ana.post("/routines/read/", sent(file))

    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == ["file"]
    assert Routine.objects.of(routine.user).count() == 1


def test_own_exercises_come_along_and_are_made_once(routine, ana, bo):
    own = builders.own_exercise(ana)
    Prescription.objects.filter(routine=routine, exercise="glute-bridge").update(
        exercise=own, measure=own.measure, takes_load=False
    )
    file = read_routine(written(as_file(routine, name="Mine")).encode(), library_of_files())

    for user in (ana, ana, bo, bo):
        make_from_file(user=user, file=file)

    assert list(Exercise.objects.of(ana)) == [own]
    of_bo = Exercise.objects.of(bo).get()
    assert (of_bo.name, of_bo.digest) == (own.name, own.digest)
    of_ana = Routine.objects.of(ana).filter(starter="").first()
    assert rows(of_ana) == rows(routine)


def test_every_code_and_field_has_its_words():
    assert set(FAULTS) == set(Code)
    assert {
        fault_sentence(Fault(line=1, code=Code.BAD, field=field)).count("%") for field in WANTED
    } == {0}
    assert [WANTED[measure][1]["most"] for measure in MOST] == list(MOST.values())


@pytest.fixture
def verbs(routine):
    """Changes of a routine by numbers, as (verb, arguments from two numbers)."""
    library = Exercise.objects.library().filter(phase="strength")

    def row(number):
        found = routine.prescriptions.filter(phase="strength").order_by("pk")
        return {"prescription": found[number % len(found)]}

    def day(number):
        return routine.days[number % len(routine.days)].letter

    today = routine.user.today()
    return [
        lambda a, b: (
            add_exercise,
            {"routine": routine, "day": day(a), "exercise": library[b], "today": today},
        ),
        lambda a, b: (remove_exercise, {**row(a), "today": today}),
        lambda a, b: (move_exercise, {**row(a), "to": b % 7}),
        lambda a, b: (join_exercises, row(a)),
        lambda a, b: (leave_superset, row(a)),
        lambda a, b: (
            add_day,
            {"routine": routine, "name": f"{b}", "like": "A" if a % 2 else None, "today": today},
        ),
        lambda a, b: (
            change_day,
            {"routine": routine, "day": day(a), "name": "D", "weekday": b % 7, "today": today},
        ),
        lambda a, b: (remove_day, {"routine": routine, "day": day(a), "today": today}),
        lambda a, b: (rename_routine, {"routine": routine, "name": f"Name “{b}”\\"}),
    ]


def test_any_routine_made_by_the_verbs_is_read_back_the_same(routine, verbs):
    steps = st.tuples(st.sampled_from(verbs), st.integers(0, 40), st.integers(0, 39))

    @settings(max_examples=5, derandomize=True, phases=[Phase.generate])
    @given(changes=st.lists(steps, min_size=8, max_size=12))
    def is_read_back(changes):
        with transaction.atomic():
            for make, a, b in changes:
                routine.refresh_from_db()
                verb, asked = make(a, b)
                try:
                    verb(version=routine.version, **asked)
                except NotPossible:
                    continue
            routine.refresh_from_db()
            file = as_file(routine, name=routine.name)
            read = make_from_file(
                user=routine.user, file=read_routine(written(file).encode(), library_of_files())
            )
            assert rows(read) == rows(routine)
            assert as_file(read, name=read.name) == file
            assert [(day.name, day.weekday) for day in read.days] == [
                (day.name, day.weekday) for day in routine.days
            ]
            transaction.set_rollback(True)

    is_read_back()
