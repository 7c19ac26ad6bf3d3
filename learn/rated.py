"""What a rated finding is (brief.md C1)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from exercises.claims import Claim


class Sure(StrEnum):
    """How sure a claim is, in the order in which the page explains the ratings."""

    GOOD = "good"
    FAIR = "fair"
    THIN = "thin"


@dataclass(frozen=True, kw_only=True)
class RatedClaim(Claim):
    """A claim with its topic, how sure we are of it, and why."""

    topic: Promise
    sure: Sure
    why: Promise


@dataclass(frozen=True, kw_only=True)
class Chapter:
    name: Promise
    claims: tuple[RatedClaim, ...]
