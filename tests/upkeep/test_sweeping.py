"""What nobody can use any more is deleted, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from accounts import limits
from accounts.limits import RateLimit, Use
from accounts.models import Allowance, BrowserSession
from accounts.sessions import LASTS
from exchange.models import ApiToken, BroughtFile, BroughtPiece, LogImport, LogPiece, State
from history.models import ReportLink
from tests import builders
from tests.conftest import NOON
from upkeep import sweeping
from upkeep.turn import Turn

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def turn():
    made = Turn(now=NOON, clock=lambda: NOON, holder="one")
    made.renew()
    return made


@pytest.fixture(autouse=True)
def _somebody_is_here():
    log_in("here", NOON + LASTS)


def log_in(key, ends_at):
    BrowserSession.objects.create(session_key=key, session_data="", expire_date=ends_at)


def test_log_ins_that_have_expired_go(turn):
    log_in("gone", NOON - SECOND)
    log_in("just", NOON)
    log_in("stays", NOON + SECOND)

    assert sweeping.end_browser_sessions(turn) == {"deleted": 2}
    assert set(BrowserSession.objects.values_list("pk", flat=True)) == {"stays", "here"}


def test_clock_that_jumps_ahead_ends_no_log_in(turn):
    log_in("ends", NOON + SECOND)
    later = replace(turn, now=NOON + 10 * LASTS)

    assert sweeping.end_browser_sessions(later) == {"deleted": 1}
    assert list(BrowserSession.objects.values_list("pk", flat=True)) == ["here"]


def test_limits_that_are_free_again_go(turn):
    limit = RateLimit("some", 2, timedelta(minutes=10))
    limits.take([Use(limit, "ana")], now=NOON - timedelta(minutes=6))
    limits.take([Use(limit, "bo")], now=NOON - timedelta(minutes=4))

    assert sweeping.forget_allowances(turn) == {"deleted": 1}
    assert [row.pk for row in Allowance.objects.all()] == [Use(limit, "bo").key]


def test_links_to_a_sheet_that_have_ended_go(turn, ana, bo):
    builders.sheet_link(ana, NOON - timedelta(days=14))
    builders.sheet_link(bo, NOON - timedelta(days=13))

    assert sweeping.end_report_links(turn) == {"deleted": 1}
    assert [link.user for link in ReportLink.objects.all()] == [bo]


def test_tokens_that_have_ended_go(turn, ana, bo):
    builders.api_token(ana, NOON - timedelta(days=30), days=30)
    kept, _secret = builders.api_token(bo, NOON - timedelta(days=29), days=30)

    assert sweeping.end_tokens(turn) == {"deleted": 1}
    assert list(ApiToken.objects.all()) == [kept]


def test_files_that_nobody_said_yes_to_within_a_day_go_with_their_pieces(turn, ana, bo):
    for user, hours in ((ana, 24), (bo, 23)):
        made_at = NOON - timedelta(hours=hours)
        file = BroughtFile.objects.create(user=user, made_at=made_at, size=1)
        BroughtPiece.objects.create(user=user, file=file, number=0, content=b"")

    assert sweeping.end_brought_files(turn) == {"deleted": 1}
    assert [each.user for each in BroughtFile.objects.all()] == [bo]
    assert [each.user for each in BroughtPiece.objects.all()] == [bo]


def test_files_of_other_apps_that_nobody_went_on_with_go_after_a_week(turn, ana, bo):
    for user, days in ((ana, 7), (bo, 6)):
        made_at = NOON - timedelta(days=days)
        found = LogImport.objects.create(user=user, made_at=made_at, app="hevy")
        LogPiece.objects.create(user=user, of=found, is_text=True, number=0, content=b"")
    done = LogImport.objects.create(
        user=ana, made_at=NOON - timedelta(days=70), app="hevy", state=State.DONE
    )

    assert sweeping.end_log_imports(turn) == {"deleted": 1}
    assert {each.user for each in LogImport.objects.open()} == {bo}
    assert [each.user for each in LogPiece.objects.all()] == [bo]
    assert LogImport.objects.filter(pk=done.pk).exists()


@pytest.mark.parametrize("rows", [0, 1, 4, 5, 6, 11])
def test_many_rows_go_in_batches_between_which_the_lease_is_renewed(monkeypatch, rows):
    monkeypatch.setattr(sweeping, "BATCH", 5)
    for number in range(rows):
        log_in(f"gone {number}", NOON - SECOND)
    log_in("stays", NOON + SECOND)
    moments = count()
    slow = Turn(now=NOON, clock=lambda: NOON + next(moments) * SECOND, holder="one")

    assert sweeping.end_browser_sessions(slow) == {"deleted": rows}
    assert BrowserSession.objects.count() == 2
    assert next(moments) == rows // 5
