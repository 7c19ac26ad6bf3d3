"""A set in words: each weight before what was done with it, wherever a set is read; with effort,
note, and what the exercise asked for beside."""

import re
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from accounts.keys import new_key
from routines.actions.log import SetEntry, correct_set, log_set
from routines.actions.session import finish_session
from routines.models import SessionItem, SetLog, other_side
from routines.models.session import LoggedRow
from routines.templatetags.routine_words import previous_text, row_said, row_text
from tests import builders

SLUG = "walking-lunge"
KG, LB = "kg", "lb"


def row_of(left, right) -> LoggedRow:
    """From (amount, load, unit) of either side."""
    logs = []
    for side, (amount, load, unit) in (("left", left), ("right", right)):
        log = SetLog(number=1, side=side, amount=amount)
        log.weigh(None if load is None else Decimal(load), unit)
        logs.append(log)
    return LoggedRow(*logs)


@pytest.mark.parametrize(
    ("measure", "left", "right", "text", "said"),
    [
        ("reps", (8, "5.00", KG), (6, "5.00", KG), "5 kg × 8 + 6",
         "left 8, right 6 repetitions, with 5 kg"),
        ("reps", (8, "7.50", KG), (6, "5.00", KG), "7.5 kg × 8 + 5 kg × 6",
         "left 8 repetitions, with 7.5 kg; right 6 repetitions, with 5 kg"),
        ("reps", (8, "10.00", KG), (8, "5.00", KG), "10 kg × 8 + 5 kg × 8",
         "left 8 repetitions, with 10 kg; right 8 repetitions, with 5 kg"),
        ("reps", (8, "5.00", KG), (8, "5.00", LB), "5 kg × 8 + 5 lb × 8",
         "left 8 repetitions, with 5 kg; right 8 repetitions, with 5 lb"),
        ("reps", (8, "5.00", KG), (8, "5.00", KG), "5 kg × 8", "8 repetitions, with 5 kg"),
        ("reps", (8, None, KG), (6, None, KG), "8 + 6 reps", "left 8, right 6 repetitions"),
        ("reps", (8, None, KG), (6, "5.00", KG), "0 kg × 8 + 5 kg × 6",
         "left 8 repetitions; right 6 repetitions, with 5 kg"),
        ("reps", (1, "0.00", LB), (1, None, KG), "1 rep", "1 repetition"),
        ("seconds", (20, "5.00", KG), (15, "5.00", KG), "5 kg × 20 + 15 s",
         "left 20, right 15 seconds, with 5 kg"),
    ],
)  # fmt: skip
def test_sides_stand_beside_their_own_weights(measure, left, right, text, said):
    item, row = SessionItem(measure=measure), row_of(left, right)
    names = ("amount", "load", "unit")
    previous = dict(zip(names, left, strict=True)) | {
        f"{name}_right": value for name, value in zip(names, right, strict=True)
    }
    previous |= {
        name: previous[name] and previous[name].removesuffix(".00").replace(".50", ".5")
        for name in ("load", "load_right")
    }

    assert (row_text(row, item), row_said(row, item)) == (text, said)
    assert previous_text(previous, item) == text


def test_every_weight_stands_before_its_own_repetitions():
    """No weight is ever read with the other side's figure."""
    item = SessionItem(measure="reps")
    sides = list(product((6, 8), (None, "5", "7.5"), (KG, LB)))

    for left, right in product(sides, sides):
        text = row_text(row_of(left, right), item)
        # "5 kg × 8 + 6": a figure without a weight of its own has the previous one's.
        read, weight = [], None
        for part in text.removesuffix(" reps").split(" + "):
            found = re.fullmatch(r"(?:(\S+ (?:kg|lb)) × )?(\d+)(?: reps)?", part)
            weight = found[1] or weight
            read.append((int(found[2]), weight))

        read = read if len(read) == 2 else read * 2
        read = [
            (amount, weight if weight and weight[0] != "0" else None) for amount, weight in read
        ]
        assert read == [(amount, load and f"{load} {unit}") for amount, load, unit in (left, right)]


@pytest.fixture
def lunges(library, ana, noon):
    """Ana's running session; its item of walking lunges, 5 kg, left 8 and right 6."""
    builders.plan(ana, noon, level="L3", equipment=builders.GYM)
    session = builders.session(ana, noon)
    item = session.items.select_related("session", "exercise").get(exercise=SLUG)
    entry = SetEntry(
        number=1, amount=8, amount_right=6, load=Decimal(5), rir=2, note="knee & all fine"
    )
    log_set(item=item, key=new_key(), entry=entry, now=noon)
    return item


def words(page: str) -> list[tuple[str, str]]:
    """(seen, said) of every set that is done."""
    found = re.findall(
        r'<span aria-hidden="true">([^<]*\d[^<]*)</span>\s*<span class="visually-hidden">([^<]+)<',
        page,
    )
    return [(seen, said) for seen, said in found if "×" in seen or "rep" in seen]


def test_set_of_two_sides_reads_the_same_on_every_page(lunges, ana, as_ana, noon):
    log = SetLog.objects.get(item=lunges, side="left")
    once = ("5 kg × 8 + 6", "left 8, right 6 repetitions, with 5 kg")

    running = as_ana.get(f"/sessions/{lunges.session_id}/").content.decode()
    finish_session(session=lunges.session, rir=None, note="", now=noon)
    pages = [
        as_ana.get(url).content.decode()
        for url in (
            "/history/",
            f"/history/exercises/{lunges.exercise_id}/",
            f"/history/exercises/{lunges.exercise_id}/mine/",
        )
    ]
    assert [words(page) for page in (running, *pages)] == [[once]] * 4
    entry = SetEntry(number=1, side="left", amount=8, load=Decimal("7.5"), rir=2, note="")
    correct_set(log=log, entry=entry, now=noon + timedelta(minutes=5))

    [(seen, said)] = words(as_ana.get("/history/").content.decode())

    assert seen == "7.5 kg × 8 + 5 kg × 6"
    assert said == "left 8 repetitions, with 7.5 kg; right 6 repetitions, with 5 kg"


def test_correction_names_its_side_and_leads_to_the_other(lunges, as_ana):
    left = SetLog.objects.get(item=lunges, side="left")

    page = as_ana.get(f"/sets/{left.pk}/").content.decode()

    assert page.count("· left</p>") == 1
    assert page.count(f'href="/sets/{other_side(left.pk)}/">') == 1
    assert page.count("Correct the right side") == 1


def test_what_is_said_of_a_set_is_read_in_the_history(lunges, as_ana, noon):
    SessionItem.objects.filter(pk=lunges.pk).update(
        pain=1, pain_high=3, height_cm=Decimal(15), band=1, hold_s=3, pause_s=2
    )
    finish_session(session=lunges.session, rir=None, note="", now=noon)

    for url in (
        "/history/",
        f"/history/exercises/{lunges.exercise_id}/",
        f"/history/exercises/{lunges.exercise_id}/mine/",
    ):
        page = as_ana.get(url).content.decode()

        assert page.count("2 in reserve") == 1
        assert page.count("knee &amp; all fine") == 1
        assert page.count("Highest pain: 3 of 10") == 1
        beside = re.findall(r'<span class="nowrap">([^<]*)</span>', page)
        assert beside == ["step 15 cm", "lightest band", "hold 3 s", "pause 2 s"]


def test_last_time_says_the_effort_and_the_note(lunges, ana, as_ana, noon):
    finish_session(session=lunges.session, rir=None, note="", now=noon)
    between = builders.session(ana, noon + timedelta(days=2))
    finish_session(session=between, rir=None, note="", now=noon + timedelta(days=2))
    again = builders.session(ana, noon + timedelta(days=5))

    page = as_ana.get(f"/sessions/{again.pk}/").content.decode()

    said = re.findall(r'<p class="set__last">([^<]*)</p>', page)
    assert [" ".join(each.split()) for each in said] == [
        "Last time: 2 in reserve “knee &amp; all fine”"
    ]
