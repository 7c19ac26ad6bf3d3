"""The OpenAPI of the API, with what django-ninja leaves out: scopes, problems, headers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from exchange.api.access import Bearer
from exchange.api.problems import CONTENT_TYPE, Problem

METHODS = ("get", "put", "post", "patch", "delete")
REF = "#/components/schemas/{model}"
# What each operation may answer beside its result, and when.
ALWAYS = {
    401: "No valid token",
    403: "A scope is missing",
    422: "Some fields are wrong",
    429: "Too many requests",
}
WITH_KEY = {404: "There is nothing of yours with this key"}
WRITES = {400: "The body can’t be read", 409: "Not in this state"}
HEADERS = {
    "get": {"ETag": "Send it as If-None-Match: 304 if nothing has changed."},
    "list": {"Link": "The address of the next part, with rel=next."},
    429: {"Retry-After": "In how many seconds to go on."},
}


class Described(NinjaAPI):
    """An API whose description is complete."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=reverse("exchange:api_reference"))
        schema["components"]["schemas"] |= _problem_schemas()
        schema["components"]["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer", "description": "A token of yours."}
        }
        for path, operations in schema["paths"].items():
            operations.pop("head", None)
            for method, operation in operations.items():
                _complete(path, method, operation, self._scopes()[operation["operationId"]])
        return schema

    def _scopes(self) -> dict[str, list[str]]:
        """Return the scopes that each operation needs, by its id."""
        return {
            self.get_openapi_operation_id(each): [
                scope.value
                for auth in each.auth_callbacks
                if isinstance(auth, Bearer)
                for scope in auth.scopes
            ]
            for each in self._operations()
        }

    def _operations(self) -> Iterator[Operation]:
        for router in self._get_bound_routers():
            for view in router.path_operations.values():
                yield from view.operations


def _problem_schemas() -> dict[str, Any]:
    found = Problem.model_json_schema(ref_template=REF, mode="serialization")
    return {**found.pop("$defs"), "Problem": found}


def _complete(path: str, method: str, operation: dict[str, Any], scopes: list[str]) -> None:
    operation["security"] = [{"bearer": scopes}]
    told = ALWAYS | (WITH_KEY if "{" in path or path.endswith("/plan") else {})
    if method != "get":
        told |= WRITES
    content = {CONTENT_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
    for status, why in told.items():
        answer = {"description": why, "content": content}
        if status in HEADERS:
            answer["headers"] = _headers(status)
        operation["responses"][status] = answer
    if method == "get":
        good = operation["responses"][200]
        good["headers"] = _headers("get")
        if any(each["name"] == "cursor" for each in operation["parameters"]):
            good["headers"] |= _headers("list")
        operation["responses"][304] = {"description": "Nothing has changed since that ETag."}
    operation["responses"] = {
        str(status): answer for status, answer in sorted(operation["responses"].items())
    }


def _headers(of: str | int) -> dict[str, Any]:
    return {
        name: {"description": what, "schema": {"type": "string"}}
        for name, what in HEADERS[of].items()
    }
