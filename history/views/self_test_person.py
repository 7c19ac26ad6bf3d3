"""What tests ask about the person: the three activities, and age and sex for the norms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from history import actions
from history.forms import NamedActivitiesForm, NormGroupForm
from history.models import NormGroup, ThreeActivities
from history.planning.self_tests import SelfTest
from routines.facts.consent import NotAgreed


@require_http_methods(["GET", "HEAD", "POST"])
def name_activities(request: PersonRequest) -> HttpResponse:
    """Name the three activities, correct their names, or begin anew with others."""
    there = ThreeActivities.objects.of(request.user).last()
    initial = {"first": there.first, "second": there.second, "third": there.third} if there else {}
    form = NamedActivitiesForm(posted(request), initial=initial)
    context = {"form": form, "there": there}
    if request.method != "POST":
        return render(request, "history/name_activities.html", context)
    if not form.is_valid():
        return render_refused(request, "history/name_activities.html", context)
    try:
        actions.name_activities(
            user=request.user,
            names=form.names,
            are_others=form.cleaned_data["are_others"],
            today=request.user.today(),
        )
    except NotAgreed:
        return redirect("routines:agreement")
    return redirect("history:self_test", SelfTest.ACTIVITIES)


@require_http_methods(["GET", "HEAD", "POST"])
def norm_group(request: PersonRequest) -> HttpResponse:
    """Ask for age and sex, which norms are looked up by; store, change or delete them."""
    there = NormGroup.objects.of(request.user).first()
    initial = {"age": there.age, "sex": there.sex} if there else {"age": "", "sex": ""}
    form = NormGroupForm(posted(request), initial=initial)
    context = {"form": form, "there": there}
    if request.method != "POST":
        return render(request, "history/norm_group.html", context)
    if not form.is_valid():
        return render_refused(request, "history/norm_group.html", context)
    try:
        actions.say_norm_group(user=request.user, today=request.user.today(), **form.cleaned_data)
    except NotAgreed:
        return redirect("routines:agreement")
    messages.success(request, _("Kept.") if any(form.cleaned_data.values()) else _("Deleted."))
    return redirect("history:self_tests")
