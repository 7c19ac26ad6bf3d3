"""The app on a device: its manifest, its service worker, the page for an address that isn't
kept."""

import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from backhealth.http import no_rows, public_page
from backhealth.static_files import SCRIPTS, minified

# The files of the pages that open without a signal, by how their names begin.
NEEDED = (
    "css/app.css",
    "css/exercise-parts.css",
    "css/figure.css",
    "css/layout.css",
    "css/learn.css",
    "css/routines.css",
    "css/session.css",
    "css/sets.css",
    "css/timers.css",
    "css/tokens.css",
    "django_htmx/htmx-2.min.js",
    "img/icon.svg",
    "js/back.js",
    "js/mine.js",
    "js/outbox/",
    "js/pictures.js",
    "js/place.js",
    "js/session/",
    "js/worker/held.js",
    "js/worker/register.js",
    "vendor/pico-2.1.1.min.css",
)
COLOURS = {"background_color": "#f4f6f8", "theme_color": "#0b6b63"}  # --page, --accent
ICONS = {"any": ("icon-192", "icon-512"), "maskable": ("icon-maskable-512",)}


@public_page(no_rows)
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the app to a browser that puts it on the home screen."""
    start = reverse("routines:today")
    fields = {
        "id": start,
        "name": "backhealth",
        "short_name": "backhealth",
        "description": _("Plan, learn and log strength training for a back that holds."),
        "lang": get_language(),
        "start_url": start,
        "scope": reverse("routines:landing"),
        "display": "standalone",
        **COLOURS,
        "icons": [_icon(name, purpose) for purpose, names in ICONS.items() for name in names],
    }
    return JsonResponse(fields, content_type="application/manifest+json")


def _icon(name: str, purpose: str) -> dict[str, str]:
    side = name.rpartition("-")[2]
    address = static(f"img/{name}.png")
    return {"src": address, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


@public_page(no_rows)
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")


@require_safe
@login_not_required
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the script of the service worker.

    It lies at the top of the site, because a worker serves what lies below it. With ?sync, for
    browsers that send in the background, it is a module.
    """
    files = needed_files()
    if settings.DEBUG or not files:
        text = _behind({"caches": _caches()}, (SCRIPTS / "worker" / "none.js").read_text())
    else:
        in_background, said = "sync" in request.GET, _("There is a reminder for you.")
        text = worker_text(settings.RELEASE, files, said, in_background=in_background)
    return HttpResponse(text, content_type="text/javascript")


def needed_files() -> tuple[str, ...]:
    """Return the addresses of the files that offline pages need; empty if files have no hashed
    names."""
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    names = sorted(name for name in hashed if name.startswith(NEEDED))
    return tuple(staticfiles_storage.url(name) for name in names)


@cache
def worker_text(
    release: str, files: tuple[str, ...], said: str = "", *, in_background: bool = False
) -> str:
    """Return the service worker's text behind the list of what it holds.

    Another release is another version: /offline/ and /safety/ have no hash in their addresses.
    `said` is shown for a push that can't be read.
    """
    held = [reverse("offline"), reverse("learn:safety"), *files]
    app = {
        "version": hashlib.sha256(repr((release, held)).encode()).hexdigest()[:12],
        "root": reverse("routines:landing"),
        "start": reverse("routines:today"),
        "offline": reverse("offline"),
        "logOut": reverse("account_logout"),
        "caches": _caches(),
        "files": held,
        "reminders": {
            "page": reverse("reminders:reminders"),
            "said": said,
            "icon": static("img/icon-192.png"),
            "badge": static("img/badge-96.png"),
        },
    }
    source = "\n".join((SCRIPTS / "worker" / name).read_text() for name in ("worker.js", "push.js"))
    first = f'import "{static("js/worker/background.js")}";\n' if in_background else ""
    # Inside a function all names can be shortened.
    own = minified(f"(() => {{\n{source}\n}})();")
    return first + _behind(app, own)


def _behind(app: dict[str, Any], text: str) -> str:
    return f"const APP = {json.dumps(app, separators=(',', ':'))};\n{text}"


def _caches() -> list[str]:
    """Return what the names of the app's caches begin with, apart from another app's."""
    return [settings.ENVIRONMENT.named(kind) for kind in ("files-", "pages-")]
