"""The app below a path of its host (docs/decisions/0059): whether a proxy keeps that path in the
requests that it passes on, or takes it away, they mean the same page."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def inside(path: str, prefix: str) -> str:
    """Return a request's path within the app that lies at `prefix`: "/back/today/" and "/today/"
    are both "/today/" at "/back"."""
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path


def below(prefix: str, application: WSGIApplication) -> WSGIApplication:
    """Serve an application at a prefix, which it finds in SCRIPT_NAME and never in PATH_INFO."""

    def application_below(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if environ["PATH_INFO"] == prefix:
            # Cookies and the service worker are for what lies below the slash.
            query = environ.get("QUERY_STRING", "")
            slashed = f"{prefix}/?{query}" if query else f"{prefix}/"
            moved = [("Location", slashed), ("Content-Length", "0")]
            start_response("301 Moved Permanently", moved)
            return []
        environ["SCRIPT_NAME"] = prefix
        environ["PATH_INFO"] = inside(environ["PATH_INFO"], prefix)
        return application(environ, start_response)

    return application_below if prefix else application
