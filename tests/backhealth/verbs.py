"""What the verbs of `routines` call and write, read from their files, for the house rules."""

import ast
from functools import cache

from backhealth.environment import ROOT
from tests.call_chains import Function, Place, Project, read_project

WRITES = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"),
    *("update_or_create", "write_if_newer"),
}
ACTIONS = "routines.actions"
LOCK = Place("accounts.actions", "lock_person")


@cache
def project() -> Project:
    return read_project(ROOT)


@cache
def functions() -> dict[Place, ast.FunctionDef]:
    return {place: node for place, node in project().nodes.items() if isinstance(node, Function)}


def verbs() -> list[Place]:
    """The functions of the package, public and private."""
    return [place for place in functions() if place.module.startswith(f"{ACTIONS}.")]


@cache
def called(place: Place) -> tuple[Place, ...]:
    """What a function calls by its name or through its module, in the order of its text."""
    calls = [node for node in ast.walk(functions()[place]) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    found = [project().meaning(place.module, call.func) for call in calls]
    return tuple(each for each in found if each in functions())


@cache
def reached(place: Place) -> frozenset[Place]:
    """All that a function calls, and what these call; itself included."""
    found, waiting = {place}, [place]
    while waiting:
        for each in called(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


def is_private(place: Place) -> bool:
    return place.name.startswith("_")


def short(place: Place) -> str:
    return f"{place.module.removeprefix(f'{ACTIONS}.')}.{place.name}"


@cache
def names_and_writes(place: Place, models: frozenset[str]) -> bool:
    """Whether a function writes, and names one of these models."""
    nodes = list(ast.walk(functions()[place]))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    # An `Inserted` of `backhealth.prepared` is called by its own name.
    inserts = any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id.startswith("_insert")
        for node in nodes
    )
    return bool(names & models and (inserts or attributes & WRITES))


def callers(place: Place) -> list[Place]:
    """The verbs that call a function themselves."""
    return [each for each in verbs() if each != place and place in called(each)]
