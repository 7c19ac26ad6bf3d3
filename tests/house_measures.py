"""Measure how the code reads, in this checkout or in others beside each other.

    .venv/bin/python -m tests.house_measures                 # this checkout
    .venv/bin/python -m tests.house_measures ../before .     # two folders, a column each
    .venv/bin/python -m tests.house_measures --list          # and every place that is counted

To measure an older commit: `git worktree add --detach ../before 8ad2562`. `tests/call_chains.py`
defines a call, and lists the calls it can't see; `tests/plain_english.py` lists the wording to
avoid, each with its replacement. Tests and migrations are not counted.
"""

import argparse
import ast
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.call_chains import Place, Project, chain_of, read_project
from tests.plain_english import Docstring, docstrings

LONGEST_TEMPLATE_LINE = 160
VIEWS = {"log one set": "log_set", "start a session": "start_session"}
LEFT_OUT = {"tests", "migrations", "docs", "static", "templates", "var"}


@dataclass(frozen=True)
class Measure:
    """One row of the table: its figure, and the places that were counted."""

    name: str
    figure: int
    places: tuple[str, ...] = ()


def measures(root: Path) -> list[Measure]:
    """Return every measure of the checkout in a folder, in the order of the table."""
    trees = modules(root)
    said = [each for name, tree in trees.items() for each in docstrings(name, tree)]
    lines = sum(len((root / name).read_text().splitlines()) for name in trees)
    return [
        *call_measures(read_project(root)),
        *docstring_measures(said),
        _counted("template lines over 160 characters", long_template_lines(root)),
        _counted("public class names defined twice", names_defined_twice(trees)),
        Measure("modules", len(trees)),
        Measure("lines of Python", lines),
    ]


def modules(root: Path) -> dict[str, ast.Module]:
    """Parse every module of the project by its path, tests and migrations left out."""
    paths = [path.relative_to(root) for path in sorted(root.glob("*/**/*.py"))]
    ours = [
        path for path in paths if path.parts[0][0] not in "._" and not LEFT_OUT & set(path.parts)
    ]
    return {path.as_posix(): ast.parse((root / path).read_text()) for path in ours}


def call_measures(project: Project) -> list[Measure]:
    """Measure the calls below the views of `VIEWS`: files, functions, and the deepest chain."""
    found = []
    for label, view in VIEWS.items():
        chain = chain_of(project, _view(project, view))
        longest = tuple(f"{each.module}.{each.name}" for each in chain.path)
        found += [
            Measure(f"{label}: files", len(chain.files), tuple(sorted(chain.files))),
            Measure(f"{label}: functions", len(chain.functions)),
            Measure(f"{label}: deepest chain of calls", chain.depth, longest),
        ]
    return found


def _view(project: Project, name: str) -> Place:
    return next(
        place
        for place in project.nodes
        if place.name == name and "views" in place.module.split(".")
    )


def docstring_measures(said: Sequence[Docstring]) -> list[Measure]:
    """Count the docstrings with wording to avoid, and the functions' without an imperative."""
    avoided = [f"{each.name}: {', '.join(each.avoided)}" for each in said if each.avoided]
    other = [
        f"{each.name}: {each.text[:60]}"
        for each in said
        if each.of_function and not each.is_imperative
    ]
    return [
        Measure("docstrings", len(said)),
        _counted("docstrings with wording to avoid", avoided),
        _counted("functions' docstrings that don't begin with an imperative", other),
    ]


def long_template_lines(root: Path) -> list[str]:
    """Return the lines of templates that are too long, as path:line."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in sorted((root / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]


def names_defined_twice(trees: dict[str, ast.Module]) -> list[str]:
    """Return the public classes that several modules define; `Command` is Django's own name."""
    defined = defaultdict(list)
    for module, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name[0] != "_" and node.name != "Command":
                defined[node.name].append(module)
    return [
        f"{name}: {', '.join(places)}" for name, places in sorted(defined.items()) if places[1:]
    ]


def _counted(name: str, places: Sequence[str]) -> Measure:
    return Measure(name, len(places), tuple(places))


def table(columns: dict[str, list[Measure]]) -> str:
    """Return the measures as text, a column for each folder."""
    first = next(iter(columns.values()))
    wide = max(len(each.name) for each in first)
    widths = {name: max(len(name), 6) for name in columns}
    head = " " * wide + "".join(f"  {name:>{widths[name]}}" for name in columns)
    rows = [
        f"{each.name:<{wide}}"
        + "".join(f"  {found[index].figure:>{widths[name]}}" for name, found in columns.items())
        for index, each in enumerate(first)
    ]
    return "\n".join([head, *rows, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how the code of a checkout reads.")
    parser.add_argument("folders", nargs="*", type=Path, default=[Path()])
    parser.add_argument("--list", action="store_true", help="print every place that is counted")
    asked = parser.parse_args()
    columns = {str(folder): measures(folder.resolve()) for folder in asked.folders}
    sys.stdout.write(table(columns))
    for folder, found in columns.items() if asked.list else ():
        for measure in found:
            for place in measure.places:
                sys.stdout.write(f"{folder}: {measure.name}: {place}\n")


if __name__ == "__main__":
    main()
