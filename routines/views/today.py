"""The landing page and Today."""

from collections import defaultdict
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import UUIDField
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.forms import StartForm
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.cookies import cookie
from backhealth.http import kept_offline
from backhealth.page_memory import kept_text, page_key
from backhealth.prepared import Given, Prepared
from exercises.models import Exercise, library_version
from exercises.vocabulary import Phase
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import Clearance, clearance
from routines.facts.current_plan import current_plan
from routines.facts.day_notes import DayNotes, notes_of, with_pauses
from routines.facts.duration import Length, lengths
from routines.facts.easing import ease_for
from routines.facts.gentle import gentle_list
from routines.facts.morning_answer import answer_this_morning
from routines.facts.offers import plan_offer
from routines.facts.plan_changes import change_that_put, free_day_this_week
from routines.facts.schedule import why_not_today
from routines.facts.weeks import Day, missed, next_planned, sample_week, weeks_from
from routines.forms.day_notes import NIGHTS
from routines.forms.session import PAINS
from routines.models import DayState, Plan, PlanChange, Session, SessionItem, SetLog
from routines.models.owned import PERSON

SHOWN = "glute-bridge"  # shown moving on the landing page, and used in its sample rows
PLACEHOLDER = "the-token-of-this-visitor"  # in the landing page as it is kept

_RUNNING = Prepared(
    lambda: Session.objects.of(PERSON).in_progress().only("local_date", "programme_day", "day_name")
)
_OF_SESSION = Given("session", UUIDField())
_ITEMS = Prepared(
    lambda: SessionItem.objects.filter(session=_OF_SESSION, phase=Phase.STRENGTH).only(
        *("sets", "per_side", "sides", "skipped", "swapped_at")
    )
)
_LOGS = Prepared(
    lambda: SetLog.objects.standing().filter(item__session=_OF_SESSION).only("item", "side")
)


@require_safe
@login_not_required
def landing(request: HttpRequest) -> HttpResponse:
    """Show a stranger what the app is. The page is kept in memory, apart from the token of its
    form, until the day or the library changes (decision 22)."""
    if request.user.is_authenticated:
        return redirect("routines:today")
    today = timezone.now().date()
    key = page_key("landing", today, library_version(), bool(cookie(request, "forget")))
    html = kept_text(key, lambda: _landing_html(request, today))
    return HttpResponse(html.replace(PLACEHOLDER, get_token(request)))


def _landing_html(request: HttpRequest, today: date) -> str:
    exercises = Exercise.objects.library().only("name", "figure_digest", "figure_of").in_bulk()
    context = {
        "form": StartForm(),
        "sample": sample_week(today),
        "shown": exercises.get(SHOWN),
        "exercises": len(exercises),
        "csrf_token": PLACEHOLDER,
        "forgets": bool(cookie(request, "forget")),
    }
    return render_to_string("routines/landing.html", context, request)


@require_safe
def today(request: PersonRequest) -> HttpResponse:
    user = request.user
    plan = current_plan(user)
    if plan is None:
        return redirect("routines:setup")
    day = user.today()
    # Two weeks, because on a week's last day the next session is in the next one.
    back = back_state(user, day)
    this_week, next_week = weeks_from(user, back, 2, in_flare=back.in_flare)
    allowed = clearance(user, back)
    # Nothing is asked about a missed session while one runs, during a flare, or with a lock.
    running = _running(user)
    asks = not (running or back.in_flare or allowed.needs_a_professional)
    unmet = missed(this_week) if asks else None
    now = next(each for each in this_week.days if each.is_today)
    next_one = next_planned([*this_week.days, *next_week.days], day)
    free_day = free_day_this_week(plan=plan, today=day) if unmet else None
    offer = None if allowed.lock else plan_offer(plan, back, allowed.care)
    # A missed session that fits on today is offered with the reason why it is asked about.
    is_open = asks and next_one and not allowed.lock and free_day != day
    context = {
        "plan": plan,
        "allowed": allowed,
        "week": this_week,
        "now": now,
        "next": next_one,
        "can_train": is_open and now.state == DayState.REST and not why_not_today(plan, back),
        "put_here": _put_here(plan, now),
        "length": _length(plan, now, back, allowed),
        "running": running,
        "missed": unmet,
        "free_day": free_day,
        "offer": offer,
        "tests_may_be_offered": asks and not (offer or unmet) and _is_free(now, back, allowed),
        "back": back,
        "answer": answer_this_morning(plan, back),
        "gentle": gentle_list() if back.in_flare else [],
        "pains": PAINS,
        "notes": _notes(plan, back, allowed, now),
        "nights": NIGHTS,
    }
    return kept_offline(request, render(request, "routines/today.html", context))


def _is_free(now: Day, back: BackState, allowed: Clearance) -> bool:
    """Return whether the day is one of rest, for a person who trains and whose back is calm."""
    is_calm = back.has_trained and not back.is_ramping
    return allowed.is_open and is_calm and now.state == DayState.REST


def _put_here(plan: Plan, now: Day) -> PlanChange | None:
    """Return the change that put a session on today, to offer undoing it.

    None on the weekdays that the person chose. At most one query.
    """
    if now.state != DayState.PLANNED or now.date.weekday() in plan.training_weekdays:
        return None
    return change_that_put(plan.user, now.date)


def _notes(plan: Plan, back: BackState, allowed: Clearance, now: Day) -> DayNotes:
    """Return what was noted about today, and which habits pause. At most two queries."""
    return with_pauses(
        notes_of(plan.user, back.today),
        plan,
        back,
        is_locked=allowed.lock is not None,
        state=now.state,
        turn=now.programme_day,
    )


def _length(plan: Plan, now: Day, back: BackState, allowed: Clearance) -> Length | None:
    """Return how long today's session takes; None if none is planned."""
    if now.state != DayState.PLANNED:
        return None
    day = now.programme_day
    ease = ease_for(plan, back, is_65=allowed.care.is_65)
    return lengths(plan, back, [day], ease=ease)[day]


def _running(user: User) -> dict[str, object] | None:
    """Return the session that waits to be resumed, with its rows of strength sets: those done, and
    all that it asks for."""
    found = _RUNNING(user=user)
    if not found:
        return None
    session = found[0]
    logs = defaultdict(list)
    for log in _LOGS(session=session):
        logs[log.item_id].append(log)
    done, prescribed = 0, 0
    for item in _ITEMS(session=session):
        rows = len(item.rows_of(logs[item.pk]))
        done += rows
        prescribed += item.rows_wanted(rows)
    return {"session": session, "prescribed": prescribed, "done": done}
