"""The rungs of a ladder: the next harder and the next easier exercise that a person can do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    EASIER = "easier"
    HARDER = "harder"


class Held(StrEnum):
    """Why a harder exercise isn't offered: a flare-up, or pain held or lowered the target."""

    FLARE = "flare"
    PAIN = "pain"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One exercise, with its neighbours' slugs; `fits`: the equipment is at hand, and no caution
    rules it out."""

    slug: str
    easier: str | None
    harder: str | None
    fits: bool = True

    def neighbour(self, way: Way) -> str | None:
        return self.harder if way == Way.HARDER else self.easier


def next_rung(
    slug: str, way: Way, *, ladder: Mapping[str, Rung], taken: Collection[str] = ()
) -> str | None:
    """Return the nearest exercise up or down the ladder that fits and isn't `taken`; None if there
    is none.

    A link counts both ways, so that the way there is always a way back.
    """
    back = Way.EASIER if way == Way.HARDER else Way.HARDER
    seen, row = {slug}, [slug]
    while row:
        linked = [ladder[each].neighbour(way) or "" for each in row if each in ladder]
        linked += [each.slug for each in ladder.values() if each.neighbour(back) in row]
        row = [each for each in dict.fromkeys(linked) if each in ladder and each not in seen]
        seen.update(row)
        for each in row:
            if ladder[each].fits and each not in taken:
                return each
    return None
