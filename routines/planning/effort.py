"""How hard a set should be (brief.md D6): repetitions in reserve, never to failure."""

from dataclasses import dataclass
from decimal import Decimal

from routines.planning.cut_offs import read_as

FIRST_WEEKS = 4
MUCH_PAIN = 4


@dataclass(frozen=True, kw_only=True)
class Effort:
    """Good repetitions left at the end of a set, from `rir_lo` to `rir_hi`."""

    rir_lo: int
    rir_hi: int

    @property
    def rpe(self) -> tuple[int, int]:
        """The same as effort from 0 to 10, the lower figure first."""
        return 10 - self.rir_hi, 10 - self.rir_lo


GENTLE = Effort(rir_lo=3, rir_hi=5)
STEADY = Effort(rir_lo=2, rir_hi=4)


def effort(*, week: int, usual_pain: Decimal | None) -> Effort:
    """Return the effort to aim for in a week of training, counted from 1."""
    return GENTLE if week <= FIRST_WEEKS or read_as(usual_pain) >= MUCH_PAIN else STEADY
