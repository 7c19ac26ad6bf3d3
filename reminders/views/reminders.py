"""The settings of reminders."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from reminders import actions
from reminders.forms import RemindersForm
from reminders.models import ReminderSetting
from routines.facts.consent import has_agreed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: PersonRequest) -> HttpResponse:
    """Show the reminders that the person chose, and save a new choice."""
    user = request.user
    chosen = {each.kind: each for each in ReminderSetting.objects.of(user)}
    form = RemindersForm(posted(request), chosen=chosen, has_address=user.email is not None)
    context = {"form": form, "agreed": has_agreed(user)}
    if request.method != "POST":
        return render(request, "reminders/reminders.html", context)
    if not form.is_valid():
        return render_refused(request, "reminders/reminders.html", context)
    _save(user, form)
    messages.success(request, _("Saved."))
    return redirect("reminders:reminders")


@transaction.atomic
def _save(user: User, form: RemindersForm) -> None:
    now = timezone.now()
    for choice in form.choices:
        actions.choose_reminder(user=user, now=now, **choice)
