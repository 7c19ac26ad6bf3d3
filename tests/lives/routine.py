"""A routine of a person's own, as they put it together in the editor. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day: groups of exercises by slug, or by name if they are the person's own. The exercises
    of a group are done in turn. `weekday`: 0 for Monday; None if the days take turns."""

    groups: Sequence[Sequence[str]]
    weekday: int | None = None

    @property
    def exercises(self) -> list[str]:
        return [slug for group in self.groups for slug in group]


@dataclass(frozen=True, kw_only=True)
class OwnRoutine:
    """One to four days. `own`: exercises of the person's own, in the words of `OwnEntry`.

    `goes_on`: the exercises that don't go on by the app's rules, by slug: "own" or "fixed". The
    person asks for a repetition more every third week where the figures are "own".
    """

    name: str
    days: Sequence[Day]
    own: Sequence[Mapping[str, Any]] = ()
    goes_on: Mapping[str, str] = field(default_factory=dict)
