"""The signs that end a session, and how urgent each of them is (brief.md E3).

Their words are in `learn/signs.py`.
"""

from collections.abc import Mapping
from enum import StrEnum

from routines.planning.questions import Outcome


class StopLevel(StrEnum):
    """How urgent a stop sign is.

    EMERGENCY: call now. URGENT: call a doctor today. SESSION: only this session ends.
    """

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SESSION = "session"

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that locks strength training; None if the sign locks nothing."""
        return _OUTCOMES.get(self)


_OUTCOMES = {StopLevel.EMERGENCY: Outcome.EMERGENCY, StopLevel.URGENT: Outcome.URGENT}
# In pregnancy only; with every other sign they are shown to those whom they concern.
PREGNANCY_SIGNS = ("bleeding", "fluid", "contractions", "calf_in_pregnancy", "headache")
OTHER_SIGN = "other"  # a device that no longer knows which one it was
STOP_SIGNS: Mapping[str, StopLevel] = {
    **dict.fromkeys(
        (
            *("chest", "collapse", "breathless", "heartbeat", "head", "bladder_bowel"),
            "between_legs",
        ),
        StopLevel.EMERGENCY,
    ),
    **dict.fromkeys(("weakness", "calf", *PREGNANCY_SIGNS), StopLevel.URGENT),
    **dict.fromkeys(("faint", "back_pain", "leg_pain", "joint", OTHER_SIGN), StopLevel.SESSION),
}
