"""Everything that is stored about a person: downloading it, and bringing it back."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exchange import actions
from exchange.archive.shape import RefusedArchive
from exchange.facts.beside import beside
from exchange.facts.brought import read_file
from exchange.facts.everything import everything, in_pieces
from exchange.facts.preview import preview
from exchange.facts.sets import sets_of
from exchange.forms import ArchiveForm, BringBackForm
from exchange.labels.archive import refusal_sentence
from exchange.logs.ours import written
from exchange.models import BroughtFile, BroughtPiece
from routines.facts.consent import has_agreed

PIECE = 256 * 1024


@require_safe
@never_cache
def download(request: PersonRequest) -> StreamingHttpResponse:
    name = f"backhealth-{request.user.today()}.json"
    return StreamingHttpResponse(
        everything(request.user, now=timezone.now()),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@never_cache
def sets_as_csv(request: PersonRequest) -> StreamingHttpResponse:
    """Answer with one row for each set; with semicolons where a comma is the decimal sign."""
    delimiter = ";" if request.GET.get("separator") == "semicolon" else ","
    name = f"backhealth-sets-{request.user.today()}.csv"
    return StreamingHttpResponse(
        in_pieces(written(sets_of(request.user), delimiter=delimiter)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: PersonRequest) -> HttpResponse:
    """Take a file of everything, and go on to what it would change."""
    form = ArchiveForm(posted(request), request.FILES or None)
    if request.method != "POST":
        return render(request, "exchange/bring_back.html", {"form": form})
    if form.is_valid():
        try:
            file = _keep(request.user, form.cleaned_data["file"])
        except RefusedArchive as refused:
            form.add_error("file", refusal_sentence(refused.why, refused.about))
        else:
            return redirect("exchange:brought_file", file_id=file.pk)
    return render_refused(request, "exchange/bring_back.html", {"form": form})


def _keep(user: User, sent: UploadedFile) -> BroughtFile:
    now = timezone.now()
    found = preview(beside(user, read_file(_pieces(sent)), now=now))
    return actions.keep_file(
        user=user, pieces=_pieces(sent), size=sent.size or 0, found=found, now=now
    )


def _pieces(sent: UploadedFile) -> Iterator[bytes]:
    sent.seek(0)
    while piece := sent.read(PIECE):
        yield piece


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def brought_file(request: PersonRequest, file_id: UUID) -> HttpResponse:
    """Show what a file would change, and write it, or throw the file away."""
    file = get_object_or_404(BroughtFile.objects.of(request.user), pk=file_id)
    if request.method == "POST" and request.POST.get("action") == "leave":
        actions.throw_away(file=file)
        return redirect("accounts:settings")
    agreed = has_agreed(request.user)
    form = BringBackForm(posted(request), found=file.found, agreed=agreed)
    context = {"file": file, "found": file.found, "form": form, "agreed": agreed}
    if request.method != "POST":
        return render(request, "exchange/brought_file.html", context)
    if not form.is_valid():
        return render_refused(request, "exchange/brought_file.html", context)
    return _write(request, file, form, context)


def _write(
    request: PersonRequest, file: BroughtFile, form: BringBackForm, context: dict[str, Any]
) -> HttpResponse:
    now = timezone.now()
    try:
        read = read_file(file.read())
        actions.bring_back(user=request.user, file=read, choice=form.choice, now=now)
    except BroughtPiece.DoesNotExist:
        # Sent twice: the other request has written it, and the file is gone.
        raise Http404 from None
    except RefusedArchive as refused:
        form.add_error(None, refusal_sentence(refused.why, refused.about))
        return render_refused(request, "exchange/brought_file.html", context)
    actions.throw_away(file=file)
    messages.success(request, _("Everything from the file is here."))
    return redirect("routines:today")
