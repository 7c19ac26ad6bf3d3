"""Tests of one's own: all of them, the page of one, and the offer on Today."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.keys import new_key
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.models import Exercise
from history import actions
from history.facts.self_test_log import logged_tests, pain_trend
from history.facts.self_test_offer import offered_test
from history.facts.self_test_state import norms_of, state_of
from history.forms import FORMS, ResultForm
from history.labels.self_tests import WORDS
from history.models import SelfTestResult, ThreeActivities
from history.planning.self_tests import ABOUT, SelfTest, Unit
from history.views.self_test_charts import pain_chart, trend_chart
from routines.facts.consent import NotAgreed
from routines.facts.units import length_unit_of

RESULTS_A_PAGE = 26  # two years of every four weeks
STANDS_S = 30  # the chair stand counts the stands of half a minute


@require_safe
def self_tests(request: PersonRequest) -> HttpResponse:
    """Show every test with its newest figures, and the mean pain of the mornings."""
    today = request.user.today()
    pain = pain_trend(request.user, today)
    context = {
        "tests": logged_tests(request.user, today),
        "pain": pain,
        "pain_chart": pain_chart(pain.weeks),
        "pain_last": pain.weeks[-1][1] if pain.weeks else None,
    }
    return render(request, "history/self_tests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def self_test(request: PersonRequest, test: str) -> HttpResponse:
    """Show how one test is done and what it found so far, and record a result."""
    which = known_test(test)
    mine = ThreeActivities.objects.of(request.user)
    activities = mine.last() if which == SelfTest.ACTIVITIES else None
    form = result_form(request, which, activities)
    if request.method == "POST" and form is not None:
        if form.is_valid():
            return _recorded(request, form)
        return render_refused(request, "history/self_test.html", _page(request, which, form))
    context = _page(request, which, form)
    return render(request, "history/self_test.html", context)


def known_test(name: str) -> SelfTest:
    """Return the test of this name, or raise Http404."""
    if name not in set(SelfTest):
        raise Http404
    return SelfTest(name)


def result_form(
    request: PersonRequest,
    test: SelfTest,
    activities: ThreeActivities | None,
    result: SelfTestResult | None = None,
) -> ResultForm | None:
    """Return the form for a new result, or to correct one; None for activities without names."""
    form = FORMS[test]
    options: dict[str, Any] = {"test": test, "today": request.user.today()}
    if test == SelfTest.ACTIVITIES:
        if activities is None:
            return None
        options["names"] = activities.names
    initial = {"key": new_key(), "day": options["today"], "unit": length_unit_of(request.user)}
    if result is not None:
        initial |= {"key": result.pk, "day": result.day, **form.typed(result)}
    return form(posted(request), initial=initial, **options)


def _recorded(request: PersonRequest, form: ResultForm) -> HttpResponse:
    try:
        actions.record_result(
            user=request.user,
            key=form.cleaned_data["key"],
            test=form.test,
            day=form.cleaned_data["day"],
            measured=form.measured,
            now=timezone.now(),
        )
    except NotAgreed:
        return redirect("routines:agreement")
    except actions.KeyTaken:
        # The page was made for something else: show it anew, with a key of its own.
        return redirect("history:self_test", form.test)
    messages.success(request, _("Kept."))
    return redirect("history:self_test", form.test)


def _page(request: PersonRequest, test: SelfTest, form: ResultForm | None) -> dict[str, Any]:
    user, words = request.user, WORDS[test]
    mine = SelfTestResult.objects.of(user).filter(test=test)
    results, page, has_earlier = _results_of(user, test, request.GET.get("page", ""))
    figure = Exercise.objects.library().filter(pk=words.figure).first() if words.figure else None
    state = state_of(user, test, user.today())
    return {
        "test": test,
        "words": words,
        "exercise": figure,
        "form": form,
        "state": state,
        "timer": _timer(test) if state.is_open else None,
        "results": results,
        "chart": trend_chart(results),
        "newer": page - 1,
        "earlier": page + 1 if has_earlier else None,
        "removed": mine.exclude(removed_at=None).order_by("-removed_at")[:5],
        **norms_of(user, test, results[0] if results and page == 1 else None),
    }


def _timer(test: SelfTest) -> dict[str, Any] | None:
    """Return how the timer of a test counts, and to how many seconds; None without a timer."""
    if test == SelfTest.CHAIR_STAND:
        return {"counts": "down", "seconds": STANDS_S}
    if ABOUT[test].unit == Unit.SECONDS:
        return {"counts": "up", "seconds": ABOUT[test].most}
    return None


def _results_of(user: User, test: SelfTest, asked: str) -> tuple[list[SelfTestResult], int, bool]:
    """Return the results of a page, newest first; its number; and whether there are earlier ones.

    The first page for what is no number, and for a number beyond the last.
    """
    number = int(asked) if re.fullmatch(r"[1-9]\d{0,3}", asked, re.ASCII) else 1
    start = (number - 1) * RESULTS_A_PAGE
    mine = SelfTestResult.objects.of(user).standing().filter(test=test).reverse()
    found = list(mine[start : start + RESULTS_A_PAGE + 1])
    if not found and number > 1:
        return _results_of(user, test, "1")
    return found[:RESULTS_A_PAGE], number, len(found) > RESULTS_A_PAGE


@never_cache
@require_safe
def self_test_offer(request: PersonRequest) -> HttpResponse:
    """Show the test that is offered today, or nothing. Today fetches this into itself."""
    test = offered_test(request.user, request.user.today())
    return render(request, "history/self_test_offer.html", {"test": test})


@require_POST
def skip_self_test(request: PersonRequest, test: str) -> HttpResponse:
    """Skip the offer of a test for four weeks."""
    try:
        actions.skip_test(user=request.user, test=known_test(test), today=request.user.today())
    except NotAgreed:
        return redirect("routines:agreement")
    return redirect("routines:today")
