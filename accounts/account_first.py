"""Pages that need an account: a guest has no password, no address and no second step."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.requests import PersonRequest

View = Callable[..., HttpResponse]


def account_first(view: View) -> View:
    """Lead a guest to making an account, in place of this page."""

    @wraps(view)
    def page(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_guest:
            return redirect("accounts:claim")
        return view(request, *args, **kwargs)

    return page
