"""Pages about the person: start without an account, keep the log, settings, address, devices."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, entrance, limits, mails, own_password, proof
from accounts.account_first import account_first
from accounts.devices import remember
from accounts.factors.confirming import note_confirmed
from accounts.forms import AddressForm, ClaimForm, SettingsForm, zone_label
from accounts.guests import sign_in_as_guest
from accounts.labels import NOT_SENT, ON_ITS_WAY
from accounts.log_ins import OTHERS, key_of, log_in, log_ins
from accounts.models import Units, User, zone_names
from accounts.new_address import ask_to_confirm, asked_by
from accounts.refusals import too_often
from accounts.requests import PersonRequest
from backhealth.cookies import cookie
from backhealth.http import no_rows, posted, public_page, render_refused, wants_partial


@require_POST
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Begin as a guest."""
    return sign_in_as_guest(request) or redirect("routines:today")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def claim(request: HttpRequest) -> HttpResponse:
    """Take an e-mail address and a password for the guest's log, or for a stranger's new
    account."""
    if request.user.is_authenticated and not request.user.is_guest:
        return redirect("accounts:settings")
    form = ClaimForm(posted(request))
    if request.method != "POST":
        return render(request, "accounts/claim.html", {"form": form})
    # Counted even if the form is refused: its message reveals whether an address has an account.
    wait = limits.take(entrance.account_uses(request), now=timezone.now())
    if wait:
        return too_often(request, "account", wait)
    person = _claimed(request, form) if form.is_valid() else None
    if person is None:
        return render_refused(request, "accounts/claim.html", {"form": form})
    messages.success(request, _("Your log is yours now: log in with this address anywhere."))
    return remember(request, redirect("routines:today"), person)


def _claimed(request: HttpRequest, form: ClaimForm) -> User | None:
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    try:
        if isinstance(request.user, User):
            person = actions.claim(user=request.user, email=email, password=password)
            update_session_auth_hash(request, person)
            note_confirmed(request, timezone.now())  # the password was typed just now
            actions.end_sessions(user=person, but=request.session.session_key)
        else:
            person = actions.sign_up(email=email, password=password)
            log_in(request, person, timezone.now())
    except IntegrityError:
        form.refuse_taken()
        return None
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    form = SettingsForm(posted(request), instance=request.user)
    shown = {"form": form, "forgets": cookie(request, "forget")}
    if request.method != "POST":
        return render(request, "accounts/settings.html", shown)
    if not form.is_valid():
        return render_refused(request, "accounts/settings.html", shown)
    form.save()
    told = _told_of_units(request.user) if "units" in form.changed_data else _("Saved.")
    messages.success(request, told)
    return redirect("accounts:settings")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@account_first
def address(request: PersonRequest) -> HttpResponse:
    """Change the e-mail address, or confirm the present one: by the link in a mail."""
    form = AddressForm(posted(request), user=request.user, initial={"email": request.user.email})
    if request.method != "POST":
        return render(request, "accounts/address.html", {"form": form})
    if wait := own_password.check(form, timezone.now()):
        return too_often(request, "password", wait)
    if not form.is_valid():
        return render_refused(request, "accounts/address.html", {"form": form})
    return _mail_to_confirm(request, form)


def _mail_to_confirm(request: PersonRequest, form: AddressForm) -> HttpResponse:
    email, now = form.cleaned_data["email"], timezone.now()
    if wait := limits.take(entrance.mail_uses(request, email), now=now):
        return too_often(request, "address", wait)
    if not ask_to_confirm(user=request.user, email=email, now=now):
        form.add_error("email", NOT_SENT)
        return render_refused(request, "accounts/address.html", {"form": form})
    messages.success(request, ON_ITS_WAY % {"email": email})
    return redirect("accounts:settings")


@require_POST
@account_first
def prove_address(request: PersonRequest) -> HttpResponse:
    """Send the mail that confirms the present address, for a page that asks for the proof, and
    lead back there."""
    page, email, now = _page_that_waits(request), str(request.user.email), timezone.now()
    if not proof.is_missing(request.user):
        return page
    if wait := limits.take(entrance.mail_uses(request, email), now=now):
        return too_often(request, "address", wait)
    if ask_to_confirm(user=request.user, email=email, now=now):
        request.session[proof.AFTER_PROOF] = page.url
        messages.success(request, ON_ITS_WAY % {"email": email})
    else:
        messages.error(request, NOT_SENT)
    return page


def _page_that_waits(request: PersonRequest) -> HttpResponseRedirect:
    # Not `redirect`, which takes what has no slash for the name of a page.
    return HttpResponseRedirect(get_next_redirect_url(request) or reverse("accounts:security"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def confirm_address(request: HttpRequest, address_key: str) -> HttpResponse:
    """Confirm an address by the link in a mail, in any browser. Opening it alone changes nothing:
    mail programs open links to look at them."""
    asked = asked_by(address_key, timezone.now())
    if asked is None or request.method != "POST":
        context, status = {"asked": asked, "key": address_key}, 200 if asked else 410
        return render(request, "accounts/confirm_address.html", context, status=status)
    before = asked.user.email
    try:
        person = actions.confirm_address(asked=asked)
    except (IntegrityError, actions.OtherAddressAsked):
        return render(request, "accounts/confirm_address.html", {"asked": None}, status=410)
    if before and before != person.email:
        mails.tell("address_changed", to=before)
    messages.success(request, _("Your address is confirmed: log in with it from now on."))
    waits = request.session.pop(proof.AFTER_PROOF, None) if request.user == person else None
    return HttpResponseRedirect(waits or reverse("accounts:settings"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def devices(request: PersonRequest) -> HttpResponse:
    """List the person's log-ins, and end one or all others."""
    here = request.session.session_key
    if request.method != "POST":
        found = log_ins(request.user, timezone.now(), here=here)
        return render(request, "accounts/devices.html", {"log_ins": found})
    sign = request.POST.get("end", "")
    if sign == OTHERS:
        actions.end_sessions(user=request.user, but=here)
        messages.success(request, _("You are logged out everywhere else."))
    elif key := key_of(sign, request.user):
        actions.end_session(user=request.user, key=key)
        messages.success(request, _("You are logged out there."))
    return redirect("accounts:devices")


@login_not_required
@never_cache
@require_safe
def emergency_number(request: HttpRequest) -> HttpResponse:
    """Show the numbers of the person's country, for pages that are the same for everybody.

    A stranger gets an empty answer, because the page must not lead to the log-in.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    return render(request, "accounts/emergency_number.html")


@public_page(no_rows)
def time_zones(request: HttpRequest) -> HttpResponse:
    """Show the names of all time zones; to htmx, as the choices of a field."""
    template = "accounts/time_zones.html"
    if wants_partial(request):
        template += "#time-zones"
    zones = [zone_label(name) for name in sorted(zone_names())]
    return render(request, template, {"zones": zones})


def _told_of_units(user: User) -> str:
    if user.units == Units.IMPERIAL:
        return _(
            "Saved. Weights are asked for in pounds from now on, and step heights in inches. What "
            "was logged keeps its unit, and so do weights that you named in kilograms."
        )
    return _(
        "Saved. Weights are asked for in kilograms from now on, and step heights in centimetres. "
        "What was logged keeps its unit, and so do weights that you named in pounds."
    )
