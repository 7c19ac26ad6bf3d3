"""What ./bh test tells pytest, and what it says when all is over."""

import os

import pytest

from tests.bh.conftest import stopped

ON_TWO_CORES = ["-n", "2", "--dist", "worksteal"]
ON_POSTGRES = [
    "-m",
    "both_databases or not (browser or lives or without_database or one_database)",
]


@pytest.fixture
def pytest_ran(bh, ready, monkeypatch):
    """Run the tests on two cores and return pytest's arguments, each time."""
    monkeypatch.setattr(bh.os, "cpu_count", lambda: 2)
    (bh.ROOT / "tests/routines").mkdir(parents=True)
    (bh.ROOT / "tests/routines/test_rest.py").touch()

    def run(*arguments):
        bh.test([*arguments])
        assert {tuple(command[:3]) for command in bh.ran} == {(str(bh.PYTHON), "-m", "pytest")}
        return [command[3:] for command in bh.ran]

    return run


@pytest.mark.parametrize("asked", [[], ["-k", "plan"], ["-m", "browser"], ["-n", "0"]])
def test_tests_run_on_both_databases_and_on_every_core(pytest_ran, asked):
    assert pytest_ran(*asked) == [
        [*ON_TWO_CORES, *asked],
        ["-p", "tests.postgres", *ON_TWO_CORES, *ON_POSTGRES, *asked],
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ["tests/routines"],
        ["-x", "tests/routines/test_rest.py"],
        ["tests/routines/test_rest.py::test_rest_is_over[1]", "-q"],
    ],
)
def test_tests_that_are_named_run_all_on_both_databases_and_on_one_core(pytest_ran, asked):
    assert pytest_ran(*asked) == [asked, ["-p", "tests.postgres", *asked]]


def test_tests_run_on_one_core_where_they_are_to_be_debugged(pytest_ran):
    assert pytest_ran("-p", "no:xdist") == [
        ["-p", "no:xdist"],
        ["-p", "tests.postgres", *ON_POSTGRES, "-p", "no:xdist"],
    ]


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("sqlite", ON_TWO_CORES),
        ("postgres", ["-p", "tests.postgres", *ON_TWO_CORES, *ON_POSTGRES]),
    ],
)
def test_tests_run_on_one_database_where_it_is_named(pytest_ran, database, told):
    assert pytest_ran("--database", database, "-x") == [[*told, "-x"]]


@pytest.mark.parametrize(("cores", "workers"), [(None, "1"), (1, "1"), (3, "3"), (32, "4")])
def test_tests_run_on_as_many_cores_as_there_are_up_to_four(bh, monkeypatch, cores, workers):
    monkeypatch.setattr(bh.os, "cpu_count", lambda: cores)

    assert bh.on_every_core()[:2] == ["-n", workers]


def test_workers_of_one_run_have_sets_in_one_order_and_of_the_next_in_another(
    bh, ready, monkeypatch
):
    found = []
    for process in (41, 42):
        monkeypatch.delenv("PYTHONHASHSEED")
        monkeypatch.setattr(bh.os, "getpid", lambda process=process: process)
        bh.test([])
        found.append(os.environ["PYTHONHASHSEED"])

    assert found == ["41", "42"]


@pytest.mark.parametrize(
    ("took", "told"),
    [
        ({"sqlite": 64.6}, "1:05 on sqlite"),
        ({"sqlite": 365.4, "postgres": 150.4}, "6:05 on sqlite + 2:30 on postgres = 8:36"),
    ],
)
def test_durations_are_told_for_each_database_and_together(bh, took, told):
    assert bh.durations(took) == told


def test_tests_tell_how_long_they_took_though_they_failed(bh, ready, monkeypatch, capsys):
    clock = iter([0, 60, 60, 90])
    monkeypatch.setattr(bh.time, "monotonic", lambda: next(clock))
    bh.answers = {"pytest": 1}

    assert stopped(bh.test, []) == "bh: tests failed on sqlite and postgres."
    assert capsys.readouterr().out.endswith(
        "\n== tests took 1:00 on sqlite + 0:30 on postgres = 1:30 ==\n"
    )


def test_tests_refuse_another_database(bh, ready):
    assert stopped(bh.test, ["--database", "oracle"]) == "bh: --database takes sqlite or postgres."
    assert bh.ran == []


def test_tests_tell_where_they_failed_and_try_both(bh, ready):
    bh.answers = {"tests.postgres": 1}

    assert stopped(bh.test, []) == "bh: tests failed on postgres."
    assert len(bh.ran) == 2
