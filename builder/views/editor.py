"""The editor of a routine: each change is one request, answered by the part that it changed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import BigAutoField, CharField, PositiveSmallIntegerField, UUIDField
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from accounts.requests import PersonRequest
from backhealth.http import posted, wants_partial
from backhealth.prepared import Given, Prepared
from builder.facts.editor import UNREAD, editor
from builder.forms import ArrangeForm, DayForm, Move, RoutineForm, VersionForm
from builder.labels.editing import refused
from exercises.models import Exercise
from routines import actions, compiled
from routines.models import Prescription, Routine
from routines.models.owned import PERSON

PAGE = "builder/routine.html"
ANSWER = "builder/_answer.jinja.html"


@require_http_methods(["GET", "HEAD", "POST"])
def routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Show a routine to be changed; its own form gives it a name, adds a day, or undoes."""
    found = routine_of(request, routine_id)
    if request.method != "POST":
        return render(request, PAGE, _context(found))
    action = ArrangeForm(request.POST)
    wanted = action.wanted
    name, day = RoutineForm(posted(request)), DayForm(posted(request))
    form: Form = name if wanted == Move.NAME else day
    if not form.is_valid():
        return _told(request, found, at=wanted, form=form)
    sent: dict[str, Any] = {"routine": found, "version": version_sent(request)}
    today = request.user.today()
    verbs: dict[str, Callable[[], Any]] = {
        Move.NAME: lambda: actions.rename_routine(**sent, name=form.cleaned_data["name"]),
        Move.ADD_DAY: lambda: actions.add_day(
            **sent, name=form.cleaned_data["name"], like=form.cleaned_data["like"], today=today
        ),
        Move.PUT_BACK: lambda: actions.put_back(
            **sent, removal=action.cleaned_data["to"] or 0, today=today
        ),
    }
    return _carried_out(request, found, verbs.get(wanted), at=wanted, form=form)


@require_POST
def change_routine_day(request: PersonRequest, routine_id: UUID, letter: str) -> HttpResponse:
    """Give a day of a routine a name, copy it, or remove it."""
    found = routine_of(request, routine_id)
    day = next((each for each in found.days if each.letter == letter.upper()), None)
    if day is None:
        raise Http404
    action, form = ArrangeForm(request.POST), DayForm(request.POST)
    wanted = action.wanted
    if not form.is_valid():
        return _told(request, found, at=f"day-{letter}", form=form, days=[day.letter])
    sent: dict[str, Any] = {
        "routine": found,
        "version": version_sent(request),
        "today": request.user.today(),
    }
    name = form.cleaned_data["name"]
    verbs: dict[str, Callable[[], Any]] = {
        Move.NAME: lambda: actions.change_day(
            **sent, day=day.letter, name=name, weekday=day.weekday
        ),
        Move.COPY: lambda: actions.add_day(**sent, name=day.name, like=day.letter),
        Move.REMOVE: lambda: actions.remove_day(**sent, day=day.letter),
    }
    return _carried_out(request, found, verbs.get(wanted), at=f"day-{letter}", form=form)


@require_POST
def arrange(request: PersonRequest, routine_id: UUID, prescription_id: int) -> HttpResponse:
    """Move an exercise, do it in turn with the next one or alone, copy or remove it."""
    found = routine_of(request, routine_id)
    row = row_of(found, prescription_id)
    form = ArrangeForm(request.POST)
    asked: dict[str, Any] = {"to": None, "day": ""}
    asked |= form.cleaned_data if form.is_valid() else {}
    sent: dict[str, Any] = {"prescription": row, "version": version_sent(request)}
    verbs: dict[str, Callable[[], Any]] = {
        Move.UP: lambda: actions.move_exercise(**sent, to=max(0, _place(row) - 1)),
        Move.DOWN: lambda: actions.move_exercise(**sent, to=_place(row) + 1),
        Move.TO: lambda: actions.move_exercise(
            **sent, to=_place(row) if asked["to"] is None else asked["to"]
        ),
        Move.JOIN: lambda: actions.join_exercises(**sent),
        Move.ALONE: lambda: actions.leave_superset(**sent),
        Move.COPY: lambda: actions.copy_exercise(**sent, to=asked["day"]),
        Move.REMOVE: lambda: actions.remove_exercise(**sent, today=request.user.today()),
    }
    days = [row.programme_day]
    if form.wanted == Move.COPY:
        # Each row of the exercise says on which other days it is.
        days += [day.letter for day in found.days if day.letter != row.programme_day]
    return _carried_out(request, found, verbs.get(form.wanted), at=f"row-{row.pk}", days=days)


def routine_of(request: PersonRequest, routine_id: UUID) -> Routine:
    """Return a routine of the person's. Raises 404."""
    found = _ROUTINE(user=request.user, routine=routine_id)
    if not found:
        raise Http404
    found[0].user = request.user
    return found[0]


def row_of(routine: Routine, prescription_id: int) -> Prescription:
    """Return a strength exercise of a routine. Raises 404."""
    # A key in an address may have more digits than the database holds.
    if prescription_id > BigAutoField.MAX_BIGINT:
        raise Http404
    found = _ROW(routine=routine, row=prescription_id)
    if not found:
        raise Http404
    found[0].routine = routine
    return found[0]


_OF_ROUTINE = Given("routine", UUIDField())
_ROUTINE = Prepared(lambda: Routine.objects.of(PERSON).filter(pk=_OF_ROUTINE))
_ROW = Prepared(
    lambda: (
        Prescription.objects.filter(routine=_OF_ROUTINE, phase="strength")
        .filter(pk=Given("row", BigAutoField()))
        .select_related("exercise")
        .defer(*UNREAD)
    ),
    shared=[Exercise],
)
_BEFORE = Prepared(
    lambda: (
        Prescription.objects.filter(routine=_OF_ROUTINE, phase="strength")
        .filter(programme_day=Given("day", CharField()))
        .filter(position__lt=Given("position", PositiveSmallIntegerField()))
        .values_list("pk")
    )
)


def version_sent(request: PersonRequest) -> int:
    """Return the version of the routine that the page of a form showed."""
    return VersionForm(request.POST).shown


def changed(request: PersonRequest, routine: Routine, days: list[str]) -> HttpResponse:
    """Answer a change with the days that it changed; with the whole editor if none is named."""
    if not wants_partial(request):
        messages.success(request, _("Saved."))
        place = f"#day-{days[0].lower()}" if days else ""
        return redirect(reverse("builder:routine", args=[routine.pk]) + place)
    context = _context(routine_of(request, routine.pk)) | {"said": _("Saved."), "is_part": True}
    if not days:
        return retarget(render(request, f"{PAGE}#editor", context), "#editor")
    shown = [context["editor"].day(letter) for letter in days]
    answer = compiled.answer(request, ANSWER, context | {"shown": shown})
    return reswap(retarget(answer, f"#day-{days[0].lower()}"), "outerHTML")


def _carried_out(
    request: PersonRequest,
    routine: Routine,
    verb: Callable[[], Any] | None,
    *,
    at: str,
    form: Form | None = None,
    days: list[str] | None = None,
) -> HttpResponse:
    """Call a verb, and answer with what it changed or with why it couldn't."""
    if verb is None:
        words = _("Choose one of the buttons.")
        return _told(request, routine, at=at, form=form, words=words, days=days)
    try:
        verb()
    except actions.OlderVersion:
        return _told(request, routine, at=at, form=form, is_older=True)
    except actions.NotPossible as told:
        return _told(request, routine, at=at, form=form, words=refused(told.why), days=days)
    return changed(request, routine, days or [])


def _told(
    request: PersonRequest,
    routine: Routine,
    *,
    days: list[str] | None = None,
    is_older: bool = False,
    **told: Any,
) -> HttpResponse:
    """Show the routine as it stands, with a message where the change was asked for, as 422.

    `told`: `at` is where, `words` is the message, and `form` keeps what was typed. If the page was
    older, it says what was changed since.
    """
    routine.refresh_from_db()
    since = routine.changes_since(version_sent(request)) if is_older else ()
    context = _context(routine) | told | {"is_older": is_older, "since": since}
    context |= {"is_part": wants_partial(request)}
    if not wants_partial(request):
        return render(request, PAGE, context, status=422)
    if days and not is_older:
        shown = [context["editor"].day(letter) for letter in days[:1]]
        answer = compiled.answer(request, ANSWER, context | {"shown": shown}, status=422)
        return reswap(retarget(answer, f"#day-{days[0].lower()}"), "outerHTML")
    return retarget(render(request, f"{PAGE}#editor", context, status=422), "#editor")


def _context(routine: Routine) -> dict[str, Any]:
    return {"editor": editor(routine, routine.user.today()), "routine": routine}


def _place(row: Prescription) -> int:
    """Return the place of an exercise among the strength exercises of its day, from 0. One
    query."""
    return len(_BEFORE(routine=row.routine_id, day=row.programme_day, position=row.position))
