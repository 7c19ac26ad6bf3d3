"""Whether a person should do a test now, and which norms it has."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from exercises.vocabulary import Caution
from history.models import NormGroup, SelfTestResult
from history.planning.allowed_tests import ANSWERED, needs_support, ruled_out_by
from history.planning.norms import chair_stand_norm, one_leg_best
from history.planning.self_tests import SelfTest
from routines.facts.back_state import back_state
from routines.facts.clearance import clearance
from routines.facts.consent import has_agreed

LADDER_BELOW = 10  # seconds on one leg: the balance ladder comes first (brief.md F2)


@dataclass(frozen=True, kw_only=True)
class SelfTestState:
    """Whether a test is for a person now.

    `waits`: strength training is locked, questions are due, or the back flares up. `cautions`:
    those that rule the test out. `beside_support`: it is done beside a support only. `agreed`:
    results may be kept."""

    waits: bool
    cautions: frozenset[Caution]
    beside_support: bool
    agreed: bool

    @property
    def is_open(self) -> bool:
        return not self.waits and not self.cautions


def state_of(user: User, test: SelfTest, today: date) -> SelfTestState:
    """Return whether a person should do a test on a day. At most five queries."""
    if test in ANSWERED:
        return SelfTestState(
            waits=False, cautions=frozenset(), beside_support=False, agreed=has_agreed(user)
        )
    back = back_state(user, today)
    allowed = clearance(user, back)
    return SelfTestState(
        waits=not allowed.is_open or back.in_flare or back.is_ramping,
        cautions=ruled_out_by(test, allowed.care.cautions),
        beside_support=needs_support(test, allowed.care.cautions),
        agreed=has_agreed(user),
    )


def norms_of(user: User, test: SelfTest, newest: SelfTestResult | None) -> dict[str, Any]:
    """Return what a test's page says about norms: the group, the norm, and whether the newest
    result is low. At most one query."""
    if test not in {SelfTest.CHAIR_STAND, SelfTest.ONE_LEG}:
        return {}
    group = NormGroup.objects.of(user).first()
    age = group.age_band if group else None
    if test == SelfTest.ONE_LEG:
        sides = [each.amount for each in newest.figures] if newest else []
        return {
            "group": group,
            "best": one_leg_best(age),
            "is_low": bool(sides) and min(sides) < LADDER_BELOW,
        }
    norm = chair_stand_norm(age, group.known_sex if group else None)
    return {
        "group": group,
        "norm": norm,
        "is_low": bool(norm and newest and newest.figures[0].amount < norm.low),
    }
