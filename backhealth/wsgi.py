"""The WSGI application that gunicorn serves."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from backhealth.refusals import readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
_application = get_wsgi_application()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    environ["CONTENT_TYPE"] = readable(environ.get("CONTENT_TYPE", ""))
    return _application(environ, start_response)
