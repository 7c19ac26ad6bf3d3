"""A routine as anybody sees it who has its link: on a screen, and as sheets of paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backhealth.http import absolute
from builder.facts.days import prescribed_days
from builder.models import Share
from builder.qr import qr_code


@require_safe
@login_not_required
@never_cache
def shared_routine(request: HttpRequest, share_token: str) -> HttpResponse:
    found = get_object_or_404(Share.objects.at(share_token))
    context = {
        "share": found,
        "routine": found.routine,
        "days": prescribed_days(found.routine, with_notes=found.with_notes),
    }
    return _unlisted(render(request, "builder/shared_routine.html", context))


@require_safe
@login_not_required
@never_cache
def shared_sheet(request: HttpRequest, share_token: str) -> HttpResponse:
    """Show the sheets to print, a day each, with the code of the link."""
    found = get_object_or_404(Share.objects.at(share_token))
    address = absolute(reverse("builder:shared_routine", args=[share_token]))
    context = {
        "share": found,
        "routine": found.routine,
        "days": prescribed_days(found.routine, with_notes=found.with_notes, with_drawings=True),
        "address": address,
        "code": qr_code(address),
    }
    return _unlisted(render(request, "builder/shared_sheet.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Ask search engines to leave the page out: its address is a secret."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
