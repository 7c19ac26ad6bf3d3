"""Correcting the result of a test, taking it back and bringing it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import render_refused
from history import actions
from history.labels.self_tests import WORDS
from history.models import SelfTestResult, ThreeActivities
from history.planning.self_tests import SelfTest
from history.views.self_tests import result_form
from routines.facts.consent import NotAgreed


def _result_of(user: User, key: UUID) -> SelfTestResult:
    mine = SelfTestResult.objects.of(user).select_related("activities")
    found: SelfTestResult = get_object_or_404(mine, pk=key)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def self_test_result(request: PersonRequest, result_id: UUID) -> HttpResponse:
    """Correct one result."""
    result = _result_of(request.user, result_id)
    test = SelfTest(result.test)
    activities = result.activities or ThreeActivities.objects.of(request.user).last()
    form = result_form(request, test, activities, result)
    context = {"form": form, "result": result, "words": WORDS[test]}
    if request.method != "POST" or form is None:
        return render(request, "history/self_test_result.html", context)
    if not form.is_valid():
        return render_refused(request, "history/self_test_result.html", context)
    try:
        actions.correct_result(result=result, day=form.cleaned_data["day"], measured=form.measured)
    except NotAgreed:
        return redirect("routines:agreement")
    return redirect("history:self_test", test)


@require_POST
def remove_self_test(request: PersonRequest, result_id: UUID) -> HttpResponse:
    """Take a result back."""
    result = _result_of(request.user, result_id)
    actions.remove_result(result=result, now=timezone.now())
    messages.success(request, _("Removed. It can be put back below."))
    return redirect("history:self_test", result.test)


@require_POST
def restore_self_test(request: PersonRequest, result_id: UUID) -> HttpResponse:
    """Bring a result back that was taken back."""
    result = _result_of(request.user, result_id)
    actions.restore_result(result=result)
    return redirect("history:self_test", result.test)
