"""A routine as a file: downloaded, and read in."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from builder import actions
from builder.facts.routine_file import as_file, library_of_files
from builder.forms import ReadForm
from builder.labels.file_faults import fault_sentence
from builder.routine_files.format import written
from builder.routine_files.reading import BadFile, read_routine
from routines.labels.routines import routine_title
from routines.models import Routine


@require_safe
def file(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Answer with the file of a routine, under a name of letters, figures and hyphens alone."""
    routine = get_object_or_404(Routine.objects.of(request.user), pk=routine_id)
    title = routine_title(routine)
    name = slugify(title) or "routine"
    return HttpResponse(
        written(as_file(routine, name=title)),
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.toml"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: PersonRequest) -> HttpResponse:
    """Read a routine in from a file, or show each of its faults with its line."""
    form = ReadForm(posted(request), request.FILES or None)
    if request.method != "POST":
        return render(request, "builder/read.html", {"form": form})
    if not form.is_valid():
        return render_refused(request, "builder/read.html", {"form": form})
    try:
        routine = _read(request.user, form.cleaned_data["file"])
    except BadFile as bad:
        faults = [(fault.line, fault_sentence(fault)) for fault in bad.faults]
        context = {"form": form, "faults": faults, "more": bad.more}
        return render_refused(request, "builder/read.html", context)
    except actions.TooMany:
        form.add_error("file", _("You have too many exercises of your own for those in the file."))
        return render_refused(request, "builder/read.html", {"form": form})
    name = routine_title(routine)
    messages.success(request, _("“%(name)s” is among your routines.") % {"name": name})
    return redirect("builder:routines")


def _read(user: User, sent: UploadedFile) -> Routine:
    routine = read_routine(sent.read(), library_of_files())
    return actions.make_from_file(user=user, file=routine)
