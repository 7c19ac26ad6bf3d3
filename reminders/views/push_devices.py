"""The browsers in which a person is reminded: switch one on, try it, switch it off."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import limits
from accounts.devices import name_of
from accounts.labels import soon
from accounts.limits import RateLimit, Use
from accounts.log_ins import browser_of
from accounts.models import User
from accounts.requests import PersonRequest
from reminders import actions
from reminders.forms import PushDeviceForm
from reminders.models import PushSubscription, ReminderSetting
from reminders.views.reminders import form_for, show

ADDED = RateLimit("device for reminders", 20, timedelta(hours=20))
TESTS = RateLimit("test of a device", 5, timedelta(minutes=50))
PAGE = "reminders:reminders"


@require_POST
def add_push_device(request: PersonRequest) -> HttpResponse:
    """Remind the person in this browser, at the address that its own script names."""
    form = PushDeviceForm(request.POST)
    if not form.is_valid():
        return show(request, form_for(request, asked=False), refusal=form.refusal)
    if wait := limits.take([Use(ADDED, str(request.user.pk))], now=timezone.now()):
        told = _("This was done many times just now. It works again %(when)s.")
        if not form.is_unasked:
            messages.error(request, told % {"when": soon(wait)})
        return redirect(PAGE)
    actions.add_device(
        user=request.user,
        browser=browser_of(request),
        device=name_of(request.headers.get("User-Agent", "")),
        address=form.address,
        now=timezone.now(),
    )
    if not form.is_unasked:
        messages.success(request, _added(request.user))
    return redirect(PAGE)


def _added(user: User) -> str:
    if ReminderSetting.objects.of(user).filter(by_push=True).exists():
        return _("This device shows reminders now. Send a test to see one.")
    return _("This device shows reminders now. Choose below which come “On my devices”.")


@require_POST
def stop_push_device(request: PersonRequest, device_id: UUID) -> HttpResponse:
    """Remind nobody in this browser any more."""
    actions.remove_device(subscription=_device(request, device_id))
    messages.success(request, _("That device gets no more reminders."))
    return redirect(PAGE)


@require_POST
def test_push_device(request: PersonRequest, device_id: UUID) -> HttpResponse:
    """Send a test with the next round of the periodic work, as a reminder is sent."""
    subscription, now = _device(request, device_id), timezone.now()
    if wait := limits.take([Use(TESTS, str(request.user.pk))], now=now):
        told = _("Several tests were sent already. The next can be sent %(when)s.")
        messages.error(request, told % {"when": soon(wait)})
    else:
        actions.ask_for_test(subscription=subscription, now=now)
    return redirect(f"{reverse(PAGE)}#push-devices")


def _device(request: PersonRequest, key: UUID) -> PushSubscription:
    found: PushSubscription = get_object_or_404(PushSubscription.objects.of(request.user), pk=key)
    return found
