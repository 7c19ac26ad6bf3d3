"""House rule: every query for exercises says whose, because a person's own is there for nobody
else."""

import ast

from backhealth.environment import ROOT
from tests.page_tables import APPS

# The first methods that say whose exercises are read (exercises.models.ExerciseQuerySet).
WHOSE = {"library", "from_files", "of", "visible_to", "known_to"}
WRITES = {"create", "bulk_create", "bulk_update"}


def unscoped(tree: ast.AST) -> list[str]:
    """Return what reaches exercises without saying whose: `Exercise.objects.filter(…)`, or the
    model or its manager by itself, as in `get_object_or_404(Exercise, …)`."""
    scoped, found = set(), []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in WHOSE | WRITES
            and ast.unparse(node.value) == "Exercise.objects"
        ):
            scoped.add(id(node.value))
    for node in ast.walk(tree):
        is_manager = isinstance(node, ast.Attribute) and ast.unparse(node) in {
            *("Exercise.objects", "Exercise._default_manager", "Exercise._base_manager"),
        }
        if is_manager and id(node) not in scoped:
            found.append(f"{node.lineno} {ast.unparse(node)}")
        if isinstance(node, ast.Call):
            named = [each for each in node.args if ast.unparse(each) == "Exercise"]
            if named and ast.unparse(node.func).endswith("_or_404"):
                found.append(f"{node.lineno} {ast.unparse(node)}")
    return found


def test_every_query_for_exercises_says_whose():
    files = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    found = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if "migrations" not in path.parts and (lines := unscoped(ast.parse(path.read_text())))
    }

    assert found == {}
    assert len(files) > 100


def test_rule_finds_what_it_means():
    bad = [
        "Exercise.objects.filter(pk=slug)",
        "Exercise.objects.all()",
        "get_object_or_404(Exercise, pk=slug)",
        "get_object_or_404(Exercise.objects, pk=slug)",
        "Exercise._default_manager.get(pk=slug)",
    ]
    good = [
        "Exercise.objects.library().get(pk=slug)",
        "get_object_or_404(Exercise.objects.known_to(user), pk=slug)",
        "Exercise.objects.create(slug=slug)",
    ]

    assert [len(unscoped(ast.parse(line))) for line in [*bad, *good]] == [1] * 5 + [0] * 3
