"""The answer to a change of one set: its row, and what else on the session's page depends on it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import PersonRequest
from backhealth.http import render_refused, wants_partial
from backhealth.prepared import Prepared
from exercises.vocabulary import Phase
from routines.compiled import answer
from routines.facts.units import ask_in_units_of_now
from routines.models import SessionItem, SetLog
from routines.views.rows import Filled, ItemCard, SetRow, cards, next_up, progress
from routines.views.session_page import (
    EFFORTS,
    SESSION,
    locked,
    page_of,
    rest_of,
    session_context,
    standing_logs,
    view_of,
)

# What is shown and counted of the session's other exercises.
OF_OTHERS = (
    *("session", "phase", "position", "exercise_name", "measure", "sets", "per_side", "sides"),
    *("skipped", "swapped_at", "superset", "removed"),
)

_EXERCISES = Prepared(
    lambda: SessionItem.objects.filter(session=SESSION, phase=Phase.STRENGTH).only(*OF_OTHERS)
)


def row_answer(
    request: PersonRequest,
    item: SessionItem,
    key: UUID,
    *,
    filled: Filled | None = None,
    undo: SetLog | None = None,
    moved: bool = False,
) -> HttpResponse:
    """Return only what a set changes: its row, the counters, the cue, the focus and the rest.

    Also the rows that another device has logged and that the page shows as open. `moved`: the set
    got another number than it was sent with, so the whole list of its exercise is returned.
    """
    refused = filled is not None and filled[2].is_bound
    if wants_partial(request):
        context = _context(request, item, filled=filled, undo=undo)
        context |= _rows(context, key, is_logged=filled is None)
        context |= {"moved": key if moved else None, "refused": refused}
        template = "routines/_set_answer.jinja.html"
        return answer(request, template, context, status=422 if refused else 200)
    if filled is None:
        back = page_of(request, item.session_id, item=item, undo=str(undo.pk) if undo else "")
        return redirect(back)
    context = session_context(request, item.session, filled=filled)
    page = "routines/session.html"
    return render_refused(request, page, context) if refused else render(request, page, context)


def _context(
    request: PersonRequest, item: SessionItem, *, filled: Filled | None, undo: SetLog | None
) -> dict[str, Any]:
    """Return the context of an answer about this item. Two queries: the strength items, and the
    sets."""
    session = item.session
    items = [item if each.pk == item.pk else each for each in _EXERCISES(session=session)]
    if session.is_running:
        ask_in_units_of_now([item], request.user)
    logs = standing_logs(session=session)
    found = cards(items, logs, filled=filled, undo=undo, weighed={item.pk})
    done, wanted = progress(found)
    following = next_up(found, after=item.pk)
    _allowed, closed = locked(request.user, session)
    return {
        "session": session,
        "card": next(card for card in found if card.item.pk == item.pk),
        "sets_done": done,
        "sets_prescribed": wanted,
        "next": following,
        "efforts": EFFORTS,
        "rest": rest_of(session, following),
        **view_of(request, found, closed, following),
    }


def _rows(context: dict[str, Any], key: UUID, *, is_logged: bool) -> dict[str, Any]:
    """Return the rows of an answer: the one with this key, and those that it changes."""
    card, following = context["card"], context["next"]
    # A set taken back from an exercise that is skipped, or done twice, has no row any more.
    row = next((each for each in card.rows if each.key == key), None)
    rows = [row, *_new_rows(card, row)] if row else []
    changes = card.finds and is_logged
    # What another device has logged; and where a weight is looked for, the rows that it changes.
    others = [each for each in card.rows if each not in rows and (each.log or changes)]
    now = card.now_row
    return {
        "rows": rows,
        "others": others,
        "cue_moves": now is not None and now not in [*rows, *others],
        # The focus moves to the next row, and stays in a row that is still to do.
        "focus": following if following and following[0] in context["shown"] else None,
        "stays": row is not None and row.log is None,
    }


def _new_rows(card: ItemCard, row: SetRow) -> list[SetRow]:
    """Return the row for another extra set after the last one, which the page hasn't got yet."""
    done = [each for each in card.rows if each.log]
    is_first_of_last = row.number == max((each.number for each in done), default=0) and (
        sum(each.number == row.number for each in done) == 1
    )
    if not row.log or not row.is_extra or not is_first_of_last:
        return []
    return [each for each in card.open_rows if each.number == row.number + 1]
