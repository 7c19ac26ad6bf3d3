"""Which cautions rule out which test, as one table."""

from exercises.vocabulary import Caution
from history.planning.allowed_tests import needs_support, ruled_out, ruled_out_by
from history.planning.self_tests import SelfTest

HOLDS = {"side-plank", "back-extension"}
STANDING = {"chair-stand", "one-leg"}
EXPECTED = {
    "balance_poor": set(),
    "dizziness": STANDING | {"fingertip"},
    "knee_pain": {"side-plank"},
    "hip_pain": set(),
    "hip_replacement_recent": STANDING | HOLDS | {"fingertip"},
    "flexion_pain": {"fingertip"},
    "extension_pain": {"back-extension"},
    "leg_symptoms": {"back-extension", "fingertip"},
    "osteoporosis_spine": {"fingertip"},
    "high_bp_uncontrolled": HOLDS,
    "recent_surgery": STANDING | HOLDS | {"fingertip"},
    "pregnancy_supine": HOLDS | {"fingertip"},
    "pregnancy_prone": HOLDS | {"fingertip"},
    "pregnancy_balance": HOLDS | {"fingertip", "one-leg"},
    "pregnancy_load": HOLDS | {"fingertip"},
    "shoulder_wrist": {"side-plank"},
    "neck_pain": {"back-extension"},
    "achilles_foot_pain": set(),
    "toe_foot_pain": set(),
    "clot_varicose_skin": set(),
    "glaucoma_reflux": {"fingertip"},
    "pool_safety": set(),
}


def test_cautions_rule_out_what_the_exercises_replace():
    assert {each.value: ruled_out({each}) for each in Caution} == EXPECTED
    assert ruled_out(set()) == set()
    assert ruled_out_by(SelfTest.SIDE_PLANK, {Caution.KNEE_PAIN, Caution.FLEXION_PAIN}) == {
        Caution.KNEE_PAIN
    }


def test_unsteady_people_stand_beside_a_support():
    beside = {each.value for each in SelfTest if needs_support(each, {Caution.BALANCE_POOR})}

    assert beside == {"chair-stand", "one-leg", "fingertip"}
    assert not any(needs_support(each, {Caution.KNEE_PAIN}) for each in SelfTest)
