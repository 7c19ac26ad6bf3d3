"""Above the sessions of History: twelve weeks, what went up, the back, a calendar."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from history.actions import record_result
from history.models import Activity
from history.planning.self_tests import Measured, SelfTest
from routines.models import DayMark, ItemSums, MorningCheck, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db


def words_of(answer) -> str:
    """Return the text of a page, without tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def marked(page: str) -> list[tuple[str, str]]:
    """Return the days of a page's calendar that lead to the log, with their marks."""
    return re.findall(r'href="\?until=([\d-]+)#log">\d+\s+<svg[^>]+><use href="#mark-(\w+)"', page)


def test_calendar_marks_days_and_leads_to_them(library, ana, as_ana, noon):
    for days in (400, 36, 2, 0):
        builders.done_on(ana, noon - timedelta(days=days))
    Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk")

    page = as_ana.get("/history/").content.decode()
    february = as_ana.get("/history/?until=2026-02-28").content.decode()
    last_year = as_ana.get("/history/?until=2025-12-31").content.decode()

    assert marked(page) == [
        ("2026-03-02", "session"), ("2026-03-03", "beside"), ("2026-03-04", "session")
    ]  # fmt: skip
    assert marked(february) == []
    assert re.findall(r'href="\?until=([\d-]+)#calendar"', page) == [
        *("2026-02-28", "2025-12-31", "2026-01-31", "2026-03-04"),
    ]
    # The month before the first session has no calendar to lead to, this one none after it.
    assert re.findall(r'href="\?until=([\d-]+)#calendar"', last_year) == [
        *("2025-11-30", "2026-01-31", "2026-03-04", "2025-01-31"),
    ]


def kinds(page: str) -> list[str]:
    """Return what each week of the strip was."""
    strip = page[page.index('<ol class="weeks">') : page.index("</ol>")]
    return re.findall(r'href="#mark-(\w+)"', strip)


def test_strip_shows_twelve_weeks_by_their_shape(library, ana, as_ana, noon):
    start = noon - timedelta(days=7 * 13 + 2)  # a Monday
    for week, sessions in enumerate([2, 2, 2, 1, 0, 0, 0, 0, 2, 2, 2, 2, 2, 1]):
        for number in range(sessions):
            builders.done_on(ana, start + timedelta(days=7 * week + 2 * number))
    day = start.date()
    DayMark.objects.create(user=ana, day=day + timedelta(days=7 * 4), mark="away")
    for week, mornings in ((6, (2, 2, 8)), (7, (2,))):
        for number, pain in enumerate(mornings):
            on = day + timedelta(days=7 * week + number)
            MorningCheck.objects.create(user=ana, day=on, pain=pain, recorded_at=noon)
    for number in range(14):
        on = day - timedelta(days=20 - number)
        MorningCheck.objects.create(user=ana, day=on, pain=1, recorded_at=noon)

    page = as_ana.get("/history/").content.decode()

    assert kinds(page) == [
        *("in_range", "one", "away", "none", "flare", "flare"),
        *("in_range", "in_range", "in_range", "in_range", "in_range", "running"),
    ]
    assert "6 of the last 8 weeks in range" in words_of(as_ana.get("/history/"))


def test_overview_says_what_went_up_since_the_month_before(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=40), level="L2", equipment=builders.GYM)
    before, now = (builders.finished(ana, noon - timedelta(days=days)) for days in (30, 2))
    for session, loads, amounts in ((before, 12, 20), (now, 16, 31)):
        ItemSums.objects.filter(session=session).update(load_kg=12, amount=20)
        heavier, longer = ItemSums.objects.filter(session=session).order_by("exercise")[:2]
        ItemSums.objects.filter(pk=heavier.pk).update(load_kg=loads)
        ItemSums.objects.filter(pk=longer.pk).update(amount=amounts, measure="seconds")

    page = as_ana.get("/history/").content.decode()
    ItemSums.objects.filter(session=now).update(load_kg=12, amount=20)
    kept = words_of(as_ana.get("/history/"))

    gains = page[page.index('<ul class="gains">') :]
    assert re.findall(r"<span>(.+?)</span>", gains[: gains.index("</ul>")]) == [
        "12 → 16 kg", "20 → 31 s"
    ]  # fmt: skip
    assert kept.count("You kept your gains.") == 1


def test_overview_says_which_tests_of_ones_own_went_up(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)
    for ago, left, right in ((40, 22, 30), (3, 31, 29)):
        record_result(
            user=ana,
            key=new_key(),
            test=SelfTest.ONE_LEG,
            day=noon.date() - timedelta(days=ago),
            measured=Measured(unit="seconds", left=Decimal(left), right=Decimal(right)),
            now=noon,
        )

    page = as_ana.get("/history/").content.decode()

    gains = page[page.index('<ul class="gains">') :]
    assert re.findall(r"<a href=.(.+?).>(.+?)</a> <span>(.+?)</span>", gains) == [
        ("/history/tests/one-leg/", "One-leg stand, left", "22 → 31 s")
    ]
    assert "You kept your gains." not in page


def test_overview_says_how_the_back_was(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    session = builders.finished(ana, noon)
    [item, left, *_others] = builders.strength(session)
    SessionItem.objects.filter(pk=item.pk).update(pain_high=4, pain=2)
    SessionItem.objects.filter(pk=left.pk).update(skipped="hurts")
    for number in range(28):
        on = noon.date() - timedelta(days=number)
        MorningCheck.objects.create(user=ana, day=on, pain=1 + number // 7, recorded_at=noon)

    page = words_of(as_ana.get("/history/"))

    assert "The last seven mornings 1.0 of 10 The seven before 2.0 of 10 less now" in page
    assert "The first seven 4.0 of 10 less now" in page
    assert f"{item.exercise_name}: in 1 session, up to 4 of 10" in page
    assert f"{left.exercise_name}, left out 1 time" in page


def test_exercises_of_the_log_are_found_by_the_library_s_search(library, ana, as_ana, as_bo, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)

    found = {
        query: as_ana.get("/history/exercises/", {"q": query}).content.decode()
        for query in ("", "glute bridg", "barbell", "x" * 101)
    }

    links = {
        query: re.findall(r'href="/history/exercises/([\w-]+)/"', page)
        for query, page in found.items()
    }
    assert len(links[""]) == 7
    assert (links["glute bridg"], links["barbell"]) == (["glute-bridge"], [])
    assert "Nothing in your log is called that." in found["barbell"]
    assert "Ensure this value has at most 100 characters" in found["x" * 101]
    assert "No set logged yet." in as_bo.get("/history/exercises/").content.decode()
