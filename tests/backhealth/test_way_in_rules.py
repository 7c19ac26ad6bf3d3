"""House rule: each verb that adds a way into an account, beside the password, asks for a proof of
the address first (docs/decisions/0064). Read from the files of the project, by their calls."""

import ast
from functools import cache

from tests.backhealth.verbs import functions, project
from tests.call_chains import Place, chain_of

# What is kept of a passkey, of an authenticator and of a program's token.
ROWS = ("Authenticator", "ApiToken")
VERBS = ("create", "bulk_create", "get_or_create", "update_or_create")
MAKES = {*ROWS, *(f"{row}.objects.{verb}" for row in ROWS for verb in VERBS)}
PROOF = Place("accounts.proof", "need")
# These log nobody in without the password, and come with a passkey or an authenticator only.
CODES = Place("accounts.factors.actions", "make_recovery_codes")
# Where it begins. tests/accounts/test_address_first.py tries each of them.
PAGES = {
    Place("accounts.views.passkeys", "new_passkey"),
    Place("accounts.views.security", "authenticator"),
    Place("exchange.views.tokens", "tokens"),
}


def is_maker(place: Place) -> bool:
    calls = (each for each in ast.walk(functions()[place]) if isinstance(each, ast.Call))
    return any(ast.unparse(call.func) in MAKES for call in calls)


@cache
def makers() -> frozenset[Place]:
    """The functions that store a way in."""
    return frozenset(place for place in functions() if is_maker(place)) - {CODES}


def test_what_stores_a_way_in_asks_for_the_proof():
    asking = {place for place in makers() if PROOF in project().calls(place)}

    assert {place.name for place in makers()} == {"add_passkey", "switch_on_app", "make_token"}
    assert asking == makers()


def test_pages_that_lead_there_are_known():
    called = {each for place in functions() for each in project().calls(place)}
    reach = {place for place in functions() if makers() & chain_of(project(), place).functions}

    assert reach - called == PAGES
