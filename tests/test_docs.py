"""The documents name files, modules and functions that exist, and lead to pages that exist."""

import ast
import re
from functools import cache

from backhealth.environment import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
# The folders that a short path may omit: `facts/swaps.py` is in the routines.
FOLDERS = ["", "routines", "exercises", "static", "static/js", "templates", "docs"]
PATH = re.compile(r"`((?:[\w-]+/)+(?:[\w.-]+\.(?:py|html|js|css|toml|md|svg))?)`")
MODULE = re.compile(
    r"`((?:routines\.|exercises\.)?(?:actions|facts|planning|models|views|forms)(?:\.\w+)+)`"
)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[\w-]+)?\)")
MADE = ("var/", "exercises/library/<slug>.toml")  # made at the first start; a pattern


def found_in_documents(pattern):
    """Return (document, text) for each match, in the order of the documents."""
    return [
        (document, found)
        for document in DOCUMENTS
        for found in pattern.findall(document.read_text())
    ]


@cache
def names_in(path):
    """Return the names that a module defines or imports at its top level, and its classes'."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name for each in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def exists(dotted):
    """Return whether a name like `facts.swaps.swapped` is a module, a class or a function."""
    app = "exercises" if dotted.startswith("exercises.") else "routines"
    package, *parts = dotted.removeprefix(f"{app}.").split(".")
    module = ROOT / app / package / f"{parts[0]}.py"
    names = parts[1:] if module.exists() else parts
    file = module if module.exists() else module.parent / "__init__.py"
    return all(name in names_in(file) for name in names)


def test_documents_name_files_that_exist():
    missing = [
        (document.name, path)
        for document, path in found_in_documents(PATH)
        if path not in MADE and not any((ROOT / folder / path).exists() for folder in FOLDERS)
    ]

    assert missing == []


def test_documents_name_modules_and_functions_that_exist():
    names = found_in_documents(MODULE)

    assert [(document.name, dotted) for document, dotted in names if not exists(dotted)] == []


def test_links_of_documents_lead_to_files():
    links = found_in_documents(LINK)

    assert [
        (document.name, target)
        for document, target in links
        if not (document.parent / target).exists()
    ] == []


def test_decisions_are_numbered_in_turn():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    numbers = [int(path.name[:4]) for path in decisions]
    headings = [path.read_text().partition(".")[0] for path in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    assert headings == [f"# {number}" for number in numbers]


def test_documents_are_read():
    assert len(DOCUMENTS) > 20
    assert len(found_in_documents(PATH)) > 50
    assert len(found_in_documents(MODULE)) > 5
