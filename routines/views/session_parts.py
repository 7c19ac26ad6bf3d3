"""What is the same in every session, as a script that browsers keep (docs/decisions/0051)."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from backhealth.http import kept_for_ever
from backhealth.page_memory import kept_text, page_key
from routines.compiled import ANY, render
from routines.forms.session import PAINS, REASONS
from routines.views.session_page import EFFORTS

ADDING = 'document.getElementById("say").insertAdjacentHTML("afterend", %s);\n'


@login_not_required
@require_safe
def session_parts(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve a script that adds the templates and the timers to the page of a session that runs.

    Its address changes with them, so a browser may keep it for ever; the address of older ones
    redirects to the present ones. They are the same for everybody.
    """
    text = _text()
    if digest != _digest(text):
        return redirect(parts_address())
    return kept_for_ever(HttpResponse(text, content_type="text/javascript"))


def parts_address() -> str:
    return reverse("routines:session_parts", args=[_digest(_text())])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text() -> str:
    return kept_text(page_key("session parts"), lambda: ADDING % json.dumps(_html()))


def _html() -> str:
    # The scripts put in the keys of the session and of its exercises.
    session = {"pk": "{session}", "is_running": True, "written_later": False}
    values = {"session": session, "any": ANY, "brief": True}
    values |= {"pains": PAINS, "efforts": EFFORTS, "reasons": REASONS}
    return render("routines/_session_parts.jinja.html", values)
