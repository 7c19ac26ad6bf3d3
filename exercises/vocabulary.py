"""The closed lists of words that describe an exercise, in the order in which pages show them.

Their texts for people are in `labels.py`.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

KG_PER_LB = Decimal("0.45359237")  # exactly, by definition
CM_PER_INCH = Decimal("2.54")


class Phase(StrEnum):
    """The part of a session that an exercise belongs to."""

    WARM_UP = "warm-up"
    STRENGTH = "strength"
    COOL_DOWN = "cool-down"
    CARDIO = "cardio"


class Pattern(StrEnum):
    """The movement pattern (brief.md B). Easier and harder neighbours share it."""

    SQUAT = "squat"
    HINGE = "hinge"
    LUNGE = "lunge"
    STEP = "step"
    BRIDGE = "bridge"
    CALF = "calf"
    HAMSTRING = "hamstring"
    ABDUCTION = "abduction"
    ADDUCTION = "adduction"
    CORE = "core"
    BALANCE = "balance"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    CARDIO = "cardio"


class Muscle(StrEnum):
    """Muscle groups, in the order hips and legs, trunk, arms."""

    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    QUADRICEPS = "quadriceps"
    CALVES = "calves"
    HIP_ABDUCTORS = "hip_abductors"
    ADDUCTORS = "adductors"
    HIP_FLEXORS = "hip_flexors"
    TIBIALIS = "tibialis"
    LOWER_BACK = "lower_back"
    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    UPPER_BACK = "upper_back"
    SHOULDERS = "shoulders"
    CHEST = "chest"
    GRIP = "grip"


class Joint(StrEnum):
    """Joints. Hip is iliofemoral, knee tibiofemoral, ankle talocrural, toes metatarsophalangeal."""

    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    TOES = "toes"
    LUMBAR_SPINE = "lumbar_spine"
    THORACIC_SPINE = "thoracic_spine"
    SHOULDER = "shoulder"


class Equipment(StrEnum):
    """Things that an exercise needs, those found in a home first."""

    CHAIR = "chair"
    WALL = "wall"
    MAT = "mat"
    STEP = "step"
    RAIL = "rail"
    BROOMSTICK = "broomstick"
    CUSHION = "cushion"
    STRAP = "strap"
    BENCH = "bench"
    BAND = "band"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    BARBELL = "barbell"
    BACKPACK = "backpack"
    BOTTLES = "bottles"
    TRAP_BAR = "trap_bar"
    ANKLE_WEIGHTS = "ankle_weights"
    LEG_PRESS_MACHINE = "leg_press_machine"
    FOAM_ROLLER = "foam_roller"
    BALL = "ball"
    POOL = "pool"
    POOL_NOODLE = "pool_noodle"


class Caution(StrEnum):
    """Reasons to change or leave out an exercise, switched on by the screening answers (brief.md
    E2)."""

    BALANCE_POOR = "balance_poor"
    DIZZINESS = "dizziness"
    KNEE_PAIN = "knee_pain"
    HIP_PAIN = "hip_pain"
    HIP_REPLACEMENT_RECENT = "hip_replacement_recent"
    FLEXION_PAIN = "flexion_pain"
    EXTENSION_PAIN = "extension_pain"
    LEG_SYMPTOMS = "leg_symptoms"
    OSTEOPOROSIS_SPINE = "osteoporosis_spine"
    HIGH_BP_UNCONTROLLED = "high_bp_uncontrolled"
    RECENT_SURGERY = "recent_surgery"
    PREGNANCY_SUPINE = "pregnancy_supine"
    PREGNANCY_PRONE = "pregnancy_prone"
    PREGNANCY_BALANCE = "pregnancy_balance"
    PREGNANCY_LOAD = "pregnancy_load"
    SHOULDER_WRIST = "shoulder_wrist"
    NECK_PAIN = "neck_pain"
    ACHILLES_FOOT_PAIN = "achilles_foot_pain"
    TOE_FOOT_PAIN = "toe_foot_pain"
    CLOT_VARICOSE_SKIN = "clot_varicose_skin"
    GLAUCOMA_REFLUX = "glaucoma_reflux"
    POOL_SAFETY = "pool_safety"


class Support(StrEnum):
    """What keeps a person from falling during an exercise (brief.md E4), the steadiest first.

    DOWN: lying, kneeling or sitting. HELD: standing, with a hand on a support, or easily so.
    TWO_FEET: standing free, both feet on the floor. ONE_LEG: free on one leg, split or stepping.
    """

    DOWN = "down"
    HELD = "held"
    TWO_FEET = "two_feet"
    ONE_LEG = "one_leg"

    @property
    def steadiness(self) -> int:
        """A figure to compare by: the steadier, the higher."""
        return -list(Support).index(self)


# With these a person might fall, and stands with a hand on a support.
UNSTEADY = frozenset({Caution.BALANCE_POOR, Caution.DIZZINESS, Caution.PREGNANCY_BALANCE})

# With these no weight goes up.
KEEPS_LOAD = frozenset({Caution.PREGNANCY_LOAD})


class Knee(StrEnum):
    """How well an exercise suits sore knees."""

    GOOD = "good"
    OK_MODIFIED = "ok_modified"
    CAUTION = "caution"


class Measure(StrEnum):
    """What one set is counted in."""

    REPS = "reps"
    SECONDS = "seconds"
    MINUTES = "minutes"


class Sides(StrEnum):
    """How a one-sided exercise alternates: after all repetitions of a side, or with every
    repetition."""

    EACH = "each"
    ALTERNATING = "alternating"


class LoadNeed(StrEnum):
    """Whether an exercise takes external weight, or help.

    HELP: a counterweight, a machine or a band carries a part of the body. Less help is harder, and
    without any it is done with the body's own weight.
    """

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"
    HELP = "help"


class LoadType(StrEnum):
    """The kind of external weight (brief.md G).

    A dumbbell's or a bottle's figure is for each hand, all others are the total; a band has a
    colour and no figure.
    """

    NONE = "none"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    BARBELL = "barbell"
    BACKPACK = "backpack"
    BOTTLES = "bottles"
    MACHINE = "machine"
    BAND = "band"
    ANKLE = "ankle"


LOAD_TYPE_OF: dict[Equipment, LoadType] = {
    Equipment.DUMBBELL: LoadType.DUMBBELL,
    Equipment.KETTLEBELL: LoadType.KETTLEBELL,
    Equipment.BARBELL: LoadType.BARBELL,
    Equipment.BACKPACK: LoadType.BACKPACK,
    Equipment.BOTTLES: LoadType.BOTTLES,
    Equipment.TRAP_BAR: LoadType.BARBELL,
    Equipment.LEG_PRESS_MACHINE: LoadType.MACHINE,
    Equipment.BAND: LoadType.BAND,
    Equipment.ANKLE_WEIGHTS: LoadType.ANKLE,
}


def is_enough(at_hand: Iterable[str], *, needed: Iterable[str], any_of: Iterable[str]) -> bool:
    """Return whether the things at hand are all of `needed` and, if there are any, one of
    `any_of`."""
    things, alternatives = set(at_hand), set(any_of)
    return things.issuperset(needed) and (not alternatives or not things.isdisjoint(alternatives))


def is_ruled_out(*, having: Iterable[str], tags: Iterable[str], support: str) -> bool:
    """Return whether a person `having` these cautions leaves out an exercise with these `tags`.

    An unsteady person does nothing on one leg without a support, and may do everything with a hand
    on a support (brief.md E4).
    """
    cautions = set(having)
    active = cautions & set(tags)
    if not cautions & UNSTEADY:
        return bool(active)
    if support == Support.HELD:
        active -= UNSTEADY
    return bool(active) or support == Support.ONE_LEG
