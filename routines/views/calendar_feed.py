"""The page with the calendar's link, and the calendar itself for anyone who has the link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import absolute, posted, render_refused
from routines import actions
from routines.facts.calendar_entries import entries
from routines.forms import CalendarAction, CalendarForm
from routines.models import CalendarFeed
from routines.views.ical import to_ical


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: PersonRequest) -> HttpResponse:
    feed = CalendarFeed.objects.of(request.user).first()
    form = CalendarForm(posted(request), feed=feed)
    context = {"feed": feed, "form": form, **_addresses(feed)}
    if request.method != "POST":
        return render(request, "routines/calendar.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/calendar.html", context)
    messages.success(request, _do(request.user, form))
    return redirect("routines:calendar")


def _addresses(feed: CalendarFeed | None) -> dict[str, str]:
    """Return the link twice: as an address to copy, and as one that opens a calendar app."""
    if feed is None:
        return {}
    address = absolute(reverse("routines:calendar_feed", args=[feed.token]))
    return {"address": address, "webcal": f"webcal:{address.partition(':')[2]}"}


def _do(user: User, form: CalendarForm) -> str:
    """Carry out the button that was pressed; return a message about it."""
    now = timezone.now()
    match form.cleaned_data["action"]:
        case CalendarAction.MAKE:
            actions.make_feed(user=user, now=now, **form.choices)
            return _("Your calendar link is ready.")
        case CalendarAction.CHOOSE:
            actions.choose_feed_entries(user=user, now=now, **form.choices)
            return _("Saved. Calendars show it when they next look.")
        case CalendarAction.REPLACE:
            actions.replace_feed_link(user=user, now=now)
            return _("Here is a new link. The old one has stopped working.")
        case _:
            actions.switch_off_feed(user=user)
            return _("The calendar link is switched off.")


@require_safe
@login_not_required
@cache_control(private=True, max_age=15 * 60)
@conditional_page
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.at(token))
    found = entries(feed=feed, today=feed.user.today())
    headers = {
        "Content-Disposition": 'inline; filename="training.ics"',
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(
        to_ical(feed, found), content_type="text/calendar; charset=utf-8", headers=headers
    )
