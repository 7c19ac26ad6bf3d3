"""Left against right (brief.md F)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WORTH_A_LOOK = 15  # per cent [choice]; the usual cut-off of 10 is arbitrary (F54)
IN_A_ROW = 3  # sessions


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What each side did in one session: repetitions, seconds or kilograms."""

    left: Decimal
    right: Decimal

    @property
    def difference(self) -> int:
        """By how many per cent of the stronger side the other one is behind, rounded down."""
        most = max(self.left, self.right)
        return int(abs(self.right - self.left) * 100 / most) if most else 0

    @property
    def weaker(self) -> str:
        """The side that did less: "left" or "right"; "" if they did the same."""
        if self.left == self.right:
            return ""
        return "left" if self.left < self.right else "right"


def worth_a_look(sessions: Sequence[Sides]) -> str:
    """Return the side that was behind by 15 % or more in each of the last three sessions; "" if
    none was.

    `sessions` in the order of their days.
    """
    last = sessions[-IN_A_ROW:]
    if len(last) < IN_A_ROW or any(each.difference < WORTH_A_LOOK for each in last):
        return ""
    behind = {each.weaker for each in last}
    return behind.pop() if len(behind) == 1 else ""
