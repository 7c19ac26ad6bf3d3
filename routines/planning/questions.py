"""The questions before strength training (brief.md E1, E2).

Each question is a line to tick, or a few; none ticked is its "no". Answers are option values by
question code. The words of the questions are in `forms/screening.py`, those of the warning signs in
`learn/signs.py`; `planning/screening.py` judges the answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from exercises.vocabulary import Caution

TEXT_VERSION = 2  # of the questions; raised when one of them changes its meaning


class Outcome(IntEnum):
    """The outcome of the answers, the mildest first: the highest one decides.

    OK: train. MODIFY: train with changes. WAIT: not today. CLEAR: ask a professional first. SOON:
    the back stops daily life, so see a professional before going on. URGENT: call a doctor today.
    EMERGENCY: call now.
    """

    OK = 0
    MODIFY = 1
    WAIT = 2
    CLEAR = 3
    SOON = 4
    URGENT = 5
    EMERGENCY = 6

    @property
    def needs_a_professional(self) -> bool:
        return self >= Outcome.CLEAR

    @property
    def is_red_flag(self) -> bool:
        """Whether a red flag locks strength training."""
        return self >= Outcome.SOON

    @property
    def is_acute(self) -> bool:
        """Whether only a professional's clearance on a later day lifts it, never other answers."""
        return self >= Outcome.URGENT


class Look(StrEnum):
    """Why a professional should have a look, although training may go on.

    APPOINTMENT: a sign of the level SOON. OLD_INJURY: one of the back that was never looked at.
    CHECK_UP: at 70 or older and not used to exercise.
    """

    APPOINTMENT = "appointment"
    OLD_INJURY = "old_injury"
    CHECK_UP = "check_up"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line to tick.

    `known`: a matter that a professional has already cleared. It weighs as much as `outcome` if no
    clearance is on record, and MODIFY if one is.
    """

    value: str
    outcome: Outcome
    tags: frozenset[Caution] = frozenset()
    look: Look | None = None
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; more than one of its options may be ticked."""

    code: str
    options: tuple[Option, ...]


def _yes(code: str, outcome: Outcome, *tags: Caution) -> Question:
    return Question(code=code, options=(_option("yes", outcome, *tags),))


def _option(
    value: str,
    outcome: Outcome,
    *tags: Caution,
    look: Look | None = None,
    known: bool = False,
) -> Option:
    return Option(value=value, outcome=outcome, tags=frozenset(tags), look=look, known=known)


def _signs(code: str, outcome: Outcome, *values: str) -> Question:
    return Question(code=code, options=tuple(_option(value, outcome) for value in values))


MODIFY, CLEAR = Outcome.MODIFY, Outcome.CLEAR
PREGNANCY = (
    Caution.PREGNANCY_SUPINE,
    Caution.PREGNANCY_PRONE,
    Caution.PREGNANCY_BALANCE,
    Caution.PREGNANCY_LOAD,
)
# B1 of the brief is asked in three parts, one for each level of E1.
EMERGENCY_SIGNS = _signs(
    "B1_emergency",
    Outcome.EMERGENCY,
    *("saddle", "urine", "bowel", "sexual", "both_legs", "accident", "chest", "breathless"),
    *("collapse", "belly", "head", "confused"),
)
URGENT_SIGNS = _signs(
    "B1_urgent",
    Outcome.URGENT,
    *("fever", "weight", "cancer", "lump", "night", "fragile", "thinners", "spine_infection"),
    *("immunity", "shoulder_blades", "one_leg", "unsteady", "calf"),
)
# Of the level SOON only one locks: with the others the plan goes on gently.
SOON_SIGNS = Question(
    code="B1_soon",
    options=(
        _option("daily_life", Outcome.SOON, look=Look.APPOINTMENT),
        *(
            _option(value, MODIFY, look=Look.APPOINTMENT)
            for value in ("severe", "tingling", "first", "straining", "stiff", "six_weeks")
        ),
    ),
)
RED_FLAGS = (EMERGENCY_SIGNS, URGENT_SIGNS, SOON_SIGNS)
AGE = Question(
    code="A1",
    options=(
        _option("65", Outcome.OK),
        _option("70_active", Outcome.OK),
        _option("70", MODIFY, look=Look.CHECK_UP),
    ),
)
HEALTH = (
    _yes("H1", CLEAR),
    Question(code="H2", options=(_option("before", CLEAR), _option("now", Outcome.EMERGENCY))),
    _yes("H3", CLEAR, Caution.DIZZINESS),
    _yes("H4", CLEAR),
    Question(
        code="H5",
        options=(
            _option("controlled", MODIFY),
            _option("uncontrolled", CLEAR, Caution.HIGH_BP_UNCONTROLLED),
        ),
    ),
    _yes("G1", CLEAR),
    _yes("G2", CLEAR),
    _yes("G3", CLEAR),
    _yes("G4", Outcome.WAIT),
    Question(
        code="P1",
        options=(
            _option("yes", CLEAR, *PREGNANCY),
            _option("known", CLEAR, *PREGNANCY, known=True),
        ),
    ),
    Question(
        code="V1",
        options=(
            _option("vessels_skin", MODIFY, Caution.CLOT_VARICOSE_SKIN),
            _option("head_up", MODIFY, Caution.GLAUCOMA_REFLUX),
        ),
    ),
    AGE,
)
BODY = (
    Question(
        code="B2",
        options=(
            _option("recent", CLEAR),
            _option("known", CLEAR, known=True),
            _option("seen", MODIFY),
            _option("unseen", MODIFY, look=Look.OLD_INJURY),
        ),
    ),
    _yes("B3", MODIFY, Caution.LEG_SYMPTOMS),
    Question(
        code="B4",
        options=(
            _option("bending", MODIFY, Caution.FLEXION_PAIN),
            _option("arching", MODIFY, Caution.EXTENSION_PAIN),
        ),
    ),
    _yes("O1", CLEAR, Caution.RECENT_SURGERY),
    Question(
        code="J2",
        options=(
            _option("bones", MODIFY, Caution.OSTEOPOROSIS_SPINE),
            _option("vertebra", CLEAR, Caution.OSTEOPOROSIS_SPINE),
        ),
    ),
    _yes("F1", MODIFY, Caution.BALANCE_POOR),
    Question(
        code="J1",
        options=(
            _option("knee", MODIFY, Caution.KNEE_PAIN),
            _option("hip", MODIFY, Caution.HIP_PAIN),
            _option("new_hip", MODIFY, Caution.HIP_REPLACEMENT_RECENT),
            _option("ankle", MODIFY, Caution.ACHILLES_FOOT_PAIN),
            _option("foot", MODIFY, Caution.TOE_FOOT_PAIN),
            _option("shoulder_wrist", MODIFY, Caution.SHOULDER_WRIST),
            _option("neck", MODIFY, Caution.NECK_PAIN),
        ),
    ),
)
# The lists to tick, in the order in which they are shown; each ends with "none of these".
FLAG_GROUPS: Mapping[str, tuple[Question, ...]] = {
    "emergency": (EMERGENCY_SIGNS,),
    "urgent": (URGENT_SIGNS,),
    "soon": (SOON_SIGNS,),
}
GROUPS = {**FLAG_GROUPS, "health": HEALTH, "body": BODY}
QUESTIONS = (*RED_FLAGS, *HEALTH, *BODY)
