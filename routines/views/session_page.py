"""What the session page shows: the whole list, or one exercise at a time; and the parts of it
that answer htmx."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import render_refused, wants_partial
from routines.actions.clearance import allowed_on
from routines.actions.item import offered_swaps
from routines.forms import ViewForm
from routines.forms.log import EFFORT
from routines.forms.session import PAINS, REASONS
from routines.models import Session, SessionItem, SetLog, Skip
from routines.views.rows import Filled, ItemCard, SetRow, cards, next_up, progress


def session_context(
    request: PersonRequest,
    session: Session,
    *,
    filled: Filled | None = None,
    undo: SetLog | None = None,
) -> dict[str, Any]:
    """Two queries: the items with their exercises, and the sets; one more where a whole exercise
    is shown, for the person's cautions and what closes strength training; three more where one
    hurts so much that another is offered."""
    items = list(session.items.select_related("exercise"))
    logs = list(SetLog.objects.standing().filter(item__session=session))
    found = cards(items, logs, filled=filled, undo=undo)
    done, wanted = progress(found)
    # Asked of the database where a whole exercise is shown; a single row doesn't need it.
    allowed = SimpleLazyObject(lambda: allowed_on(request.user, request.user.today()))
    # The log is open behind a lock too; what leads on to more training isn't.
    closed = SimpleLazyObject(lambda: session.is_running and allowed.lock is not None)
    context = {
        "session": session,
        "cards": found,
        "sets_done": done,
        "sets_prescribed": wanted,
        "next": next_up(found),
        "pains": PAINS,
        "efforts": [number for number, _name in EFFORT if number],
        "skipped_phases": {card.item.phase for card in found if card.item.skipped == Skip.PHASE},
        "reasons": REASONS,
        "offered": _offered(session, found, allowed, closed),
        "rest": _rest(session, timezone.now()),
        "allowed": allowed,
        "closed": closed,
    }
    return context | _view(request, found, closed)


def _view(request: PersonRequest, found: Sequence[ItemCard], closed: Any) -> dict[str, Any]:
    """Which of the cards are shown, and the ways to the one before and the one after; the whole
    list where the session is only there to be written down."""
    form = ViewForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    if form.cleaned_data.get("view") != "one" or not found or closed:
        return {"one": False, "shown": found}
    places = list(dict.fromkeys(card.item.position for card in found))
    at = form.cleaned_data.get("at")
    if at not in places:
        at = next((card.item.position for card in found if not card.is_done), places[-1])
    index = places.index(at)
    return {
        "one": True,
        "at": at,
        "shown": [card for card in found if card.item.position == at],
        "number": index + 1,
        "total": len(places),
        "before": places[index - 1] if index else None,
        "after": places[index + 1] if index + 1 < len(places) else None,
    }


def _offered(
    session: Session, found: Sequence[ItemCard], allowed: Any, closed: Any
) -> dict[UUID, list[Any]]:
    """For each exercise that hurts too much to go on: what may take its place."""
    hurting = [card.item for card in found if card.item.stop and not card.is_done]
    if not hurting or closed:
        return {}
    for item in hurting:
        item.session = session
    cautions = allowed.care.cautions
    return {item.pk: offered_swaps(item, hurts=True, cautions=cautions) for item in hurting}


def _rest(session: Session, now: datetime) -> dict[str, int] | None:
    """The running rest: its start and now in milliseconds since 1970, its length and what is
    left in seconds."""
    left = session.rest_left(now)
    if not left or session.rest_started_at is None:
        return None
    return {
        "started": int(session.rest_started_at.timestamp() * 1000),
        "now": int(now.timestamp() * 1000),
        "length": session.rest_s or 0,
        "left": left,
    }


def taken_back(user: User, key: UUID) -> SetLog | None:
    """The set that the address says was taken back just now, where it was."""
    logs = SetLog.objects.of(user).exclude(removed_at=None).select_related("item")
    return logs.filter(pk=key).first()


def is_one(request: PersonRequest) -> bool:
    """Whether the session is looked at one exercise at a time."""
    form = ViewForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    return form.cleaned_data.get("view") == "one"


def page_of(
    request: PersonRequest, session_id: UUID, *, item: SessionItem | None = None, undo: str = ""
) -> str:
    """The address of the session, looked at as before, at an exercise of it."""
    one = is_one(request)
    parts = [
        "view=one" if one else "",
        f"at={item.position}" if one and item else "",
        f"undo={undo}" if undo else "",
    ]
    query = "&".join(filter(None, parts))
    where = f"#item-{item.pk}" if item else ""
    return f"{reverse('routines:session', args=[session_id])}{'?' if query else ''}{query}{where}"


def item_answer(
    request: PersonRequest, item: SessionItem, *, refused: Form | None = None
) -> HttpResponse:
    """The card that changed, and the counter; the whole page again without htmx. `refused` is
    the form about the exercise that can't be taken."""
    is_part = wants_partial(request)
    if not is_part and refused is None:
        return redirect(page_of(request, item.session_id, item=item))
    context = session_context(request, item.session)
    context["card"] = next(each for each in context["cards"] if each.item.pk == item.pk)
    context["answered"] = True
    context |= {"refused_item": item.pk, "refused_form": refused} if refused else {}
    template = "routines/_item_answer.html" if is_part else "routines/session.html"
    return render(request, template, context, status=422 if refused else 200)


def row_answer(
    request: PersonRequest,
    item: SessionItem,
    key: UUID,
    *,
    filled: Filled | None = None,
    undo: SetLog | None = None,
    moved: bool = False,
) -> HttpResponse:
    """Only what a set changes: its row, the counters, the cue and the focus, the rest; and the rows
    that another device has logged, which the page shows as open. `moved`: it stands under another
    number than it was sent with, so that the whole list of its exercise comes instead."""
    refused = filled is not None and filled[2].is_bound
    if not wants_partial(request):
        if filled is None:
            back = page_of(request, item.session_id, item=item, undo=str(undo.pk) if undo else "")
            return redirect(back)
        context = session_context(request, item.session, filled=filled)
        page = "routines/session.html"
        return render_refused(request, page, context) if refused else render(request, page, context)
    context = session_context(request, item.session, filled=filled, undo=undo)
    card = next(each for each in context["cards"] if each.item.pk == item.pk)
    # What was taken back of an exercise that is skipped, or twice done, has no row any more.
    row = next((each for each in card.rows if each.key == key), None)
    rows = [row, *_new_rows(card, row)] if row else []
    following = next_up(context["cards"], after=item.pk)
    context |= {
        "card": card,
        "rows": rows,
        "others": [each for each in card.open_rows if each not in rows],
        "logged": [each for each in card.rows if each.log and each not in rows],
        "moved": key if moved else None,
        "next": following,
        # The focus goes on to the next row, and stays in a row that is still to do.
        "focus": following if following and following[0] in context["shown"] else None,
        "stays": row is not None and row.log is None,
        "refused": refused,
    }
    return render(request, "routines/_set_answer.html", context, status=422 if refused else 200)


def _new_rows(card: ItemCard, row: SetRow) -> list[SetRow]:
    """After the last extra set there is one more to offer, which the page hasn't got yet."""
    done = [each for each in card.rows if each.log]
    is_first_of_last = row.number == max((each.number for each in done), default=0) and (
        sum(each.number == row.number for each in done) == 1
    )
    if not row.log or not row.is_extra or not is_first_of_last:
        return []
    return [each for each in card.open_rows if each.number == row.number + 1]
