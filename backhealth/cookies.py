"""Our own cookies: for the app's path alone, under names that no other app on the host has."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def cookie(request: HttpRequest, name: str) -> str:
    """Return what one of our cookies holds, empty if there is none."""
    return request.COOKIES.get(settings.ENVIRONMENT.named(name), "")


def set_cookie(
    response: HttpResponse, name: str, value: str, max_age: int, *, httponly: bool = False
) -> None:
    """Set one of our cookies for `max_age` seconds; with https it is sent over nothing else."""
    response.set_cookie(
        settings.ENVIRONMENT.named(name),
        value,
        max_age,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=httponly,
        samesite="Lax",
    )


def delete_cookie(response: HttpResponse, name: str) -> None:
    response.delete_cookie(
        settings.ENVIRONMENT.named(name), path=settings.SESSION_COOKIE_PATH, samesite="Lax"
    )
