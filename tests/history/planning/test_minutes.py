"""How long a session took, and when its times say nothing."""

from datetime import datetime, timedelta

import pytest

from history.planning.minutes import minutes_of

SIX = datetime(2026, 3, 4, 18, 0)  # noqa: DTZ001 — only the difference counts


@pytest.mark.parametrize(
    ("took", "is_written_later", "expected"),
    [
        (timedelta(minutes=42, seconds=40), False, 43),
        (timedelta(minutes=240), False, 240),
        (timedelta(minutes=241), False, None),  # left open
        (timedelta(seconds=20), False, None),
        (timedelta(minutes=42), True, None),
        (None, False, None),
    ],
)
def test_minutes_are_those_of_a_session_that_was_timed(took, is_written_later, expected):
    ended = SIX + took if took is not None else None

    assert minutes_of(SIX, ended, written_later=is_written_later) == expected
