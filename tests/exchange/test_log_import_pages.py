"""The pages on which a log is brought along: from the file to the log, and back."""

import json
import zipfile
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.models import LogImport, NameChoice, State
from exercises.models import Exercise
from routines.models import Session, SetLog
from tests import builders
from tests.exchange.imported import STRONG, begun, compared, hevy, imported, text_of, went_on

pytestmark = pytest.mark.usefixtures("library", "noon")

MONDAY = datetime.fromisoformat("2026-03-02T18:00")
ROWS = [
    hevy(MONDAY, load="20"),
    hevy(MONDAY, load="20"),
    hevy(MONDAY, "Chair press", load="20"),
    hevy(MONDAY, "Chair press", reps="many"),
]
URL = "/imports/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def send(client, content, name="log.csv"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def step(client, found, action, **fields):
    return client.post(f"{URL}{found.pk}/", {"action": action, **fields})


def go_on(client, found):
    """Go on, as a browser without a script does, until something is asked."""
    while LogImport.objects.get(pk=found.pk).is_working:
        assert step(client, found, "go_on").status_code == 302
    found.refresh_from_db()


def page_of(client, found):
    return client.get(f"{URL}{found.pk}/").content.decode()


def zipped():
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("log.csv", "0" * 1000)
    return held.getvalue()


def test_whole_way_without_a_script(as_ana, ana):
    assert send(as_ana, text_of(ROWS)).status_code == 302
    found = LogImport.objects.get()
    go_on(as_ana, found)

    page = page_of(as_ana, found)
    assert found.state == State.NAMES
    assert "Chair press" in page
    assert "Line 5:" in page
    assert "“many”. This is no number." in page

    # The most frequent first: goblet squats, then the chair press.
    answer = step(
        as_ana,
        found,
        "names",
        **{"means-0": "goblet-squat", "means-1": "own", "pattern-1": "squat"},
    )
    assert answer.status_code == 302
    go_on(as_ana, found)
    assert "Write it into my log" in page_of(as_ana, found)
    assert Session.objects.count() == 0

    step(as_ana, found, "write")
    assert "It is in your log" in page_of(as_ana, found)
    assert Exercise.objects.of(ana).get().name == "Chair press"
    assert SetLog.objects.of(ana).standing().count() == 3

    step(as_ana, found, "take_back")
    assert "It was taken back" in page_of(as_ana, found)
    assert Session.objects.of(ana).done().count() == 0


def test_choice_is_remembered_for_the_next_file(as_ana, ana, noon):
    found = went_on(begun(ana, text_of(ROWS), noon), noon)
    step(
        as_ana,
        found,
        "names",
        **{"means-0": "nothing", "means-1": "another", "another-1": "Wall sit"},
    )
    assert sorted(NameChoice.objects.values_list("name", "means", "exercise")) == [
        ("chair press", "exercise", "wall-sit"),
        ("goblet squat", "nothing", None),
    ]
    step(as_ana, found, "leave")

    found = went_on(begun(ana, text_of(ROWS), noon), noon)

    names = as_ana.get(f"{URL}{found.pk}/").context["names"]
    assert [(row.asked.means, row.asked.exercise) for row in names.rows()] == [
        ("nothing", ""),
        ("exercise", "wall-sit"),
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"means-1": ""}, "Choose one."),
        ({"means-1": "nonsense"}, "Select a valid choice"),
        ({"means-1": "own", "pattern-1": ""}, "Choose the kind of movement."),
        (
            {"means-1": "another", "another-1": "Nothing like it"},
            "there is none of exactly this name",
        ),
    ],
)
def test_name_without_an_answer_is_refused_beside_it(as_ana, ana, noon, sent, field):
    found = went_on(begun(ana, text_of(ROWS), noon), noon)

    answer = step(as_ana, found, "names", **{"means-0": "nothing", **sent})

    assert answer.status_code == 422
    assert field in answer.content.decode()
    assert NameChoice.objects.count() == 0


def test_unit_is_asked_if_the_file_does_not_say(as_ana, ana, noon):
    rows = [
        f'2026-03-02 18:00:00,Legs,50m,"Goblet Squat",{number},{load},8,0,0,"","",'
        for number, load in enumerate(["82.5", "62.5", "12.5"], 1)
    ]
    found = went_on(begun(ana, text_of(rows, STRONG), noon), noon)

    page = page_of(as_ana, found)
    assert found.state == State.UNIT
    assert "Kilograms, probably: plates in pounds don’t make 12.5, 62.5, 82.5." in page
    assert step(as_ana, found, "unit").status_code == 422
    assert step(as_ana, found, "unit", unit="lb").status_code == 302
    found.refresh_from_db()
    assert (found.state, found.unit) == (State.NAMES, "lb")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (PNG, "a picture, an archive or the backup of an app"),
        (zipped(), "a picture, an archive or the backup of an app"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "a picture"),
        (b'{"sets": []}', "This file is no CSV."),
        (b"a,b,c\n1,2,3\n", "These headings are of no app that backhealth knows."),
        (b"\n\n\n", "This file is empty."),
        (
            "Datum;Workout-Name;Name der Übung;Reihenfolge;Gewicht;Wdh.;RPE\n".encode(),
            "Set Strong to English",
        ),
        ("Datum;Name der Übung\n".encode("utf-16"), "Set the app to English"),
    ],
)
def test_file_that_can_not_be_read_is_refused_beside_the_field(as_ana, content, said):
    answer = send(as_ana, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert LogImport.objects.count() == 0


def test_no_file_at_all_is_refused(as_ana):
    answer = as_ana.post(URL)

    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_file_that_is_too_large_is_refused(as_ana):
    answer = send(as_ana, text_of(ROWS) + b"x" * 20 * 1024 * 1024)

    assert answer.status_code == 422
    assert "20 MB at most" in answer.content.decode()


def test_second_file_has_to_wait_for_the_first(as_ana, ana, noon):
    begun(ana, text_of(ROWS), noon)

    answer = send(as_ana, text_of(ROWS))

    assert answer.status_code == 422
    assert "Another file isn’t finished." in answer.content.decode()
    assert "Go on with it" in answer.content.decode()


def test_row_that_can_not_be_read_is_named_by_its_line(as_ana, ana, noon):
    rows = [
        hevy(MONDAY, load="20"),
        hevy(MONDAY, load="20").replace("2026-03-02", "2026-02-31"),
        hevy(MONDAY, load="1000000000"),
        hevy(MONDAY, "<script>alert(1)</script>", load="20"),
        hevy(MONDAY, "x" * 1_000_000, load="20"),
        hevy(datetime.fromisoformat("1969-03-02T18:00")),
    ]
    found = went_on(begun(ana, text_of(rows), noon), noon)

    page = page_of(as_ana, found)

    for line, said in {
        3: "There is no such day.",
        4: "This is more than a set can have.",
        6: "This is more than a set can have.",
        7: "The day is before 1970.",
    }.items():
        assert f"Line {line}:" in page
        assert said in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert found.faults == 4


def test_script_gets_the_progress_alone_until_something_is_asked(as_ana, ana, noon):
    rows = [hevy(MONDAY - timedelta(days=day), load="20") for day in range(10)] * 1000
    found = begun(ana, text_of(rows), noon)
    htmx = {"HX-Request": "true"}

    answers = [
        as_ana.post(f"{URL}{found.pk}/", {"action": "go_on"}, headers=htmx)
        for _ in range(found.pieces)
    ]

    assert found.pieces > 1
    assert [each.status_code for each in answers] == [200] * (found.pieces - 1) + [204]
    assert answers[0].content.decode().strip().startswith('<section class="card" id="progress"')
    assert f'value="1" max="{found.pieces}"' in answers[0].content.decode()
    assert answers[-1]["HX-Redirect"] == f"{URL}{found.pk}/"


def test_step_of_another_state_changes_nothing(as_ana, ana, noon):
    found = went_on(begun(ana, text_of(ROWS), noon), noon)

    for action in ("go_on", "write", "take_back", "again"):
        assert step(as_ana, found, action).status_code == 302
    found.refresh_from_db()

    assert found.state == State.NAMES
    assert Session.objects.count() == 0


def test_file_that_is_left_is_gone(as_ana, ana, noon):
    found = compared(ana, text_of(ROWS), noon)

    answer = step(as_ana, found, "leave")

    assert answer["Location"] == URL
    assert as_ana.get(f"{URL}{found.pk}/").status_code == 404


def test_names_can_be_chosen_again_before_anything_is_written(as_ana, ana, noon):
    found = compared(ana, text_of(ROWS), noon)
    assert found.count("skipped") == 1

    step(as_ana, found, "again")
    step(as_ana, found, "names", **{"means-0": "nothing", "means-1": "nothing"})
    go_on(as_ana, found)

    assert found.count("skipped") == 3
    assert "There is nothing to write" in page_of(as_ana, found)


def test_queries_of_each_page(as_ana, ana, noon, django_assert_num_queries):
    with django_assert_num_queries(3):  # session, person, imports
        as_ana.get(URL)
    found = went_on(begun(ana, text_of(ROWS), noon), noon)
    with django_assert_num_queries(9):
        as_ana.get(f"{URL}{found.pk}/")
    step(as_ana, found, "names", **{"means-0": "goblet-squat", "means-1": "nothing"})
    go_on(as_ana, found)
    with django_assert_num_queries(7):
        as_ana.get(f"{URL}{found.pk}/")


def test_settings_and_an_empty_history_lead_here(as_ana):
    assert URL in as_ana.get("/settings/").content.decode()
    assert URL in as_ana.get("/history/").content.decode()


def test_file_that_is_being_read_is_no_part_of_the_download(as_ana, ana, noon):
    begun(ana, text_of(ROWS), noon)

    stored = json.loads(b"".join(as_ana.get(reverse("exchange:download"))))

    assert {"LogPiece", "ImportedRow", "LogImport"} & set(stored) == set()


def test_our_own_file_brings_nothing_that_is_here_already(as_ana, as_bo, ana, bo, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon - timedelta(minutes=50))
    written = b"".join(as_ana.get(reverse("exchange:sets_as_csv")))
    sets = SetLog.objects.of(ana).count()

    mine = imported(ana, written, noon)
    his = imported(bo, written, noon)

    assert (mine.writes_anything, mine.count("there_sessions")) == (False, 1)
    assert (SetLog.objects.of(ana).count(), his.count("new_sessions")) == (sets, 1)
    assert not imported(bo, written, noon).writes_anything
