"""The description of the API, for people and for programs."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from backhealth.http import absolute, no_rows, public_page
from exchange.api import api
from exchange.api.reference import reference


@public_page(no_rows)
def api_reference(request: HttpRequest) -> HttpResponse:
    """Show every operation with its parameters, its answers and an example."""
    command = f'curl -H "Authorization: Bearer bh_…" {absolute(reverse("exchange:api:me"))}'
    context = {"reference": reference(), "example": command}
    return render(request, "exchange/api_reference.html", context)


@public_page(no_rows)
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document."""
    return HttpResponse(json.dumps(api.get_openapi_schema()), content_type="application/json")
