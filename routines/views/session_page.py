"""The content of the session page: the whole list, or one exercise at a time; and its parts for
htmx."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import UUIDField
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import wants_partial
from backhealth.prepared import Given, Prepared
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.compiled import ANY, answer
from routines.facts.clearance import allowed_on
from routines.facts.swaps import offered_swaps
from routines.facts.units import ask_in_units_of_now
from routines.forms import ViewForm
from routines.forms.log import EFFORT
from routines.forms.session import ALL_ROWS, PAINS, REASONS, SessionView
from routines.models import Prescription, Session, SessionItem, SetLog, Skip
from routines.models.owned import PERSON
from routines.views.rows import (
    Filled,
    ItemCard,
    SetRow,
    cards,
    in_turn,
    last_logged,
    next_up,
    progress,
)

EFFORTS = [number for number, _name in EFFORT if number]
# What a session's page shows nothing of, which is most of an exercise.
NOT_SHOWN = [
    f"exercise__{name}"
    for name in (
        *("tier", "seed", "fed_id", "primary", "secondary", "joints", "unlock", "setup"),
        *("mistakes", "breathing", "daily_ok", "daily_ok_note", "knee", "knee_note"),
        *("who_modify", "scale_down", "scale_up", "link", "digest", "retired_at", "owner"),
    )
]
SESSION = Given("session", UUIDField())
_ITEMS = Prepared(
    lambda: (
        SessionItem.objects.filter(session=SESSION).select_related("exercise").defer(*NOT_SHOWN)
    ),
    shared=[Exercise],
)
standing_logs = Prepared(lambda: SetLog.objects.standing().filter(item__session=SESSION))


def session_context(
    request: PersonRequest,
    session: Session,
    *,
    filled: Filled | None = None,
    undo: SetLog | None = None,
) -> dict[str, Any]:
    """Return the context of the session page.

    Four queries: the items with their exercises, the sets, the plan's exercises, and the person's
    cautions and the lock; three more if an exercise hurts so much that another is offered.
    """
    items = _ITEMS(session=session)
    for item in items:
        item.session = session
    if session.is_running:
        ask_in_units_of_now(items, request.user)
    logs = standing_logs(session=session)
    found = cards(items, logs, filled=filled, undo=undo, weighed={each.pk for each in items})
    done, wanted = progress(found)
    following = next_up(found, after=last_logged(logs))
    allowed, closed = locked(request.user, session)
    view = view_of(request, found, closed, following)
    return {
        "session": session,
        "cards": found,
        "phases": _in_phases(view["shown"]),
        "sets_done": done,
        "sets_prescribed": wanted,
        "next": following,
        "unfolded": _unfolded(found, following, filled=filled, undo=undo),
        "planned": SimpleLazyObject(lambda: _planned(request.user)),
        "any": ANY,
        "pains": PAINS,
        "efforts": EFFORTS,
        "skipped_phases": {card.item.phase for card in found if card.item.skipped == Skip.PHASE},
        "due": _due(session, following, done),
        "reasons": REASONS,
        "offered": _offered(session, found, allowed, closed),
        "rest": rest_of(session, following),
        "allowed": allowed,
        "closed": closed,
        **view,
    }


def _in_phases(shown: Iterable[ItemCard]) -> list[tuple[str, list[ItemCard]]]:
    """Return the cards of each phase in their order, with the phase."""
    return [(name, list(each)) for name, each in groupby(shown, lambda card: card.item.phase)]


def locked(user: User, session: Session) -> tuple[Any, Any]:
    """Return what the person may do today, and whether only logging is left; both are read when
    they are asked for.

    Logging is possible despite a lock; the ways to more training are not.
    """
    allowed = SimpleLazyObject(lambda: allowed_on(user, user.today()))
    return allowed, SimpleLazyObject(lambda: session.is_running and allowed.lock is not None)


def _unfolded(
    found: Sequence[ItemCard],
    following: tuple[ItemCard, SetRow] | None,
    *,
    filled: Filled | None,
    undo: SetLog | None,
) -> set[UUID | None]:
    """Return the items whose cards are unfolded and show their rows.

    The next one, those already begun, and those where something was just typed or taken back.
    """
    begun = {card.item.pk for card in found if card.done and not card.is_done}
    return {
        *begun,
        following[0].item.pk if following else None,
        filled[0] if filled else None,
        undo.item_id if undo else None,
    }


def _due(session: Session, following: tuple[ItemCard, SetRow] | None, done: int) -> Phase | None:
    """Return whether the warm-up or the cool-down comes now; None if neither.

    A session logged on a later day asks for neither.
    """
    if not session.is_live:
        return None
    if not done:
        return Phase.WARM_UP
    return None if following else Phase.COOL_DOWN


_PLANNED = Prepared(
    lambda: Prescription.objects.filter(
        routine__plans__user=PERSON, routine__plans__ended_on=None, phase=Phase.STRENGTH
    ).values_list("exercise")
)


def _planned(user: User) -> set[str]:
    """Return the exercises of the plan, for which a target can be chosen."""
    return {slug for (slug,) in _PLANNED(user=user)}


def view_of(
    request: PersonRequest,
    found: Sequence[ItemCard],
    closed: Any,
    following: tuple[ItemCard, SetRow] | None,
) -> dict[str, Any]:
    """Return which cards are shown, and the links to the previous and the next one.

    The whole list is shown if strength training is locked, because then the session is only logged.
    """
    asked = view_asked(request)
    in_it = [card for card in found if not card.item.removed]
    if asked.get("view") != SessionView.ONE or not in_it or closed:
        return {"one": False, "shown": found}
    found = in_it
    stops = _stops(found)
    at = asked.get("at")
    if not any(at in stop for stop in stops):
        at = _where_one_is(found, following).position
    index = next(index for index, stop in enumerate(stops) if at in stop)
    return {
        "one": True,
        "at": at,
        "shown": [card for card in found if card.item.position in stops[index]],
        "number": index + 1,
        "total": len(stops),
        "before": stops[index - 1][0] if index else None,
        "after": stops[index + 1][0] if index + 1 < len(stops) else None,
    }


def all_rows(view: Mapping[str, Any]) -> str:
    """Return the query of the page in this view on which each row has its fields."""
    place = {"view": SessionView.ONE, "at": view["at"]} if view["one"] else {}
    return f"?{urlencode({**place, 'rows': ALL_ROWS})}"


def _stops(found: Sequence[ItemCard]) -> list[list[int]]:
    """Return the positions that are shown together: those of a superset, any other alone."""
    stops: list[list[int]] = []
    for turn in in_turn(found):
        positions = list(dict.fromkeys(card.item.position for card in turn))
        if stops and stops[-1][-1] == positions[0]:
            stops[-1] += positions[1:]
        else:
            stops.append(positions)
    return stops


def _where_one_is(
    found: Sequence[ItemCard], following: tuple[ItemCard, SetRow] | None
) -> SessionItem:
    """Return the first exercise that waits; once a set is logged, the warm-up is over."""
    begun = any(card.done for card in found)
    if begun and following:
        return following[0].item
    last = max(index for index, card in enumerate(found) if card.item.is_strength or not begun)
    waiting = found[last if begun else 0 :]
    return next((card.item for card in waiting if not card.is_done), found[-1].item)


def _offered(
    session: Session, found: Sequence[ItemCard], allowed: Any, closed: Any
) -> dict[UUID, list[Any]]:
    """Return the possible substitutes for each exercise that hurts too much to go on."""
    hurting = [card.item for card in found if card.item.stop and not card.is_done]
    if not hurting or closed:
        return {}
    for item in hurting:
        item.session = session
    cautions = allowed.care.cautions
    return {item.pk: offered_swaps(item, hurts=True, cautions=cautions) for item in hurting}


def rest_of(session: Session, following: tuple[ItemCard, SetRow] | None) -> dict[str, int] | None:
    """Return the running rest: start and now in ms since 1970, its length and the seconds left.

    None without one, and after the very last set, because there is nothing to rest for.
    """
    now = timezone.now()
    left = session.rest_left(now)
    if not left or session.rest_started_at is None or following is None:
        return None
    return {
        "started": int(session.rest_started_at.timestamp() * 1000),
        "now": int(now.timestamp() * 1000),
        "length": session.rest_s or 0,
        "left": left,
    }


def taken_back(user: User, key: UUID) -> SetLog | None:
    """Return the set with the key from the address, if it is taken back."""
    logs = SetLog.objects.of(user).exclude(removed_at=None).select_related("item")
    return logs.filter(pk=key).first()


def trouble_context(request: PersonRequest, item: SessionItem) -> dict[str, Any]:
    """Return the context of the page about one exercise that hurts or is skipped."""
    lock = allowed_on(request.user, request.user.today()).lock
    return {
        "item": item,
        "session": item.session,
        "closed": item.session.is_running and lock is not None,
        "pains": PAINS,
        "reasons": REASONS,
        "one": is_one(request),
        "at": item.position,
        "back": page_of(request, item.session_id, item=item),
        "is_page": True,
    }


def is_one(request: PersonRequest) -> bool:
    """Return whether the session is shown one exercise at a time."""
    return view_asked(request).get("view") == SessionView.ONE


def view_asked(request: PersonRequest) -> dict[str, Any]:
    """Return what a request says about how the session is shown, by the fields of ViewForm."""
    said = request.POST if request.method == "POST" else request.GET
    if not said.keys() & ViewForm.base_fields.keys():
        return {}
    form = ViewForm(said)
    form.is_valid()
    return form.cleaned_data


def page_of(
    request: PersonRequest, session_id: UUID, *, item: SessionItem | None = None, undo: str = ""
) -> str:
    """Return the address of the session in the present view, at one of its exercises."""
    one = is_one(request)
    parts = [
        f"view={SessionView.ONE}" if one else "",
        f"at={item.position}" if one and item else "",
        f"undo={undo}" if undo else "",
    ]
    query = "&".join(filter(None, parts))
    where = f"#item-{item.pk}" if item else ""
    return f"{reverse('routines:session', args=[session_id])}{'?' if query else ''}{query}{where}"


def item_answer(
    request: PersonRequest, item: SessionItem, *, refused: Form | None = None
) -> HttpResponse:
    """Return the changed card and the counter; without htmx, the whole page.

    `refused` is the invalid form about the exercise.
    """
    is_part = wants_partial(request)
    if not is_part and refused is None:
        return redirect(page_of(request, item.session_id, item=item))
    context = session_context(request, item.session)
    card = next(each for each in context["cards"] if each.item.pk == item.pk)
    context |= {"card": card, "cards": [card], "answered": True}
    context |= {"refused_item": item.pk, "refused_form": refused} if refused else {}
    status = 422 if refused else 200
    if is_part:
        return answer(request, "routines/_item_answer.jinja.html", context, status=status)
    return render(request, "routines/session.html", context, status=status)
