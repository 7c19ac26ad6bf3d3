"""The questions before strength training (brief.md E1, E2).

Answers are option values by question code; a question's "no" is the choice of no option. The words
of the questions are in `forms/screening.py`; `planning/screening.py` judges the answers.
"""

from dataclasses import dataclass
from enum import IntEnum

from exercises.vocabulary import Caution

TEXT_VERSION = 1  # of the questions; raised when one of them changes its meaning


class Outcome(IntEnum):
    """The outcome of the answers, the mildest first: the highest one decides.

    OK: train. MODIFY: train with changes. WAIT: not today. CLEAR: ask a professional first. SOON:
    make an appointment before going on. URGENT: call a doctor today. EMERGENCY: call now.
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
        return self >= Outcome.SOON


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to a question.

    `known`: a matter that a professional has already cleared. It weighs as much as `outcome` if no
    clearance is on record, and MODIFY if one is.
    """

    value: str
    outcome: Outcome
    tags: frozenset[Caution] = frozenset()
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; `several`: more than one option may apply."""

    code: str
    options: tuple[Option, ...]
    several: bool = False


def _yes(code: str, outcome: Outcome, *tags: Caution) -> Question:
    return Question(code=code, options=(_option("yes", outcome, *tags),))


def _option(value: str, outcome: Outcome, *tags: Caution, known: bool = False) -> Option:
    return Option(value=value, outcome=outcome, tags=frozenset(tags), known=known)


MODIFY, CLEAR = Outcome.MODIFY, Outcome.CLEAR
PREGNANCY = (
    Caution.PREGNANCY_SUPINE,
    Caution.PREGNANCY_PRONE,
    Caution.PREGNANCY_BALANCE,
    Caution.PREGNANCY_LOAD,
)
# B1 of the brief is asked in three parts, one for each level of E1.
RED_FLAGS = (
    _yes("B1_emergency", Outcome.EMERGENCY),
    _yes("B1_urgent", Outcome.URGENT),
    _yes("B1_soon", Outcome.SOON),
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
)
BODY = (
    Question(code="B2", options=(_option("yes", CLEAR), _option("known", CLEAR, known=True))),
    _yes("B3", MODIFY, Caution.LEG_SYMPTOMS),
    Question(
        code="B4",
        several=True,
        options=(
            _option("bending", MODIFY, Caution.FLEXION_PAIN),
            _option("arching", MODIFY, Caution.EXTENSION_PAIN),
        ),
    ),
    Question(
        code="J1",
        several=True,
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
    Question(
        code="J2",
        options=(
            _option("bones", MODIFY, Caution.OSTEOPOROSIS_SPINE),
            _option("vertebra", CLEAR, Caution.OSTEOPOROSIS_SPINE),
        ),
    ),
    _yes("O1", CLEAR, Caution.RECENT_SURGERY),
    Question(
        code="P1",
        options=(
            _option("yes", CLEAR, *PREGNANCY),
            _option("known", CLEAR, *PREGNANCY, known=True),
        ),
    ),
    _yes("F1", MODIFY, Caution.BALANCE_POOR),
    Question(
        code="V1",
        several=True,
        options=(
            _option("vessels_skin", MODIFY, Caution.CLOT_VARICOSE_SKIN),
            _option("head_up", MODIFY, Caution.GLAUCOMA_REFLUX),
        ),
    ),
)
AGE = Question(
    code="A1",
    options=(
        _option("65", Outcome.OK),
        _option("70_active", Outcome.OK),
        _option("70", MODIFY),
    ),
)
QUESTIONS = (*RED_FLAGS, *HEALTH, *BODY, AGE)
