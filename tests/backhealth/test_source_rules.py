"""House rules about the files themselves, read and never imported."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from backhealth.environment import ROOT

MOST_LINES = 400
PURE = [
    *sorted((ROOT / "routines" / "planning").rglob("*.py")),
    *sorted((ROOT / "exercises" / "figures").rglob("*.py")),
    ROOT / "exercises" / "catalogue.py",
    ROOT / "exercises" / "decimals.py",
    ROOT / "exercises" / "dose.py",
    ROOT / "exercises" / "own.py",
    ROOT / "exercises" / "search.py",
    ROOT / "exercises" / "vocabulary.py",
]
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "services", "misc", "shared"}
NOT_OURS = {"migrations", "vendor", "__pycache__"}

# What writes a row, or holds one to be written.
WRITES = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"),
    *("update_or_create", "select_for_update", "refresh_from_db", "atomic"),
}


def ours(*suffixes):
    """Our files with these endings; data, hidden folders and what others wrote don't count."""
    folders = [each for each in ROOT.iterdir() if each.is_dir() and each.name[0] not in "._"]
    files = [each for each in ROOT.iterdir() if each.is_file()]
    for folder in folders:
        if folder.name != "var":
            files += [each for each in folder.rglob("*") if each.is_file()]
    return sorted(
        each
        for each in files
        if (each.suffix in suffixes or (each.name == "bh" and ".py" in suffixes))
        and not NOT_OURS & set(each.relative_to(ROOT).parts)
    )


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def trees():
    return {name_of(path): ast.parse(path.read_text()) for path in ours(".py")}


def imports(tree):
    """(line, module) of every import in a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)


def test_rules_read_the_files_that_they_mean():
    names = {name_of(path) for path in ours(".py", ".html", ".css", ".js")}

    assert len(names) > 100
    assert {
        "bh",
        "manage.py",
        "accounts/views/person.py",
        "exercises/management/commands/load_library.py",
        "static/css/tokens.css",
        "static/js/time-zone.js",
        "templates/base.html",
        "tests/test_conventions.py",
    } - names == set()
    assert [path.name for path in PURE if not path.exists()] == []


def test_no_file_is_longer_than_can_be_taken_in():
    lines = {
        name_of(path): len(path.read_text().splitlines())
        for path in ours(".py", ".html", ".css", ".js")
    }

    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    files = [path.relative_to(ROOT) for path in ours(".py", ".html", ".css", ".js")]
    parts = {part for path in files for part in path.parts}

    stems = {part.partition(".")[0].strip("_") for part in parts}
    assert stems & VAGUE == set()


def test_nothing_is_imported_inside_a_function():
    found = [
        f"{name}:{inner.lineno}"
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert found == []


def test_nothing_is_imported_by_a_name_in_a_string():
    found = [
        f"{name}:{line} {module}"
        for name, tree in trees().items()
        for line, module in imports(tree)
        if module in {"importlib", "importlib.import_module", "importlib.util"}
        or module.endswith("import_string")
    ]

    assert found == []


def test_nothing_happens_by_signal():
    found = [
        f"{name}:{line} {module}"
        for name, tree in trees().items()
        for line, module in imports(tree)
        if "signals" in module.split(".") or module == "django.dispatch.receiver"
    ]

    assert found == []
    assert [name_of(path) for path in ours(".py") if path.stem == "signals"] == []


# The places where a fault of any kind must not end what goes on: that of one job and that of
# one person's reminder are logged and counted.
GOES_ON = {"upkeep/tick.py", "reminders/sending.py"}


def test_no_fault_is_swallowed():
    """A bare except, or one of everything."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees().items()
        if not name.startswith("tests/") and name not in GOES_ON
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert found == []


def test_pure_modules_read_neither_clock_nor_chance():
    asked = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in PURE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow", "localtime", "gmtime", "localdate"}
    ]
    imported = [
        f"{name_of(path)}:{line} {module}"
        for path in PURE
        for line, module in imports(ast.parse(path.read_text()))
        if module.partition(".")[0] in {"time", "random", "secrets", "uuid", "django", "os"}
    ]

    assert (asked, imported) == ([], [])


def test_facts_write_nothing():
    calls = [
        (name, node.func.attr)
        for name, tree in trees().items()
        if name.startswith("routines/facts/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]

    assert ("routines/facts/back_state.py", "filter") in calls
    assert [call for call in calls if call[1] in WRITES] == []


def test_decimals_are_put_into_words_in_one_place():
    """`Decimal.normalize` and `str` write 10 as 1E+1: `exercises.decimals` alone strips zeros."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees().items()
        if name != "exercises/decimals.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr, len(node.args)) in {("normalize", 0), ("to_eng_string", 0)}
    ]

    assert found == []


def test_today_is_worked_out_at_the_edge_alone():
    """Views and commands ask for the day; models say what it is; below that it is an argument."""
    edges = re.compile(
        r"(\w+/views/|\w+/views\.py|exchange/api/|\w+/management/|tests/|bench/"
        r"|accounts/(models|adapter|guests|passwords|sessions)\.py)"
    )

    asked = [
        f"{name}:{node.lineno}"
        for name, tree in trees().items()
        if not edges.match(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow", "localdate", "localtime"}
    ]

    assert asked == []


def first_words_of_our_paths():
    """The first part of each address in a urls.py: "today" of path("today/", …)."""
    paths = [
        node.args[0].value
        for name, tree in trees().items()
        if Path(name).name == "urls.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"path", "re_path"}
        and isinstance(node.args[0], ast.Constant)
    ]
    return {path.strip("^").partition("/")[0] for path in paths} - {""}


def test_addresses_are_made_from_their_names():
    """By `reverse`, `redirect` and `{% url %}`, so that an address stands in a urls.py alone."""
    words = "|".join(map(re.escape, sorted(first_words_of_our_paths())))
    ours_alone = re.compile(rf"\s*/({words})/")

    written_out = [
        f"{name}:{node.lineno} {node.value.strip()}"
        for name, tree in trees().items()
        if not name.startswith("tests/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ours_alone.match(node.value)
    ]
    # 500.html is shown when nothing else works, so it asks nothing of the app.
    in_templates = [
        f"{name_of(path)}:{number}"
        for path in ours(".html")
        if name_of(path) != "templates/500.html"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r'(href|action|src|hx-(get|post))="/', line)
    ]

    assert {"today", "plan", "sessions", "exercises", "accounts", "safety"} <= (
        first_words_of_our_paths()
    )
    assert (written_out, in_templates) == ([], [])


def test_people_s_rows_are_never_deleted_with_a_plan():
    """Foreign keys of the log on the plan: set to nothing, or protected."""
    tree = ast.parse((ROOT / "routines" / "models" / "session.py").read_text())
    calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]

    to_plan = [call for call in calls if call.startswith("models.ForeignKey(Plan")]
    assert to_plan == ["models.ForeignKey(Plan, models.SET_NULL, null=True, related_name='+')"]


def test_locks_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        pins = [line for line in lines if re.match(r"[a-z]", line)]

        addressed = [
            line for line in lines if "://" in line or " @ " in line or line.startswith("-")
        ]
        assert addressed == []
        assert len(pins) > 10
        assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9.-]+==\S+ \\", pin)] == []
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)


def test_locks_agree_on_what_the_app_runs_on():
    def pins(name):
        found = re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
        return dict(found)

    app, dev = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: dev.get(name) for name in app} == app


def test_no_two_files_of_tests_have_one_name():
    """pytest imports a file of tests by its name alone."""
    names = [Path(name).name for name in trees() if Path(name).name.startswith("test_")]

    assert [name for name, count in Counter(names).items() if count > 1] == []
