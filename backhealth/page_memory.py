"""Keep pages that are the same for everyone in the worker's memory, compressed (decision 22)."""

import gzip
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

CACHE = "pages"  # of settings.CACHES


def page_key(*parts: Any) -> str:
    """Return a short hash of the release, the language, and what else a page depends on."""
    everything = (settings.RELEASE, get_language(), *parts)
    return hashlib.sha256(repr(everything).encode()).hexdigest()[:32]


def recall(request: HttpRequest, key: str) -> HttpResponse | None:
    """Return the page that was kept under this key, if there is one."""
    kept = caches[CACHE].get(key)
    return None if kept is None else _answer(request, *kept)


def keep(request: HttpRequest, key: str, response: HttpResponse) -> HttpResponse:
    """Keep a page if it is the same for everyone, and return its answer to this request.

    Errors are not kept, nor what was made for one person: a page for which the session was read,
    or a token given out, or that sets a cookie.
    """
    if response.status_code != 200 or _is_for_one(request, response):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    kept = (gzip.compress(response.content, mtime=0), dict(response.headers))
    caches[CACHE].set(key, kept)
    return _answer(request, *kept)


def kept_text(key: str, render: Callable[[], str]) -> str:
    """Return the text that was kept under this key; render and keep it if there is none.

    For a page whose view fills in what differs between visitors, and for a part of several pages.
    """
    text: str | None = caches[CACHE].get(key)
    if text is None:
        text = render()
        caches[CACHE].set(key, text)
    return text


def _is_for_one(request: HttpRequest, response: HttpResponse) -> bool:
    token_given = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return request.session.accessed or token_given or bool(response.cookies)


def _answer(request: HttpRequest, compressed: bytes, headers: dict[str, str]) -> HttpResponse:
    """Return a kept page, compressed for a browser that takes it so, as GZipMiddleware decides."""
    if re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        return HttpResponse(compressed, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(compressed), headers=headers)
