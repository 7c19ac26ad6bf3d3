"""Whether a page got slower than in a former run: by more than it varies anyway."""

import json

import pytest

from bench import compare


def run(**per_second: list[float]) -> dict:
    """Return a run's JSON with a floor of 100 requests per second in each of its rounds."""
    names = {"floor": [100.0] * len(next(iter(per_second.values()))), **per_second}
    rounds = [
        {name: {"answers": values[number], "seconds": 1.0} for name, values in names.items()}
        for number in range(len(names["floor"]))
    ]
    pages = [{"page": name, "floor": None if name == "floor" else "floor"} for name in names]
    return {"pages": pages, "rounds": rounds}


def compared(former: dict, now: dict) -> compare.Comparison:
    return compare.compare(compare.ratios(former), compare.ratios(now))


@pytest.mark.parametrize(
    ("former", "now", "slower"),
    [
        ([50, 52, 54], [50, 52, 54], []),
        ([50, 52, 54], [47, 49, 48], []),  # within the spread of the former run
        ([50, 51, 52], [40, 48, 49], []),  # within the spread of this run
        ([50, 52, 54], [46, 47, 47], ["plan"]),
        ([50, 52, 54], [80, 80, 81], []),  # faster
    ],
)
def test_page_is_slower_if_it_lost_more_than_either_run_varies(former, now, slower):
    found = compared(run(plan=former), run(plan=now))

    assert [each.page for each in found.slower] == slower


def test_comparison_is_of_ratios_and_not_of_a_machine():
    former, now = run(plan=[50, 51]), run(plan=[50, 51])
    for found in now["rounds"]:
        for each in found.values():
            each["seconds"] = 3.0

    [change] = compared(former, now).changes

    assert (change.former, change.now) == (0.505, pytest.approx(0.505))


def test_slowest_is_named_first_and_pages_of_one_run_are_named():
    former = run(plan=[50, 50], today=[50, 50], gone=[9, 9])
    now = run(plan=[40, 40], today=[20, 20], new=[9, 9])

    found = compared(former, now)

    assert compare.text(found).splitlines() == [
        "slower: today: 0.500 → 0.200 of its floor, spread 0.000",
        "slower: plan: 0.500 → 0.400 of its floor, spread 0.000",
        "in the former run only: gone",
        "in this run only: new",
    ]


def test_equal_runs_say_so():
    found = compared(run(plan=[50, 51]), run(plan=[50, 51]))

    assert compare.text(found) == "no page of 1 got slower by more than its spread"


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps(run(plan=[50]))])
def test_file_that_is_no_run_of_two_rounds_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text)

    with pytest.raises(compare.NotComparable):
        compare.read(tmp_path / "run.json")


def test_file_of_a_run_is_read(tmp_path):
    (tmp_path / "run.json").write_text(json.dumps(run(plan=[50, 51])))

    assert compare.read(tmp_path / "run.json") == {"plan": [0.5, 0.51]}
