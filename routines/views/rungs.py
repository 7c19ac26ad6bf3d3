"""Ready for a harder exercise, or this one is too hard: the next rungs of its ladder."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.models import Exercise
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.clearance import allowed_on
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.facts.rungs import rungs_of
from routines.forms import RungForm
from routines.models import Plan, SessionItem

# In the browser's session: the exercise taken last and the one that it replaced, to undo that.
TAKEN = "rung_taken"


@require_http_methods(["GET", "HEAD", "POST"])
def rungs(request: PersonRequest, slug: str) -> HttpResponse:
    """Offer the harder and the easier exercise, and take one into the plan.

    `slug` is an exercise's, or the key of an item of the running session.
    """
    plan = get_object_or_404(Plan.objects.of(request.user).current().select_related("user"))
    item = _running_item(request.user, slug)
    slug = item.exercise_id if item else slug
    strength = strength_of(plan)
    each = next((one for one in strength if one.slug == slug), None)
    if each is None:
        if item is None:
            raise Http404
        return redirect("routines:swap_item", item.pk)
    back = back_state(request.user, request.user.today())
    fold = actions.keep_checkpoints(plan_fold(plan, strength, back))
    target = next_targets(fold)[slug]
    allowed = allowed_on(request.user, back.today)
    found = rungs_of(plan, each, target, back=back, care=allowed.care, item=item)
    taken = request.session.get(TAKEN, {})
    undo = taken.get("before") if taken.get("now") == slug else None
    form = RungForm(posted(request), offered=[*found.slugs, *([undo] if undo else [])])
    context = {
        "each": each,
        "item": item,
        "target": target,
        "dose": target.on(each.dose),
        "rungs": found,
        "closed": allowed.lock is not None,
        "undo": undo,
    }
    if request.method != "POST":
        return render(request, "routines/rungs.html", context)
    if not form.is_valid() or allowed.lock is not None:
        return render_refused(request, "routines/rungs.html", context | {"refused": True})
    exercises = Exercise.objects.visible_to(request.user)
    to = get_object_or_404(exercises, slug=form.cleaned_data["exercise"])
    actions.change_rung(
        plan=plan, exercise=each.exercise, to=to, today=back.today, now=timezone.now()
    )
    request.session[TAKEN] = {} if to.slug == undo else {"now": to.slug, "before": slug}
    return redirect("routines:rungs", to.slug)


def _running_item(user: User, slug: str) -> SessionItem | None:
    """Return the item of the running session with this key, or with this exercise."""
    items = SessionItem.objects.of(user).select_related("session").filter(swapped_at=None)
    running = items.filter(session__status="in_progress")
    try:
        return get_object_or_404(items, pk=UUID(slug))
    except ValueError:
        return running.filter(exercise=slug).first()
