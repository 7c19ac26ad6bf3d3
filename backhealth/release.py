"""Name the code that is running, so that caches know when a page may have changed."""

import hashlib
import tomllib
from pathlib import Path

FOLDERS = (
    "backhealth",
    "accounts",
    "exercises",
    "learn",
    "routines",
    "builder",
    "history",
    "exchange",
    "reminders",
    "upkeep",
    "templates",
    "static",
)
SUFFIXES = {".py", ".html", ".svg", ".css", ".js"}


def release(root: Path) -> str:
    """Return the version in pyproject.toml and a short hash over code, templates and static
    files."""
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return f"{version}+{digest.hexdigest()[:12]}"
