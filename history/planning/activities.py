"""What can be written down beside sessions."""

from enum import StrEnum


class Kind(StrEnum):
    """`GENTLE`: a day on which the back is kept moving without strength work."""

    WALK = "walk"
    PHYSIOTHERAPY = "physiotherapy"
    GENTLE = "gentle"
    OTHER = "other"


OF_HEALTH = frozenset({Kind.PHYSIOTHERAPY, Kind.GENTLE})
MOST_MINUTES = 600
LONGEST_NOTE = 200
