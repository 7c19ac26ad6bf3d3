"""When a harder exercise of the ladder has to wait."""

from enum import StrEnum


class Held(StrEnum):
    """Why a harder exercise isn't offered: a flare-up, or pain held or lowered the target."""

    FLARE = "flare"
    PAIN = "pain"
