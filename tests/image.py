"""The Dockerfile and .dockerignore as Docker reads them, so that an image can be tried without it.

The rules for .dockerignore are those of Docker's own moby/patternmatcher: the last pattern that
fits a path or a folder above it decides, and one with "!" takes the path in again.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

TOKENS = re.compile(r"\*\*/?|\\.|\[[^]]*\]|.")


@dataclass(frozen=True)
class Step:
    """One instruction of the Dockerfile: `COPY`, `manage.py ./`."""

    name: str
    value: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.value)


def last_stage(dockerfile: str) -> list[Step]:
    """The steps that make the image which is run, its FROM first."""
    text = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", dockerfile, flags=re.MULTILINE))
    steps = [Step(*line.strip().split(maxsplit=1)) for line in text.splitlines() if line.strip()]
    begin = max(number for number, step in enumerate(steps) if step.name == "FROM")
    return steps[begin:]


def variables(steps: list[Step]) -> dict[str, str]:
    pairs = [word.split("=", 1) for step in steps if step.name == "ENV" for word in step.words]
    return dict(pairs)


def copies(steps: list[Step]) -> Iterator[tuple[list[str], str]]:
    """(sources, target) of each COPY out of the checkout; those out of another stage are left."""
    for step in steps:
        if step.name == "COPY" and not step.value.startswith("--from"):
            *sources, target = step.words
            yield sources, target


def is_left_out(path: str, ignore: str) -> bool:
    """Whether .dockerignore keeps this path of the checkout (`learn/urls.py`) from Docker."""
    parts = path.split("/")
    names = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    out = False
    for line in ignore.splitlines():
        pattern = line.strip()
        if not pattern or line.startswith("#"):
            continue
        takes_in = pattern.startswith("!")
        expression = _expression(pattern.removeprefix("!").strip())
        if takes_in == out and any(expression.fullmatch(name) for name in names):
            out = not takes_in
    return out


def _expression(pattern: str) -> re.Pattern[str]:
    clean = normpath(pattern).lstrip("/")
    return re.compile("".join(map(_translated, TOKENS.findall(clean))))


def _translated(token: str) -> str:
    known = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if token in known:
        return known[token]
    if token.startswith("["):
        return token
    return re.escape(token.removeprefix("\\"))


def copy(root: Path, ignore: str, sources: list[str], target: Path) -> None:
    """As COPY does: what is in a folder, without the folder. Raises FileNotFoundError for a source
    that isn't there or that .dockerignore leaves out."""
    for source in sources:
        files = [
            path
            for path in ([root / source] if (root / source).is_file() else _files(root / source))
            if not is_left_out(path.relative_to(root).as_posix(), ignore)
        ]
        if not files:
            raise FileNotFoundError(f'"/{source}": not found')
        for path in files:
            inside = path.relative_to(root / source) if path != root / source else path.name
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / inside)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
