"""/learn/warm-up/, /learn/cool-down/, /learn/water/: lists to follow, in order, with times."""

import html
import re

import pytest
from django.utils.html import strip_tags

from exercises.dose import Range, dose_from
from exercises.models import Exercise
from learn.guides import COOL_DOWN, WARM_UP, guide, seconds_of
from learn.templatetags.learn_words import time_range

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def told(markup):
    return " ".join(html.unescape(strip_tags(markup)).split())


def steps(client, path):
    """Each step's heading with its time, and its rows: number and name, dose, cue, address."""
    page = client.get(path).content.decode()
    return [
        (
            told(re.search(r"<h2>(.*?)</h2>", section, re.DOTALL)[1]),
            [
                (
                    told(re.search(r"<h3>(.*?)</h3>", row, re.DOTALL)[1]),
                    *(told(part) for part in re.findall(r"<p [^>]*>(.*?)</p>", row, re.DOTALL)),
                    re.search(r'href="([^"]*)"', row)[1],
                )
                for row in re.findall(r"<li class=.guide-row.*?</li>", section, re.DOTALL)
            ],
        )
        for section in re.findall(r'<section class="guide-step">.*?</section>', page, re.DOTALL)
    ]


def test_warm_up_lists_its_exercises_in_order(client):
    assert steps(client, "/learn/warm-up/") == [
        (
            "Get warm 1–2 min",
            [
                (
                    "1 March on the spot",
                    "1 set of 60–120 seconds",
                    "Tall as a lamp post",
                    "/exercises/march-in-place/",
                )
            ],
        ),
        (
            "Loosen the arms 1 min 5 s",
            [
                (
                    "2 Arm circles",
                    "1 set of 8–10 repetitions (each direction) · about 40 s",
                    "Paint circles on the side walls",
                    "/exercises/arm-circles/",
                ),
                (
                    "3 Arm swings",
                    "1 set of 10–12 repetitions · about 25 s",
                    "Hug, then open a curtain",
                    "/exercises/arm-swings/",
                ),
            ],
        ),
        (
            "Loosen hips, knees and ankles 3:10–3:25 min",
            [
                (
                    "4 Hip circles",
                    "1 set of 5–8 repetitions on each side (each way) · about 1 min",
                    "Stir a big pot with your knee",
                    "/exercises/hip-circles/",
                ),
                (
                    "5 Leg swings",
                    (
                        "1 set of 8–12 repetitions on each side (front-back; optionally "
                        "side-to-side) · about 1 min"
                    ),
                    "Pendulum from the hip",
                    "/exercises/leg-swings/",
                ),
                (
                    "6 Heel-to-seat kicks",
                    "1 set of 30–45 seconds",
                    "Heel taps the back pocket",
                    "/exercises/butt-kicks/",
                ),
                (
                    "7 Ankle circles",
                    "1 set of 4–6 repetitions on each side (each way) · about 40 s",
                    "Stir a cup with your big toe",
                    "/exercises/ankle-circles/",
                ),
            ],
        ),
        (
            "Easy lunges 1 min 40 s",
            [
                (
                    "8 Easy forward lunge",
                    "1 set of 4–6 repetitions on each side · about 50 s",
                    "Easy depth, tall chest",
                    "/exercises/warm-up-forward-lunge/",
                ),
                (
                    "9 Easy side lunge",
                    "1 set of 4–6 repetitions on each side · about 50 s",
                    "Sit into one hip",
                    "/exercises/warm-up-side-lunge/",
                ),
            ],
        ),
        (
            "Wake up the spine 45 s",
            [
                (
                    "10 Cat-camel",
                    "1 set of 5–8 repetitions · about 45 s",
                    "Slow wave through the spine",
                    "/exercises/cat-camel/",
                )
            ],
        ),
    ]


def test_cool_down_keeps_its_order(client):
    listed = [(step, [row[0] for row in rows]) for step, rows in steps(client, "/learn/cool-down/")]

    assert listed == [
        ("Walk slowly 2–3 min", ["1 Slow walk"]),
        ("Loosen before you hold", []),
        (
            "Roll lightly 1:40–2:20 min",
            [
                "2 Foam roll, front of thighs",
                "3 Foam roll, back of thighs",
                "4 Foam roll, calves",
                "5 Foam roll, buttocks",
            ],
        ),
        (
            "Stretch and hold 2:40–4:00 min",
            [
                "6 Front-of-thigh stretch",
                "7 Back-of-thigh stretch, lying",
                "8 Calf stretch at the wall",
                "9 Buttock stretch (figure four)",
            ],
        ),
        (
            "Three yoga poses 0:50–1:30 min",
            ["10 Low cobra", "11 Bridge pose", "12 Downward-facing dog"],
        ),
        (
            "If you have more time 1–2 min",
            ["13 Hip-front stretch, half kneeling", "14 Child's pose"],
        ),
    ]


def test_water_page_lists_both_ways_and_who_should_take_care(client):
    assert steps(client, "/learn/water/") == [
        (
            "Two ways to begin",
            [
                (
                    "1 Water walking",
                    "1 set of 10–30 minutes",
                    "Push the water, not the floor",
                    "/exercises/water-walking/",
                ),
                (
                    "2 Water aerobics",
                    "1 set of 20–45 minutes",
                    "Push the water away",
                    "/exercises/water-aerobics/",
                ),
            ],
        )
    ]
    care = client.get("/learn/water/").content.decode().partition("<h2>Take care</h2>")[2]
    walking, aerobics = Exercise.objects.filter(slug__in=["water-walking", "water-aerobics"])
    assert [told(item) for item in re.findall(r"<li>(.*?)</li>", care)[:2]] == [
        walking.changes["pool_safety"],
        aerobics.who_modify,
    ]


@pytest.mark.parametrize(
    ("path", "sum_"),
    [("/learn/warm-up/", "7:40–8:55 min"), ("/learn/cool-down/", "7:10–10:50 min")],
)
def test_list_tells_how_long_it_takes_without_the_extra_ones(client, path, sum_):
    page = client.get(path).content.decode()

    assert re.findall(r"<strong>([^<]*)</strong>", page) == [sum_]


@pytest.mark.parametrize(("plan", "phase"), [(WARM_UP, "warm-up"), (COOL_DOWN, "cool-down")])
def test_list_holds_every_exercise_of_its_phase_once(plan, phase):
    named = [slug for slugs in plan.values() for slug in slugs]

    assert sorted(named) == sorted(
        Exercise.objects.filter(phase=phase).values_list("slug", flat=True)
    )


def test_warm_up_has_the_order_of_a_session():
    named = [slug for slugs in WARM_UP.values() for slug in slugs]

    in_sessions = Exercise.objects.filter(phase="warm-up").order_by("position")
    assert named == list(in_sessions.values_list("slug", flat=True))


def test_retired_exercise_is_left_out_and_the_rest_is_numbered_through(client):
    Exercise.objects.filter(slug="arm-circles").update(retired_at="2026-01-05T00:00Z")

    shown = guide(WARM_UP, Exercise.objects.library())

    assert [row.exercise.slug for row in shown.steps["arms"]] == ["arm-swings"]
    rows = [row for each in shown.steps.values() for row in each]
    assert [row.number for row in rows] == list(range(1, 10))
    assert client.get("/learn/warm-up/").status_code == 200


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ({"reps": [8, 10], "est_seconds": 40}, (40, 40)),
        ({"seconds": [20, 30], "per_side": True}, (40, 60)),
        ({"seconds": [15, 30]}, (15, 30)),
        ({"minutes": [2, 3]}, (120, 180)),
    ],
)
def test_seconds_of_a_dose_count_both_sides_of_one_set(dose, expected):
    assert seconds_of(dose_from({"sets": [1, 2], "rest_s": 5, **dose})) == expected


def test_seconds_of_repetitions_without_an_estimate_are_refused():
    with pytest.raises(ValueError, match="without est_seconds"):
        seconds_of(dose_from({"sets": [1, 2], "rest_s": 5, "reps": [8, 10]}))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (25, 25, "25 s"),
        (65, 65, "1 min 5 s"),
        (20, 30, "20–30 s"),
        (60, 120, "1–2 min"),
        (40, 60, "0:40–1:00 min"),
        (420, 495, "7:00–8:15 min"),
    ],
)
def test_time_range_is_told_in_the_shortest_way(low, high, expected):
    assert time_range(Range(low, high)) == expected
