"""The door for programs: JSON under /api/v1/, described by OpenAPI, opened by a person's token."""

from exchange.api import exercises, items, mornings, people, plan, routines, self_tests, sessions
from exchange.api import sets as sets_of_a_session
from exchange.api.description import Described
from exchange.api.problems import handle_problems

api = Described(
    title="backhealth",
    version="1.0.0",
    description="Read your log and your plan, and log sessions, from a program of your own.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
for module in (people, exercises, routines, plan, sessions, items, sets_of_a_session):
    api.add_router("", module.router)
for module in (mornings, self_tests):
    api.add_router("", module.router)
handle_problems(api)

__all__ = ["api"]
