"""The answer to a change of one set: its row, and what else on the session's page depends on it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import PersonRequest
from backhealth.http import render_refused, wants_partial
from routines.compiled import answer
from routines.models import SessionItem, SetLog
from routines.views.rows import Filled, ItemCard, SetRow, next_up
from routines.views.session_page import page_of, session_context


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
    if not wants_partial(request):
        if filled is None:
            back = page_of(request, item.session_id, item=item, undo=str(undo.pk) if undo else "")
            return redirect(back)
        context = session_context(request, item.session, filled=filled)
        page = "routines/session.html"
        return render_refused(request, page, context) if refused else render(request, page, context)
    context = session_context(request, item.session, filled=filled, undo=undo, rows_of=item)
    card = next(each for each in context["cards"] if each.item.pk == item.pk)
    # A set taken back from an exercise that is skipped, or done twice, has no row any more.
    row = next((each for each in card.rows if each.key == key), None)
    rows = [row, *_new_rows(card, row)] if row else []
    changes = card.finds and filled is None
    # What another device has logged; and where a weight is looked for, the rows that it changes.
    others = [each for each in card.rows if each not in rows and (each.log or changes)]
    following = next_up(context["cards"], after=item.pk)
    context |= {
        "card": card,
        "rows": rows,
        "others": others,
        "moved": key if moved else None,
        "cue_moves": not moved
        and card.now_row is not None
        and card.now_row not in [*rows, *others],
        "next": following,
        # The focus moves to the next row, and stays in a row that is still to do.
        "focus": following if following and following[0] in context["shown"] else None,
        "stays": row is not None and row.log is None,
        "refused": refused,
    }
    template = "routines/_set_answer.jinja.html"
    return answer(request, template, context, status=422 if refused else 200)


def _new_rows(card: ItemCard, row: SetRow) -> list[SetRow]:
    """Return the row for another extra set after the last one, which the page hasn't got yet."""
    done = [each for each in card.rows if each.log]
    is_first_of_last = row.number == max((each.number for each in done), default=0) and (
        sum(each.number == row.number for each in done) == 1
    )
    if not row.log or not row.is_extra or not is_first_of_last:
        return []
    return [each for each in card.open_rows if each.number == row.number + 1]
