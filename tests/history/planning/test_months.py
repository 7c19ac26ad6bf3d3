"""The calendar's days and months."""

from datetime import date

from history.planning.months import Mark, month_of, year_of

TODAY = date(2026, 3, 4)


def test_month_is_whole_weeks_with_marks():
    month = month_of(
        TODAY,
        sessions={date(2026, 3, 2)},
        beside={date(2026, 3, 2), date(2026, 3, 3)},
        week_start=6,
        earliest=date(2026, 2, 28),
        today=TODAY,
    )

    assert [week[0].day.day if week[0] else None for week in month.weeks] == [1, 8, 15, 22, 29]
    marked = [each for week in month.weeks for each in week if each and each.mark]
    assert [(each.day.day, each.mark) for each in marked] == [(2, Mark.SESSION), (3, Mark.BESIDE)]
    assert [each.day for week in month.weeks for each in week if each and each.is_today] == [TODAY]
    assert (month.before, month.after) == (date(2026, 2, 28), None)


def test_months_beside_end_with_the_log_and_with_today():
    def beside(day: date) -> tuple[date | None, date | None]:
        month = month_of(
            day, sessions=(), beside=(), week_start=0, earliest=date(2025, 12, 31), today=TODAY
        )
        return month.before, month.after

    assert beside(date(2026, 1, 9)) == (date(2025, 12, 31), date(2026, 2, 28))
    assert beside(date(2026, 2, 1)) == (date(2026, 1, 31), TODAY)
    assert beside(date(2025, 12, 1)) == (None, date(2026, 1, 31))


def test_year_counts_sessions_by_month_up_to_today():
    sessions = {date(2026, 1, 31): 2, date(2026, 3, 2): 1, date(2025, 12, 31): 9}

    year = year_of(date(2026, 5, 1), sessions=sessions, earliest=date(2025, 12, 31), today=TODAY)

    assert [(each.last, each.sessions) for each in year.months] == [
        (date(2026, 1, 31), 2),
        (date(2026, 2, 28), 0),
        (TODAY, 1),
    ]
    assert (year.before, year.after) == (date(2025, 12, 31), None)
