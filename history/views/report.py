"""The sheet for an appointment: choose what is on it, look at it and print it, give a link away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from backhealth.http import absolute, posted, render_refused
from history import actions
from history.facts.report import report_of
from history.forms import AT_FIRST, ReportForm, ReportLinkForm
from history.models import MOST_LINKS, ReportLink


@require_safe
def report(request: PersonRequest) -> HttpResponse:
    """Ask for the days and the parts of the sheet; list its links."""
    form = _form(request, request.GET)
    context = _choosing(request, form)
    if not form.is_valid():
        return render_refused(request, "history/report.html", context)
    return render(request, "history/report.html", context)


def _form(request: PersonRequest, asked: Mapping[str, Any]) -> ReportForm:
    """Return the form with what was asked for; at first with what most people want."""
    user, is_asked = request.user, asked.keys() & ReportForm.base_fields.keys()
    return ReportForm(
        asked if is_asked else AT_FIRST, today=user.today(), week_start=user.week_start
    )


def _choosing(request: PersonRequest, form: ReportForm) -> dict[str, Any]:
    links = ReportLink.objects.of(request.user).standing(timezone.now())
    return {"form": form, "links": links}


@require_http_methods(["GET", "HEAD", "POST"])
def report_sheet(request: PersonRequest) -> HttpResponse:
    """Show the sheet to print. A POST makes a link to it, which is shown this once."""
    form = _form(request, request.POST or request.GET)
    if not form.is_valid():
        return render_refused(request, "history/report.html", _choosing(request, form))
    link_form = ReportLinkForm(posted(request))
    context = {
        "query": form.query,
        "link_form": link_form,
        "report": report_of(request.user, form.period, form.parts, request.user.today()),
    }
    if request.method != "POST":
        return render(request, "history/report_sheet.html", context)
    try:
        token = _make_link(request, form, link_form)
    except actions.NotAgreed:
        return redirect("routines:agreement")
    if token is None:
        return render_refused(request, "history/report_sheet.html", context)
    context["address"] = absolute(reverse("history:given_sheet", args=[token]))
    return render(request, "history/report_sheet.html", context)


def _make_link(request: PersonRequest, form: ReportForm, link_form: ReportLinkForm) -> str | None:
    """Make the link and return its token; None, with a message beside the field, if it can't be.

    Raises NotAgreed.
    """
    if not link_form.is_valid():
        return None
    try:
        return actions.make_report_link(
            user=request.user,
            period=form.period,
            parts=form.parts,
            days=link_form.cleaned_data["days"],
            now=timezone.now(),
        )
    except actions.TooManyLinks:
        too_many = _("You have %(count)s links. Switch one of them off first.")
        link_form.add_error("days", too_many % {"count": MOST_LINKS})
        return None


@require_POST
def switch_off_report_link(request: PersonRequest, link_id: UUID) -> HttpResponse:
    """End a link at once."""
    link = get_object_or_404(ReportLink.objects.of(request.user), pk=link_id)
    actions.switch_off_report_link(link=link)
    messages.success(request, _("The link is off: it leads nowhere any more."))
    return redirect("history:report")


@require_safe
@login_not_required
@never_cache
def given_sheet(request: HttpRequest, sheet_token: str) -> HttpResponse:
    """Show the sheet to a person who has its link. Neither session nor cookie is read or set."""
    link = get_object_or_404(ReportLink.objects.at(sheet_token, timezone.now()))
    found = report_of(link.user, link.period, link.shown, link.user.today())
    response = render(request, "history/given_sheet.html", {"report": found, "link": link})
    # Its address is a secret: no search engine keeps it, and no other site learns it.
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
