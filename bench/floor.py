"""The floor: the least that a page with a session and a user costs by Django's own ways.

`/floor/` reads session and user, `/floor/insert/` also inserts one row. Both run under the app's
settings, on the app's database, with the app's gunicorn settings. `/floor/tap/` is a button whose
POST is answered with 204 and nothing else.
"""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench import floor_table

TAP_PAGE = """<!DOCTYPE html><title>floor</title><button>tap</button><script>
  document.querySelector("button").addEventListener("click", async () => {
    await fetch("", { method: "POST" });
    document.body.append(Object.assign(document.createElement("p"), { className: "done" }));
  });
</script>"""


def tap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204) if request.method == "POST" else HttpResponse(TAP_PAGE)


def read(request: HttpRequest) -> HttpResponse:
    return _answer(f"{request.user.pk}\n")


def insert(request: HttpRequest) -> HttpResponse:
    floor_table.insert(request.user.pk)
    return _answer("written\n")


def _answer(text: str) -> HttpResponse:
    # CommonMiddleware sets the length of the app's pages; the floor has no such middleware.
    return HttpResponse(text, content_type="text/plain", headers={"Content-Length": len(text)})


urlpatterns = [path("floor/", read), path("floor/insert/", insert), path("floor/tap/", tap)]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.floor_settings")
application = get_wsgi_application()
