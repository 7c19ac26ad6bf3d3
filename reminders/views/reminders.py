"""The settings of reminders."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.log_ins import known_browser
from accounts.mails import can_send_mails
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from reminders import actions
from reminders.facts.push_devices import devices, last_tried
from reminders.forms import RemindersForm
from reminders.labels.push_devices import words_for
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind
from reminders.push.keys import public_key
from routines.facts.consent import has_agreed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: PersonRequest) -> HttpResponse:
    """Show the reminders that the person chose, and save a new choice."""
    form = form_for(request)
    if request.method != "POST" or not form.is_valid():
        return show(request, form)
    _save(request.user, form)
    messages.success(request, _("Saved."))
    return redirect("reminders:reminders")


def form_for(request: PersonRequest, *, asked: bool = True) -> RemindersForm:
    """Return the form with the person's choices; filled in as it was sent, unless another form was
    (`asked` is false)."""
    user = request.user
    chosen = {each.kind: each for each in ReminderSetting.objects.of(user)}
    data = posted(request) if asked else None
    return RemindersForm(
        data, chosen=chosen, has_address=user.email is not None and can_send_mails()
    )


def show(request: PersonRequest, form: RemindersForm, refusal: str = "") -> HttpResponse:
    """Render the page; `refusal` says why this browser can't be reminded in."""
    context = {"form": form, "agreed": has_agreed(request.user), "push_refusal": refusal}
    context["can_send_mails"] = can_send_mails()
    wants_push = any(form.initial.get(f"{kind}_by_push") for kind in Kind)
    context |= push_part(request, wants_push=wants_push)
    if form.errors or refusal:
        return render_refused(request, "reminders/reminders.html", context)
    return render(request, "reminders/reminders.html", context)


def push_part(request: PersonRequest, *, wants_push: bool) -> dict[str, object]:
    """Return what the page says about this browser and the others. One query."""
    now = timezone.now()
    found = devices(request.user, here=known_browser(request), now=now)
    tried = last_tried(found, now)
    return {
        "push_key": public_key(),
        "push_devices": found,
        "no_device_yet": wants_push and not found,
        "here": next((each for each in found if each.is_here), None),
        "tried_device": tried,
        "tried_words": tried and words_for(tried),
    }


@transaction.atomic
def _save(user: User, form: RemindersForm) -> None:
    now = timezone.now()
    for choice in form.choices:
        actions.choose_reminder(user=user, now=now, **choice)
