"""The screening before training: agree, answer, report a warning sign, read the result,
withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.clearance import care_of, lock_of
from routines.facts.consent import has_agreed
from routines.forms import AgreementForm, ClearedForm, RedFlagsForm, ScreeningForm
from routines.models import Agreement, Lock, Outcome, Plan, Screening, Subject
from routines.templatetags.routine_words import cautions_in_words
from routines.views.outbox import forget


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: PersonRequest) -> HttpResponse:
    """Ask for agreement to the terms and to keeping health data, before the first question."""
    form = AgreementForm(posted(request))
    # Both are given at once; only the wording about health data changes.
    standing = Agreement.objects.of(request.user).standing()
    given = standing.filter(subject=Subject.HEALTH_DATA).first()
    context = {"form": form, "given": given if has_agreed(request.user) else None}
    if request.method != "POST":
        return render(request, "routines/agreement.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/agreement.html", context)
    actions.agree(user=request.user, now=timezone.now())
    return redirect("routines:screening")


# The answers are private: the browser keeps no copy to go back to.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: PersonRequest) -> HttpResponse:
    """Ask the questions. The answers are judged and forgotten."""
    if not has_agreed(request.user):
        return redirect("routines:agreement")
    before = Screening.objects.of(request.user).first()
    cleared_before = before is not None and before.cleared_on is not None
    form = ScreeningForm(posted(request), cleared_before=cleared_before)
    context = {"form": form, "before": before}
    if request.method != "POST":
        return render(request, "routines/screening.html", context)
    if not form.is_valid():
        if form.is_decided:
            return _reported(request, form)
        return render_refused(request, "routines/screening.html", context)
    found = actions.answer_screening(user=request.user, answers=form.answers, now=timezone.now())
    # Nothing to say: somebody new goes straight on.
    is_new = before is None and found.outcome == Outcome.OK and form.is_none
    return redirect("routines:setup" if is_new else "routines:screening_result")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def red_flags(request: PersonRequest) -> HttpResponse:
    """Ask for the warning signs alone, at any time; what is ticked is judged and forgotten."""
    if not has_agreed(request.user):
        return redirect("routines:agreement")
    form = RedFlagsForm(posted(request))
    if request.method != "POST":
        return render(request, "routines/red_flags.html", {"form": form})
    if not (form.is_valid() or form.is_decided):
        return render_refused(request, "routines/red_flags.html", {"form": form})
    return _reported(request, form)


def _reported(request: PersonRequest, form: RedFlagsForm) -> HttpResponse:
    """Keep what the ticked warning signs mean, and lead to it; other answers stay to be given."""
    actions.report_red_flags(user=request.user, answers=form.answers, now=timezone.now())
    return redirect("routines:screening_result")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening_result(request: PersonRequest) -> HttpResponse:
    """Show the result of the answers, and record a professional's clearance."""
    screening = Screening.objects.of(request.user).first()
    if screening is None:
        return redirect("routines:screening")
    form = ClearedForm(posted(request), screening=screening, today=request.user.today())
    context = {"form": form, **_result(request.user, screening)}
    if request.method != "POST":
        return render(request, "routines/screening_result.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/screening_result.html", context)
    day = form.cleaned_data["cleared_on"]
    actions.record_clearance(user=request.user, cleared_on=day, now=timezone.now())
    return redirect("routines:screening_result")


def _result(user: User, screening: Screening) -> dict[str, Any]:
    lock = lock_of(screening, user.today())
    return {
        "screening": screening,
        "outcome": screening.get_outcome_display(),
        "lock": lock,
        "heard": cautions_in_words(screening.cautions),
        "careful": care_of(screening).careful,
        "waits_for_a_word": lock == Lock.PROFESSIONAL,
        "has_plan": Plan.objects.of(user).current().exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest) -> HttpResponse:
    """Show what will be deleted, then delete it."""
    if request.method != "POST":
        return render(request, "routines/withdraw.html")
    actions.withdraw_consent(user=request.user, now=timezone.now())
    messages.success(request, _("Your consent is withdrawn, and what was kept is deleted."))
    return forget(redirect("accounts:settings"), request.user.pk, "health")
