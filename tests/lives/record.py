"""What came of a life: its sessions, as they were asked for and done, and the days between."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from exercises.decimals import decimal_text
from tests.lives.person import Person

MAIN = ("squat", "hinge", "lunge", "step", "bridge")


class Done(NamedTuple):
    """A set as it was logged; of two sides, the left one. `left`: good repetitions left, as felt,
    reported or not."""

    amount: int
    load: Decimal
    left: int


@dataclass(frozen=True, kw_only=True)
class Lift:
    """One strength exercise in one session: its figures, their reason, and the sets done.

    `library_lo`, `library_hi` and `library_sets`: the library's own dose. `rule` and `code`: of the
    reason that the page gave. `rung`: how many easier exercises lie below it.
    `out_of_time`: sets left out so that the session takes no longer. `pain`: the highest
    felt, `said_pain` as reported for this exercise, None if it wasn't.
    """

    slug: str
    pattern: str
    is_timed: bool
    sets: int
    lo: int
    hi: int
    aim: int
    load: Decimal
    hold_s: int
    pause_s: int
    height_cm: Decimal
    band: int
    library_lo: int
    library_hi: int
    library_sets: int
    library_hold_s: int
    rule: str
    code: str
    skipped: str
    rung: int
    out_of_time: int = 0
    done: tuple[Done, ...] = ()
    pain: int | None = None
    said_pain: int | None = None

    @property
    def asked(self) -> tuple[object, ...]:
        """The figures that a target consists of, so that a change shows."""
        return (self.slug, self.sets, self.lo, self.hi, self.load, *self.extras)

    @property
    def extras(self) -> tuple[object, ...]:
        return (self.hold_s, self.pause_s, self.height_cm, self.band)

    @property
    def share(self) -> float:
        """How much was asked for, 1.0 for the library's sets at the lower end of its range."""
        return self.sets * self.lo / (self.library_sets * self.library_lo)

    @property
    def is_at_top(self) -> bool:
        return len(self.done) >= self.sets and all(each.amount >= self.hi for each in self.done)

    @property
    def work(self) -> str:
        """The figures in a few letters: 2×8–12 @16 +2s."""
        text = f"{self.sets}×{self.lo}–{self.hi}" + ("s" if self.is_timed else "")
        text += f" @{decimal_text(self.load)}" if self.load else ""
        text += f" hold{self.hold_s}" if self.hold_s else ""
        text += f" pause{self.pause_s}" if self.pause_s else ""
        text += f" {decimal_text(self.height_cm)}cm" if self.height_cm else ""
        return text + (f" band{self.band}" if self.band else "")


@dataclass(frozen=True, kw_only=True)
class Trained:
    """One session. `week` and `day` count from 0; `eased`: why it asked for less, "" if it didn't;
    `minutes` of what was asked; `state`: of the back on this day."""

    on: date
    day: int
    level: str
    programme_day: str
    eased: str
    state: str
    minutes: int
    lifts: tuple[Lift, ...]

    @property
    def week(self) -> int:
        return self.day // 7

    @property
    def sets(self) -> int:
        return sum(len(each.done) for each in self.lifts)

    def lift(self, *slugs: str) -> Lift | None:
        return next((each for each in self.lifts if each.slug in slugs), None)


class Event(NamedTuple):
    """Something that happened on a day: asked, said, flare, locked, refused, or an offer taken."""

    day: int
    kind: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Switch:
    """The day on which a person began to use another routine.

    `in_both`: how many exercises the routines have in common; `moved`: the targets of those that
    are another than before, by slug; `kept_log`: whether every logged set stayed as it was.
    """

    day: int
    to: str
    in_both: int
    moved: Mapping[str, object]
    kept_log: bool


@dataclass(kw_only=True)
class Life:
    """A life as it was played; `states`: of the back, `pains`: as felt, by day from 0."""

    person: Person
    weeks: int
    seed: int
    sessions: list[Trained] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)
    states: dict[int, str] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    pains: dict[int, int] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Event]:
        return [each for each in self.events if each.kind == kind]

    def first_week_of(self, level: str) -> int | None:
        """Return the week, counted from 1, in which a level began; None if it never did."""
        days = [day for day, found in self.levels.items() if found >= level]
        return min(days) // 7 + 1 if days else None

    def week(self, number: int) -> list[Trained]:
        return [each for each in self.sessions if each.week == number]

    @property
    def by_exercise(self) -> dict[str, list[tuple[Trained, Lift]]]:
        """Every exercise with the sessions that asked for it, oldest first."""
        found: dict[str, list[tuple[Trained, Lift]]] = defaultdict(list)
        for session in self.sessions:
            for lift in session.lifts:
                found[lift.slug].append((session, lift))
        return found

    def of_pattern(self, pattern: str) -> list[tuple[Trained, Lift]]:
        return [
            (session, lift)
            for session in self.sessions
            for lift in session.lifts
            if lift.pattern == pattern and not lift.skipped
        ]
