"""The texts for the words of `vocabulary.py`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from exercises.vocabulary import Caution, Equipment, Knee, Muscle, Pattern, Phase

PHASES = {
    Phase.WARM_UP: _("Warm-up"),
    Phase.STRENGTH: _("Strength"),
    Phase.COOL_DOWN: _("Cool-down"),
    Phase.CARDIO: _("Cardio"),
}

PATTERNS = {
    Pattern.SQUAT: _("Squat"),
    Pattern.HINGE: _("Hip hinge"),
    Pattern.LUNGE: _("Lunge"),
    Pattern.STEP: _("Step-up"),
    Pattern.BRIDGE: _("Bridge"),
    Pattern.CALF: _("Calf raise"),
    Pattern.HAMSTRING: _("Back of the thigh"),
    Pattern.ABDUCTION: _("Side of the hip"),
    Pattern.ADDUCTION: _("Inner thigh"),
    Pattern.CORE: _("Core"),
    Pattern.BALANCE: _("Balance"),
    Pattern.MOBILITY: _("Mobility"),
    Pattern.STRETCH: _("Stretching and rolling"),
    Pattern.CARDIO: _("Walking and cardio"),
}

MUSCLES = {
    Muscle.GLUTES: _("Glutes (buttocks)"),
    Muscle.HAMSTRINGS: _("Hamstrings (back of thigh)"),
    Muscle.QUADRICEPS: _("Quadriceps (front of thigh)"),
    Muscle.CALVES: _("Calves"),
    Muscle.HIP_ABDUCTORS: _("Hip abductors (side of hip)"),
    Muscle.ADDUCTORS: _("Adductors (inner thigh)"),
    Muscle.HIP_FLEXORS: _("Hip flexors (front of hip)"),
    Muscle.TIBIALIS: _("Shins"),
    Muscle.LOWER_BACK: _("Lower back"),
    Muscle.ABDOMINALS: _("Abdominals"),
    Muscle.OBLIQUES: _("Obliques (side of trunk)"),
    Muscle.UPPER_BACK: _("Upper back"),
    Muscle.SHOULDERS: _("Shoulders"),
    Muscle.CHEST: _("Chest"),
    Muscle.GRIP: _("Grip (forearms)"),
}

# Short labels for cards and lists of tags.
MUSCLES_SHORT = {
    **MUSCLES,
    Muscle.GLUTES: _("Glutes"),
    Muscle.HAMSTRINGS: _("Hamstrings"),
    Muscle.QUADRICEPS: _("Quadriceps"),
    Muscle.HIP_ABDUCTORS: _("Side of hip"),
    Muscle.ADDUCTORS: _("Inner thigh"),
    Muscle.HIP_FLEXORS: _("Front of hip"),
    Muscle.OBLIQUES: _("Side of trunk"),
    Muscle.GRIP: _("Grip"),
}

# Other names, for the search.
MUSCLES_ALSO = {
    Muscle.GLUTES: _("butt bum bottom backside gluteus gluteal"),
    Muscle.CALVES: _("calf gastrocnemius soleus"),
    Muscle.ADDUCTORS: _("groin"),
    Muscle.HIP_FLEXORS: _("psoas iliopsoas"),
    Muscle.LOWER_BACK: _("lumbar spine"),
    Muscle.ABDOMINALS: _("abs belly tummy stomach core"),
    Muscle.OBLIQUES: _("waist flank core"),
    Muscle.SHOULDERS: _("delts deltoids"),
    Muscle.CHEST: _("pecs pectorals"),
}

EQUIPMENT = {
    Equipment.CHAIR: _("Chair"),
    Equipment.WALL: _("Wall"),
    Equipment.MAT: _("Mat"),
    Equipment.STEP: _("Step or block"),
    Equipment.RAIL: _("Rail"),
    Equipment.BROOMSTICK: _("Broomstick"),
    Equipment.CUSHION: _("Cushion"),
    Equipment.STRAP: _("Strap or towel"),
    Equipment.BENCH: _("Bench or sofa"),
    Equipment.BAND: _("Resistance band"),
    Equipment.DUMBBELL: _("Dumbbell"),
    Equipment.KETTLEBELL: _("Kettlebell"),
    Equipment.BARBELL: _("Barbell"),
    Equipment.BACKPACK: _("Backpack with books or water"),
    Equipment.BOTTLES: _("Two full bottles"),
    Equipment.TRAP_BAR: _("Trap bar"),
    Equipment.ANKLE_WEIGHTS: _("Ankle weights"),
    Equipment.LEG_PRESS_MACHINE: _("Leg press machine"),
    Equipment.FOAM_ROLLER: _("Foam roller"),
    Equipment.BALL: _("Ball"),
    Equipment.POOL: _("Pool"),
    Equipment.POOL_NOODLE: _("Pool noodle"),
}

# One thing, as a sentence names it. Labels of two words with "or" are named by the first alone, so
# that a choice of several things can be read.
EQUIPMENT_ONE = {
    Equipment.CHAIR: _("a chair"),
    Equipment.WALL: _("a wall"),
    Equipment.MAT: _("a mat"),
    Equipment.STEP: _("a step"),
    Equipment.RAIL: _("a rail"),
    Equipment.BROOMSTICK: _("a broomstick"),
    Equipment.CUSHION: _("a cushion"),
    Equipment.STRAP: _("a strap"),
    Equipment.BENCH: _("a bench"),
    Equipment.BAND: _("a resistance band"),
    Equipment.DUMBBELL: _("a dumbbell"),
    Equipment.KETTLEBELL: _("a kettlebell"),
    Equipment.BARBELL: _("a barbell"),
    Equipment.BACKPACK: _("a backpack"),
    Equipment.BOTTLES: _("two full bottles"),
    Equipment.TRAP_BAR: _("a trap bar"),
    Equipment.ANKLE_WEIGHTS: _("ankle weights"),
    Equipment.LEG_PRESS_MACHINE: _("a leg press machine"),
    Equipment.FOAM_ROLLER: _("a foam roller"),
    Equipment.BALL: _("a ball"),
    Equipment.POOL: _("a pool"),
    Equipment.POOL_NOODLE: _("a pool noodle"),
}

# Everything that an exercise needs or takes its weight from, by kind. A mat or a rail is
# comfortable, but no exercise needs one.
ASKED_FOR = {
    _("In most homes"): [
        Equipment.CHAIR,
        Equipment.WALL,
        Equipment.STEP,
        Equipment.BROOMSTICK,
        Equipment.CUSHION,
        Equipment.STRAP,
        Equipment.BENCH,
    ],
    _("Weights: any one of these will do"): [
        Equipment.BACKPACK,
        Equipment.BOTTLES,
        Equipment.DUMBBELL,
        Equipment.KETTLEBELL,
        Equipment.BARBELL,
        Equipment.TRAP_BAR,
    ],
    _("Other things to train with"): [
        Equipment.BAND,
        Equipment.ANKLE_WEIGHTS,
        Equipment.BALL,
        Equipment.FOAM_ROLLER,
        Equipment.LEG_PRESS_MACHINE,
        Equipment.POOL,
    ],
}

KNEES = {
    Knee.GOOD: _("Kind to knees"),
    Knee.OK_MODIFIED: _("Fine for most knees, with changes"),
    Knee.CAUTION: _("Take care with sore knees"),
}

CAUTIONS = {
    Caution.BALANCE_POOR: _("falls in the last year, or unsteady on the feet"),
    Caution.DIZZINESS: _("light-headed on standing up or on effort"),
    Caution.KNEE_PAIN: _("knee pain or knee arthritis"),
    Caution.HIP_PAIN: _("hip or groin pain, or hip arthritis"),
    Caution.HIP_REPLACEMENT_RECENT: _("a hip replacement, mainly in the first 3–6 months"),
    Caution.FLEXION_PAIN: _("back pain brought on by bending"),
    Caution.EXTENSION_PAIN: _("back pain brought on by arching or long standing"),
    Caution.LEG_SYMPTOMS: _("pain, tingling or numbness down a leg"),
    Caution.OSTEOPOROSIS_SPINE: _("osteoporosis or a past fracture of the spine"),
    Caution.HIGH_BP_UNCONTROLLED: _("high blood pressure that is not well controlled"),
    Caution.RECENT_SURGERY: _("an operation on back, belly or leg in the last months"),
    Caution.PREGNANCY_SUPINE: _("pregnancy: long lying on the back"),
    Caution.PREGNANCY_PRONE: _("pregnancy: lying on the front"),
    Caution.PREGNANCY_BALANCE: _("pregnancy: balance"),
    Caution.PREGNANCY_LOAD: _("pregnancy: heavy lifting"),
    Caution.SHOULDER_WRIST: _("shoulder or wrist pain"),
    Caution.NECK_PAIN: _("neck pain"),
    Caution.ACHILLES_FOOT_PAIN: _("Achilles, heel or calf pain"),
    Caution.TOE_FOOT_PAIN: _("a painful big toe or forefoot"),
    Caution.CLOT_VARICOSE_SKIN: _(
        "a blood clot, blood thinners, varicose veins, or fragile or numb skin"
    ),
    Caution.GLAUCOMA_REFLUX: _("glaucoma, reflux, or other reasons to keep the head up"),
    Caution.POOL_SAFETY: _("an open wound, infection, seizures, incontinence, or not a swimmer"),
}

LABELS: dict[str, Mapping[Any, Promise]] = {
    "phase": PHASES,
    "pattern": PATTERNS,
    "muscle": MUSCLES,
    "muscle_short": MUSCLES_SHORT,
    "muscle_also": MUSCLES_ALSO,
    "equipment": EQUIPMENT,
    "equipment_one": EQUIPMENT_ONE,
    "knee": KNEES,
    "caution": CAUTIONS,
}


def labels(kind: str) -> Mapping[str, str]:
    """Return the labels of one enum by word, in the language of the request."""
    return _in_language(kind, get_language())


@cache
def _in_language(kind: str, _language: str | None) -> Mapping[str, str]:
    """Return the labels of one enum in a language; cached, because a page reads hundreds of
    them."""
    return {str(word): str(label) for word, label in LABELS[kind].items()}
