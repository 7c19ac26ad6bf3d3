"""Where the muscles of the body map lie on the standing body, front and back.

On limbs the offset is a fraction of the local half-width (outside > 0), on the trunk a length. One
side of the body is given; the other is its mirror image. None stands for a muscle that the library
doesn't name.
"""

from exercises.figures.body import Place
from exercises.vocabulary import Muscle

Patch = tuple[Muscle | None, tuple[Place, ...]]

FRONT_PATCHES: tuple[Patch, ...] = (
    (
        Muscle.UPPER_BACK,
        (
            ("neck", 0.55, 0.02), ("neck", 0.05, 0.047), ("chest", 0.99, 0.066),
            ("chest", 0.97, 0.03), ("neck", 0.2, 0.012),
        ),
    ),
    (
        Muscle.SHOULDERS,
        (
            ("upper", -0.16, 0.0), ("upper", -0.06, 0.78), ("upper", 0.14, 0.93),
            ("upper", 0.34, 0.75), ("upper", 0.44, 0.15), ("upper", 0.28, -0.35),
            ("upper", 0.08, -0.75), ("upper", -0.1, -0.7),
        ),
    ),
    (
        Muscle.CHEST,
        (
            ("chest", 0.94, 0.01), ("chest", 0.97, 0.05), ("chest", 0.9, 0.082),
            ("chest", 0.62, 0.084), ("chest", 0.36, 0.068), ("chest", 0.3, 0.03),
            ("chest", 0.42, 0.006),
        ),
    ),
    (
        None,
        (
            ("upper", 0.34, 0.1), ("upper", 0.46, 0.62), ("upper", 0.66, 0.72),
            ("upper", 0.86, 0.45), ("upper", 0.9, -0.15), ("upper", 0.72, -0.65),
            ("upper", 0.48, -0.6),
        ),
    ),
    (
        Muscle.GRIP,
        (
            ("fore", 0.02, 0.55), ("fore", 0.22, 0.82), ("fore", 0.48, 0.8), ("fore", 0.8, 0.6),
            ("fore", 0.82, -0.3), ("fore", 0.5, -0.72), ("fore", 0.25, -0.78),
            ("fore", 0.08, -0.45),
        ),
    ),
    (
        Muscle.ABDOMINALS,
        (
            ("chest", 0.3, 0.006), ("chest", 0.31, 0.03), ("chest", 0.12, 0.034),
            ("lumbar", 0.84, 0.032), ("lumbar", 0.82, 0.006),
        ),
    ),
    (
        Muscle.ABDOMINALS,
        (
            ("lumbar", 0.74, 0.006), ("lumbar", 0.74, 0.032), ("lumbar", 0.34, 0.033),
            ("lumbar", 0.32, 0.006),
        ),
    ),
    (
        Muscle.ABDOMINALS,
        (
            ("lumbar", 0.24, 0.006), ("lumbar", 0.25, 0.033), ("pelvis", 0.75, 0.034),
            ("pelvis", 0.2, 0.03), ("pelvis", -0.45, 0.01), ("pelvis", -0.48, 0.005),
            ("pelvis", 0.1, 0.005),
        ),
    ),
    (
        Muscle.OBLIQUES,
        (
            ("chest", 0.22, 0.042), ("chest", 0.2, 0.07), ("lumbar", 0.8, 0.063),
            ("lumbar", 0.4, 0.064), ("pelvis", 0.92, 0.074), ("pelvis", 0.62, 0.072),
            ("pelvis", 0.5, 0.044), ("lumbar", 0.3, 0.041), ("lumbar", 0.8, 0.04),
        ),
    ),
    (
        Muscle.HIP_FLEXORS,
        (
            ("pelvis", 0.4, 0.038), ("pelvis", 0.34, 0.058), ("pelvis", -0.25, 0.066),
            ("thigh", 0.08, 0.2), ("thigh", 0.05, -0.2), ("pelvis", -0.35, 0.034),
        ),
    ),
    (
        Muscle.HIP_ABDUCTORS,
        (
            ("pelvis", 0.8, 0.068), ("pelvis", 0.4, 0.087), ("pelvis", 0.0, 0.093),
            ("thigh", 0.16, 0.99), ("thigh", 0.26, 0.8), ("thigh", 0.1, 0.56),
            ("pelvis", -0.05, 0.07), ("pelvis", 0.5, 0.062),
        ),
    ),
    (
        Muscle.ADDUCTORS,
        (
            ("thigh", 0.06, -0.42), ("thigh", 0.12, -0.9), ("thigh", 0.3, -0.97),
            ("thigh", 0.52, -0.98), ("thigh", 0.6, -0.9), ("thigh", 0.46, -0.56),
            ("thigh", 0.24, -0.38),
        ),
    ),
    (
        Muscle.QUADRICEPS,
        (
            ("thigh", 0.1, 0.28), ("thigh", 0.24, 0.5), ("thigh", 0.52, 0.48),
            ("thigh", 0.78, 0.24), ("thigh", 0.9, 0.0), ("thigh", 0.8, -0.26),
            ("thigh", 0.54, -0.38), ("thigh", 0.26, -0.26), ("thigh", 0.1, 0.06),
        ),
    ),
    (
        Muscle.QUADRICEPS,
        (
            ("thigh", 0.16, 0.72), ("thigh", 0.3, 0.99), ("thigh", 0.58, 0.99),
            ("thigh", 0.84, 0.95), ("thigh", 0.95, 0.7), ("thigh", 0.9, 0.34),
            ("thigh", 0.68, 0.54), ("thigh", 0.42, 0.62), ("thigh", 0.24, 0.6),
        ),
    ),
    (
        Muscle.QUADRICEPS,
        (
            ("thigh", 0.48, -0.5), ("thigh", 0.64, -0.92), ("thigh", 0.84, -0.99),
            ("thigh", 0.99, -0.8), ("thigh", 0.98, -0.25), ("thigh", 0.84, -0.3),
            ("thigh", 0.64, -0.44),
        ),
    ),
    (
        Muscle.TIBIALIS,
        (
            ("shank", 0.06, 0.3), ("shank", 0.2, 0.64), ("shank", 0.45, 0.62),
            ("shank", 0.74, 0.36), ("shank", 0.92, -0.08), ("shank", 0.74, -0.08),
            ("shank", 0.42, 0.04), ("shank", 0.16, 0.0),
        ),
    ),
    (
        Muscle.CALVES,
        (
            ("shank", 0.08, -0.6), ("shank", 0.22, -0.98), ("shank", 0.44, -0.98),
            ("shank", 0.68, -0.82), ("shank", 0.52, -0.45), ("shank", 0.26, -0.36),
        ),
    ),
    (
        Muscle.CALVES,
        (
            ("shank", 0.1, 0.78), ("shank", 0.24, 0.98), ("shank", 0.46, 0.98),
            ("shank", 0.7, 0.8), ("shank", 0.54, 0.74), ("shank", 0.28, 0.78),
        ),
    ),
)  # fmt: skip

BACK_PATCHES: tuple[Patch, ...] = (
    (
        Muscle.UPPER_BACK,
        (
            ("neck", 0.8, 0.004), ("neck", 0.6, 0.02), ("neck", 0.05, 0.048),
            ("chest", 0.98, 0.07), ("chest", 0.88, 0.052), ("chest", 0.6, 0.026),
            ("chest", 0.15, 0.005), ("chest", 0.6, 0.004),
        ),
    ),
    (
        Muscle.SHOULDERS,
        (
            ("upper", -0.16, 0.0), ("upper", -0.06, 0.78), ("upper", 0.14, 0.93),
            ("upper", 0.34, 0.75), ("upper", 0.44, 0.15), ("upper", 0.28, -0.35),
            ("upper", 0.08, -0.75), ("upper", -0.1, -0.7),
        ),
    ),
    (
        Muscle.UPPER_BACK,
        (
            ("chest", 0.62, 0.04), ("chest", 0.66, 0.074), ("chest", 0.52, 0.083),
            ("chest", 0.2, 0.074), ("lumbar", 0.7, 0.062), ("lumbar", 0.36, 0.048),
            ("lumbar", 0.6, 0.032), ("chest", 0.15, 0.026),
        ),
    ),
    (
        None,
        (
            ("upper", 0.34, 0.2), ("upper", 0.44, 0.7), ("upper", 0.66, 0.76),
            ("upper", 0.86, 0.5), ("upper", 0.9, -0.2), ("upper", 0.7, -0.7),
            ("upper", 0.46, -0.62),
        ),
    ),
    (
        Muscle.GRIP,
        (
            ("fore", 0.02, 0.55), ("fore", 0.22, 0.82), ("fore", 0.48, 0.8), ("fore", 0.8, 0.6),
            ("fore", 0.82, -0.3), ("fore", 0.5, -0.72), ("fore", 0.25, -0.78),
            ("fore", 0.08, -0.45),
        ),
    ),
    (
        Muscle.LOWER_BACK,
        (
            ("chest", 0.28, 0.005), ("chest", 0.3, 0.02), ("lumbar", 0.8, 0.027),
            ("lumbar", 0.3, 0.033), ("pelvis", 0.9, 0.03), ("pelvis", 0.45, 0.01),
            ("pelvis", 0.45, 0.005), ("lumbar", 0.3, 0.005),
        ),
    ),
    (
        Muscle.OBLIQUES,
        (
            ("lumbar", 0.64, 0.062), ("lumbar", 0.34, 0.066), ("pelvis", 0.95, 0.075),
            ("pelvis", 0.78, 0.074), ("pelvis", 0.92, 0.046), ("lumbar", 0.28, 0.044),
        ),
    ),
    (
        Muscle.HIP_ABDUCTORS,
        (
            ("pelvis", 0.78, 0.036), ("pelvis", 0.74, 0.064), ("pelvis", 0.5, 0.08),
            ("pelvis", 0.05, 0.087), ("pelvis", -0.1, 0.08), ("pelvis", 0.15, 0.06),
            ("pelvis", 0.5, 0.036),
        ),
    ),
    (
        Muscle.GLUTES,
        (
            ("pelvis", 0.5, 0.008), ("pelvis", 0.46, 0.036), ("pelvis", 0.05, 0.07),
            ("pelvis", -0.25, 0.093), ("thigh", 0.16, 0.98), ("thigh", 0.29, 0.5),
            ("thigh", 0.29, -0.45), ("thigh", 0.2, -0.98), ("pelvis", -0.6, 0.003),
            ("pelvis", -0.1, 0.002),
        ),
    ),
    (
        Muscle.HAMSTRINGS,
        (
            ("thigh", 0.32, 0.22), ("thigh", 0.34, 0.8), ("thigh", 0.56, 0.99),
            ("thigh", 0.8, 0.99), ("thigh", 1.03, 0.88), ("thigh", 1.03, 0.52),
            ("thigh", 0.82, 0.2), ("thigh", 0.58, 0.04), ("thigh", 0.36, 0.02),
        ),
    ),
    (
        Muscle.HAMSTRINGS,
        (
            ("thigh", 0.32, -0.06), ("thigh", 0.56, -0.07), ("thigh", 0.8, 0.0),
            ("thigh", 1.0, -0.4), ("thigh", 1.03, -0.84), ("thigh", 0.82, -0.99),
            ("thigh", 0.58, -0.84), ("thigh", 0.36, -0.52),
        ),
    ),
    (
        Muscle.ADDUCTORS,
        (
            ("thigh", 0.3, -0.72), ("thigh", 0.36, -0.99), ("thigh", 0.56, -0.99),
            ("thigh", 0.72, -0.99), ("thigh", 0.58, -0.92), ("thigh", 0.4, -0.66),
        ),
    ),
    (
        Muscle.CALVES,
        (
            ("shank", 0.0, 0.1), ("shank", 0.1, 0.66), ("shank", 0.28, 0.99),
            ("shank", 0.46, 0.99), ("shank", 0.6, 0.66), ("shank", 0.54, 0.06),
            ("shank", 0.26, 0.04),
        ),
    ),
    (
        Muscle.CALVES,
        (
            ("shank", 0.0, -0.08), ("shank", 0.26, -0.03), ("shank", 0.58, 0.0),
            ("shank", 0.66, -0.5), ("shank", 0.52, -0.99), ("shank", 0.3, -0.99),
            ("shank", 0.1, -0.66),
        ),
    ),
    (
        Muscle.CALVES,
        (
            ("shank", 0.62, 0.74), ("shank", 0.76, 0.9), ("shank", 0.97, 0.36),
            ("shank", 0.97, -0.36), ("shank", 0.8, -0.9), ("shank", 0.7, -0.8),
            ("shank", 0.72, -0.3), ("shank", 0.64, 0.1),
        ),
    ),
)  # fmt: skip
