"""Which tests a person's cautions rule out, and which they allow beside a support only.

By the exercises' own rules (`changes` in exercises/library): a test asks for the most that one can
do, so where the exercise is replaced or made smaller, the test is left out.
"""

from collections.abc import Mapping, Set

from exercises.vocabulary import Caution
from history.planning.self_tests import SelfTest

# Nothing is measured to its end soon after an operation.
_AFTER_SURGERY = frozenset({Caution.RECENT_SURGERY, Caution.HIP_REPLACEMENT_RECENT})
_PREGNANCY = frozenset(
    {
        *(Caution.PREGNANCY_SUPINE, Caution.PREGNANCY_PRONE),
        *(Caution.PREGNANCY_BALANCE, Caution.PREGNANCY_LOAD),
    }
)
# No long holds at the limit (brief.md E4).
_LONG_HOLDS = _AFTER_SURGERY | _PREGNANCY | {Caution.HIGH_BP_UNCONTROLLED}

RULED_OUT: Mapping[SelfTest, Set[Caution]] = {
    SelfTest.ACTIVITIES: frozenset(),
    SelfTest.CHAIR_STAND: _AFTER_SURGERY | {Caution.DIZZINESS},
    SelfTest.ONE_LEG: _AFTER_SURGERY | {Caution.DIZZINESS, Caution.PREGNANCY_BALANCE},
    SelfTest.SIDE_PLANK: _LONG_HOLDS | {Caution.SHOULDER_WRIST, Caution.KNEE_PAIN},
    SelfTest.BACK_EXTENSION: _LONG_HOLDS
    | {Caution.EXTENSION_PAIN, Caution.LEG_SYMPTOMS, Caution.NECK_PAIN},
    SelfTest.FINGERTIP: _AFTER_SURGERY
    | _PREGNANCY
    | {
        *(Caution.FLEXION_PAIN, Caution.LEG_SYMPTOMS, Caution.OSTEOPOROSIS_SPINE),
        *(Caution.DIZZINESS, Caution.GLAUCOMA_REFLUX),
    },
    SelfTest.CONFIDENCE: frozenset(),
}
BESIDE_A_SUPPORT: Mapping[SelfTest, Set[Caution]] = {
    SelfTest.CHAIR_STAND: frozenset({Caution.BALANCE_POOR}),
    SelfTest.ONE_LEG: frozenset({Caution.BALANCE_POOR}),
    SelfTest.FINGERTIP: frozenset({Caution.BALANCE_POOR}),
}
# Answered sitting down: no lock of strength training rules them out.
ANSWERED = frozenset({SelfTest.ACTIVITIES, SelfTest.CONFIDENCE})


def ruled_out_by(test: SelfTest, cautions: Set[Caution]) -> frozenset[Caution]:
    """Return which of a person's cautions rule a test out."""
    return frozenset(RULED_OUT[test] & cautions)


def ruled_out(cautions: Set[Caution]) -> frozenset[SelfTest]:
    """Return the tests that a person's cautions rule out."""
    return frozenset(test for test in SelfTest if ruled_out_by(test, cautions))


def needs_support(test: SelfTest, cautions: Set[Caution]) -> bool:
    """Return whether the person does this test beside a support only."""
    return bool(BESIDE_A_SUPPORT.get(test, frozenset()) & cautions)
