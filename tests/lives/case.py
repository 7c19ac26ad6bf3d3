"""A life of brief.md D9: a person, and what must hold of their half-year."""

from dataclasses import dataclass

from tests.lives.anybody import ANYBODY, Envelope
from tests.lives.person import Person
from tests.lives.record import Life


@dataclass(frozen=True, kw_only=True)
class Case:
    """A person with the envelopes of their own; those for anybody come in addition."""

    person: Person
    holds: tuple[Envelope, ...] = ()
    weeks: int = 26

    def breaches(self, life: Life) -> list[str]:
        return [breach for holds in (*self.holds, *ANYBODY) for breach in holds(life)]
