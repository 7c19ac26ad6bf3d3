"""Comparing a file that was read with the log, so that only what is new is written."""

import json
from collections import Counter
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import transaction

from accounts.actions import lock_person
from backhealth.prepared import Inserted
from exchange.actions.session_rows import Compared, Words
from exchange.facts.log_imports import stands_for
from exchange.facts.newest import newest
from exchange.logs.compact import compact_reason, restored
from exchange.logs.content import LeftOut, content_of
from exchange.logs.rows import Row, Unit
from exchange.models import ImportedRow, LogImport, LogPiece, State, Status
from exchange.models.log_import import packed

# Rows of one step.
MOST_ROWS = 2500
SHOWN = 60

_insert_rows = Inserted(ImportedRow)


def compare_on(*, log_import: LogImport, today: date, words: Words) -> LogImport:
    """Compare the next sessions of a file with the log; after the last one, wait for the person's
    yes.

    `words` are written into notes. If another tab is faster, nothing is done.
    """
    if log_import.state != State.COMPARING:
        return log_import
    sessions, more, is_last = _next_sessions(log_import)
    # Worked out outside of the transaction, because it takes most of a second.
    found = Compared(log_import, sessions, today, words)
    names = stands_for(log_import.user, log_import.names)
    unit = Unit(log_import.unit) if log_import.unit else None
    left_out: list[ImportedRow] = []
    counts = Counter({name: n for name, n in log_import.counts.items() if name != "since"})
    since = log_import.counts.get("since")
    for key, rows in sessions:
        content = content_of(key, rows, names, unit=unit, warm_up=words.warm_up, drop=words.drop)
        found.add(key, rows, content)
        counts["skipped"] += content.skipped
        left_out += [_left_out(log_import, row, why) for row, why in content.left_out]
    content_text = packed(json.dumps(found.as_json()))
    counts.update(found.counts)
    counts["left_out"] += len(left_out) + more
    if found.since:
        since = min(since or found.since, found.since)
    reasons = _insert_rows.rows(left_out)
    with transaction.atomic():
        lock_person(log_import.user_id)
        mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
        if mine.state != State.COMPARING or mine.resume_at != log_import.resume_at:
            return mine
        _insert_rows.insert(reasons)
        LogPiece.objects.create(
            user_id=mine.user_id,
            of=mine,
            is_text=False,
            number=mine.stored.filter(is_text=False).count(),
            content=content_text,
        )
        mine.done += len(sessions)
        mine.counts = {**counts, "since": since}
        mine.newest = newest([*mine.newest, *found.newest])
        if sessions:
            mine.resume_at = sessions[-1][0]
        if is_last:
            mine.state = State.PREVIEW
        mine.save()
    return mine


def _next_sessions(log_import: LogImport) -> tuple[list[tuple[UUID, list[Row]]], int, bool]:
    """Return the next whole sessions with their rows, and whether they are the last ones.

    Of a session with more rows than anybody does, only as many as one step takes; second is how
    many more it has.
    """
    rows = ImportedRow.objects.filter(of=log_import, status=Status.SET)
    if log_import.resume_at:
        rows = rows.filter(session__gt=log_import.resume_at)
    read = list(
        rows.order_by("session", "line").values_list("session", "line", "content")[:MOST_ROWS]
    )
    found = [
        (key, [restored(line, text) for _key, line, text in group])
        for key, group in groupby(read, key=lambda row: row[0])
    ]
    is_last = len(read) < MOST_ROWS
    if is_last:
        return found, 0, True
    if len(found) > 1:
        return found[:-1], 0, False
    key, line = read[-1][:2]
    return found, rows.filter(session=key, line__gt=line).count(), False


def _left_out(log_import: LogImport, row: Row, why: LeftOut) -> ImportedRow:
    return ImportedRow(
        user_id=log_import.user_id,
        of=log_import,
        status=Status.LEFT_OUT,
        line=row.line,
        content=compact_reason(why, "", row.exercise[:SHOWN]),
    )
