"""Delete what nobody can use any more, in small batches, so that no table is locked for long."""

from collections.abc import Callable

from django.db.models import Q

from accounts.limits import forget_unused
from accounts.models import BrowserSession
from accounts.sessions import last_visit_of_anybody
from exchange import actions as exchange
from exchange.models import ApiToken, BroughtFile, LogImport
from exchange.models.brought_file import KEPT_FOR
from exchange.models.log_import import WAITS_FOR
from history.models import ReportLink
from reminders import actions as reminders
from upkeep.turn import Counts, Turn

BATCH = 500
MOST_FILES = 20  # in one turn, as each may have 200,000 rows


def end_browser_sessions(turn: Turn) -> Counts:
    """Delete log-ins that have expired."""
    over = Q(expire_date__lte=last_visit_of_anybody(turn.now))
    ended = BrowserSession.objects.filter(over).order_by("expire_date")

    def some() -> int:
        keys = list(ended.values_list("pk", flat=True)[:BATCH])
        return BrowserSession.objects.filter(over, pk__in=keys).delete()[0]

    return _all(some, turn)


def forget_allowances(turn: Turn) -> Counts:
    """Delete the counts of limits of which everything is free again."""
    return _all(lambda: forget_unused(turn.now, most=BATCH), turn)


def end_report_links(turn: Turn) -> Counts:
    """Delete links to a sheet that have ended."""
    ended = ReportLink.objects.filter(ends_at__lte=turn.now).order_by("ends_at")

    def some() -> int:
        keys = list(ended.values_list("pk", flat=True)[:BATCH])
        return ReportLink.objects.filter(pk__in=keys).delete()[0]

    return _all(some, turn)


def end_tokens(turn: Turn) -> Counts:
    """Delete tokens of the API that have ended."""
    ended = ApiToken.objects.filter(ends_at__lte=turn.now).order_by("ends_at")

    def some() -> int:
        keys = list(ended.values_list("pk", flat=True)[:BATCH])
        return ApiToken.objects.filter(pk__in=keys).delete()[0]

    return _all(some, turn)


def end_brought_files(turn: Turn) -> Counts:
    """Delete files that were brought, and that nobody said yes to within a day."""
    ended = BroughtFile.objects.filter(made_at__lte=turn.now - KEPT_FOR).order_by("made_at")

    def some() -> int:
        keys = list(ended.values_list("pk", flat=True)[:BATCH])
        BroughtFile.objects.filter(pk__in=keys).delete()
        return len(keys)

    return _all(some, turn)


def forget_reminders(turn: Turn) -> Counts:
    """Delete reminders of two weeks ago: no day of then is reminded of again."""
    return _all(lambda: reminders.forget_reminders(now=turn.now, most=BATCH), turn)


def forget_devices(turn: Turn) -> Counts:
    """Delete devices that got reminders, and on which nobody is logged in any more."""
    return _all(lambda: reminders.forget_left_devices(now=turn.now, most=BATCH), turn)


def end_log_imports(turn: Turn) -> Counts:
    """Delete files of other apps that nobody went on with for a week; nothing of them is in the
    log."""
    waiting = LogImport.objects.unwritten().filter(made_at__lte=turn.now - WAITS_FOR)
    deleted = 0
    for each in waiting.order_by("made_at")[:MOST_FILES]:
        exchange.abandon_import(log_import=each)
        deleted += 1
        turn.renew()
    return {"deleted": deleted}


def _all(some: Callable[[], int], turn: Turn) -> Counts:
    """Delete batch after batch until one isn't full."""
    deleted = 0
    while True:
        batch = some()
        deleted += batch
        if batch < BATCH:
            return {"deleted": deleted}
        turn.renew()
