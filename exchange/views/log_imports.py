"""A log that is brought along from another app: the file, what is asked, the preview, the end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused, wants_partial
from exchange import actions
from exchange.facts.log_imports import guess_of, known_exercises, names_asked, reasons
from exchange.facts.newest import newest_of
from exchange.forms import ActionForm, Do, NamesForm, UnitForm, UploadForm
from exchange.labels.log_imports import WHERE, guess_sentence, refusal_sentence
from exchange.logs.rows import RefusedFile, Unit
from exchange.models import LogImport, State, Status
from routines.facts.units import unit_of


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: PersonRequest) -> HttpResponse:
    """Take a file in, and list those that were brought along."""
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _begin(request, form.cleaned_data["file"])
        except RefusedFile as refused:
            form.add_error("file", refusal_sentence(refused))
        except actions.UnderWay:
            form.add_error("file", _("Another file isn’t finished. Go on with it, or leave it."))
        else:
            return redirect("exchange:log_import", made.pk)
    mine = list(LogImport.objects.of(request.user).exclude(state=State.LEFT))
    context = {
        "form": form,
        "where": WHERE.items(),
        "open": [each for each in mine if each.is_open],
    }
    context["done"] = [each for each in mine if not each.is_open]
    show = render_refused if request.method == "POST" else render
    return show(request, "exchange/imports.html", context)


def _begin(request: PersonRequest, sent: Any) -> LogImport:
    return actions.begin_import(
        user=request.user,
        stream=sent.file,
        file_name=sent.name,
        today=request.user.today(),
        now=timezone.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def log_import(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """Show how far a file has come, with the next question, and take the next step."""
    rows = LogImport.objects.of(request.user).select_related("user")
    found = get_object_or_404(rows, pk=import_id)
    if request.method != "POST":
        return render(request, "exchange/log_import.html", _shown(found))
    form = ActionForm(request.POST)
    if not form.is_valid():
        return render_refused(request, "exchange/log_import.html", _shown(found, action=form))
    return STEPS[Do(form.cleaned_data["action"])](request, found)


def _go_on(request: PersonRequest, found: LogImport) -> HttpResponse:
    """Do the next piece of work; a page with a script asks for it again and again."""
    today = request.user.today()
    if found.state == State.READING:
        found = actions.read_on(log_import=found, today=today)
    elif found.state == State.COMPARING:
        words = actions.Words(warm_up=_("Warm-up"), drop=_("Drop set"))
        found = actions.compare_on(log_import=found, today=today, words=words)
    if wants_partial(request) and found.is_working:
        return render(request, "exchange/log_import.html#progress", _shown(found))
    return redirect("exchange:log_import", found.pk)


def _unit(request: PersonRequest, found: LogImport) -> HttpResponse:
    form = UnitForm(request.POST)
    if not form.is_valid():
        return render_refused(request, "exchange/log_import.html", _shown(found, unit=form))
    actions.choose_unit(log_import=found, unit=Unit(form.cleaned_data["unit"]))
    return redirect("exchange:log_import", found.pk)


def _names(request: PersonRequest, found: LogImport) -> HttpResponse:
    form = _names_form(found, request.POST)
    if not form.is_valid():
        return render_refused(request, "exchange/log_import.html", _shown(found, names=form))
    try:
        actions.choose_names(log_import=found, chosen=form.chosen())
    except actions.TooManyOwn:
        form.add_error(None, _("You have very many exercises of your own. Remove some first."))
        return render_refused(request, "exchange/log_import.html", _shown(found, names=form))
    return redirect("exchange:log_import", found.pk)


def _again(request: PersonRequest, found: LogImport) -> HttpResponse:
    """Go back to the names, to choose otherwise."""
    actions.choose_again(log_import=found)
    return redirect("exchange:log_import", found.pk)


def _write(request: PersonRequest, found: LogImport) -> HttpResponse:
    written = actions.write_import(log_import=found, now=timezone.now())
    if written.state == State.DONE:
        actions.clear_import(log_import=written)
    return redirect("exchange:log_import", found.pk)


def _take_back(request: PersonRequest, found: LogImport) -> HttpResponse:
    actions.take_back_import(log_import=found, now=timezone.now())
    return redirect("exchange:log_import", found.pk)


def _leave(request: PersonRequest, found: LogImport) -> HttpResponse:
    actions.abandon_import(log_import=found)
    return redirect("exchange:imports")


STEPS: dict[Do, Callable[[PersonRequest, LogImport], HttpResponse]] = {
    Do.GO_ON: _go_on,
    Do.UNIT: _unit,
    Do.NAMES: _names,
    Do.AGAIN: _again,
    Do.WRITE: _write,
    Do.TAKE_BACK: _take_back,
    Do.LEAVE: _leave,
}


def _shown(found: LogImport, **forms: Any) -> dict[str, Any]:
    """Return what the page shows in the state that an import is in."""
    context: dict[str, Any] = {"found": found, **forms}
    if found.state == State.UNIT:
        guess = guess_of(found)
        unit = guess.unit if guess and guess.unit else unit_of(found.user)
        context.setdefault("unit", UnitForm(initial={"unit": unit.value}))
        context["guess"] = guess_sentence(guess) if guess else ""
    elif found.state == State.NAMES:
        context.setdefault("names", _names_form(found, None))
        context["known"] = known_exercises(found.user)
    if found.state in {State.NAMES, State.PREVIEW, State.UNIT}:
        context["faults"] = reasons(found, Status.FAULT)
    if found.state == State.PREVIEW:
        context["left_out"] = reasons(found, Status.LEFT_OUT, at_least=found.count("left_out"))
        context["newest"] = newest_of(found.newest)
    return context


def _names_form(found: LogImport, data: Any) -> NamesForm:
    return NamesForm(data, asked=names_asked(found, found.user), known=known_exercises(found.user))
