"""The rungs of a ladder: the harder and the easier exercises of each one, the nearest first. Pure:
no Django, no database."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from exercises.vocabulary import KEEPS_LOAD, LoadNeed, is_enough, is_ruled_out


class Way(StrEnum):
    EASIER = "easier"
    HARDER = "harder"

    @property
    def back(self) -> "Way":
        return Way.EASIER if self == Way.HARDER else Way.HARDER


class Linked(Protocol):
    """An exercise that names its neighbours by slug, if it has any."""

    @property
    def easier(self) -> str | None: ...
    @property
    def harder(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Rung:
    """An exercise as its ladder sees it: its name, and what it takes to do it."""

    slug: str
    name: str
    equipment: Collection[str]
    any_of: Collection[str]
    caution: Collection[str]
    support: str
    load: str

    def fits(self, at_hand: Iterable[str], cautions: Collection[str]) -> bool:
        """Return whether it can be done with these things, and no caution rules it out."""
        enough = is_enough(at_hand, needed=self.equipment, any_of=self.any_of)
        return enough and not is_ruled_out(having=cautions, tags=self.caution, support=self.support)


def rungs_from(slug: str, way: Way, ladder: Mapping[str, Linked]) -> Iterator[str]:
    """Yield every exercise up or down the ladder, the nearest first.

    A link counts both ways, so that the way there is always a way back.
    """
    seen, row = {slug}, [slug]
    while row:
        linked = [_neighbour(ladder[each], way) for each in row if each in ladder]
        linked += [name for name, each in ladder.items() if _neighbour(each, way.back) in row]
        row = [each for each in dict.fromkeys(linked) if each in ladder and each not in seen]
        seen.update(row)
        yield from row


def first_that_fits(
    rungs: Iterable[Rung], way: Way, *, at_hand: Collection[str], cautions: Collection[str]
) -> Rung | None:
    """Return the nearest exercise that can be done with these things and cautions; None if there
    is none.

    While no weight goes up, no harder one that needs a weight.
    """
    is_held = way == Way.HARDER and not KEEPS_LOAD.isdisjoint(cautions)
    fitting = (rung for rung in rungs if rung.fits(at_hand, cautions))
    found = (rung for rung in fitting if not (is_held and rung.load == LoadNeed.REQUIRED))
    return next(found, None)


def _neighbour(each: Linked, way: Way) -> str:
    return (each.harder if way == Way.HARDER else each.easier) or ""
