"""Pages that add a way in beside the password: the address has to be proven before."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts import proof
from accounts.requests import PersonRequest

View = Callable[..., HttpResponse]


def address_first(template: str) -> Callable[[View], View]:
    """Ask for a proof of the address, in place of this page: its template includes
    `accounts/_address_first.html`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not proof.is_missing(request.user):
                return view(request, *args, **kwargs)
            if request.method == "POST":
                return redirect(request.path)
            return render(request, template, {"address_first": True})

        return page

    return decorate
