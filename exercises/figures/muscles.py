"""The patches that show which muscles work."""

from collections.abc import Iterator, Sequence

from exercises.figures.body import BUILDS, Place, View
from exercises.figures.geometry import Point, beside, width_at
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk
from exercises.vocabulary import Muscle

# On limbs the offset is a fraction of the local half-width (front or outside > 0), on the trunk a
# length. Muscles that a view doesn't show are left out: the body map shows them.
PATCHES: dict[View, dict[Muscle, tuple[Place, ...]]] = {
    "side": {
        Muscle.QUADRICEPS: (
            ("thigh", 0.08, 0.60), ("thigh", 0.22, 0.92), ("thigh", 0.48, 0.95),
            ("thigh", 0.74, 0.93), ("thigh", 0.91, 0.82), ("thigh", 0.95, 0.45),
            ("thigh", 0.82, 0.10), ("thigh", 0.58, -0.08), ("thigh", 0.30, 0.0),
            ("thigh", 0.12, 0.22),
        ),
        Muscle.HAMSTRINGS: (
            ("thigh", 0.22, -0.60), ("thigh", 0.34, -0.92), ("thigh", 0.58, -0.95),
            ("thigh", 0.80, -0.93), ("thigh", 0.95, -0.80), ("thigh", 0.95, -0.45),
            ("thigh", 0.76, -0.28), ("thigh", 0.50, -0.24), ("thigh", 0.28, -0.32),
        ),
        Muscle.CALVES: (
            ("shank", 0.02, -0.55), ("shank", 0.14, -0.92), ("shank", 0.32, -0.95),
            ("shank", 0.48, -0.94), ("shank", 0.66, -0.90), ("shank", 0.74, -0.50),
            ("shank", 0.54, -0.10), ("shank", 0.28, 0.0), ("shank", 0.08, -0.12),
        ),
        Muscle.TIBIALIS: (
            ("shank", 0.12, 0.66), ("shank", 0.28, 0.93), ("shank", 0.50, 0.93),
            ("shank", 0.74, 0.90), ("shank", 0.78, 0.40), ("shank", 0.50, 0.22),
            ("shank", 0.25, 0.20), ("shank", 0.10, 0.30),
        ),
        Muscle.GLUTES: (
            ("pelvis", 1.0, -0.052), ("seat", 0.30, 0.083), ("seat", 0.46, 0.083),
            ("seat", 0.63, 0.076), ("thigh", 0.13, -0.95), ("thigh", 0.24, -0.90),
            ("thigh", 0.28, -0.55), ("thigh", 0.14, -0.05), ("seat", 0.42, 0.006),
            ("pelvis", 0.95, -0.022),
        ),
        Muscle.HIP_ABDUCTORS: (
            ("pelvis", 1.0, -0.018), ("pelvis", 1.0, 0.026), ("pelvis", 0.45, 0.036),
            ("thigh", 0.03, 0.22), ("thigh", 0.10, -0.05), ("pelvis", 0.1, -0.022),
        ),
        Muscle.HIP_FLEXORS: (
            ("pelvis", 0.75, 0.056), ("pelvis", 0.30, 0.058), ("pelvis", -0.10, 0.055),
            ("thigh", 0.10, 0.55), ("thigh", 0.14, 0.30), ("pelvis", 0.10, 0.036),
            ("pelvis", 0.65, 0.036),
        ),
        Muscle.LOWER_BACK: (
            ("pelvis", 0.7, -0.070), ("lumbar", 0.05, -0.058), ("lumbar", 0.5, -0.048),
            ("lumbar", 0.95, -0.049), ("chest", 0.35, -0.058), ("chest", 0.66, -0.060),
            ("chest", 0.76, -0.044), ("chest", 0.35, -0.030), ("lumbar", 0.9, -0.019),
            ("lumbar", 0.4, -0.017), ("pelvis", 0.8, -0.034),
        ),
        Muscle.UPPER_BACK: (
            ("chest", 0.20, -0.056), ("chest", 0.50, -0.062), ("chest", 0.80, -0.057),
            ("chest", 1.0, -0.044), ("chest", 0.98, -0.020), ("chest", 0.70, -0.012),
            ("chest", 0.40, -0.020), ("chest", 0.15, -0.036),
        ),
        Muscle.ABDOMINALS: (
            ("chest", 0.12, 0.066), ("lumbar", 0.60, 0.061), ("lumbar", 0.15, 0.058),
            ("pelvis", 0.55, 0.060), ("pelvis", 0.0, 0.057), ("pelvis", -0.10, 0.036),
            ("pelvis", 0.5, 0.030), ("lumbar", 0.2, 0.028), ("lumbar", 0.65, 0.030),
            ("chest", 0.15, 0.038),
        ),
        Muscle.OBLIQUES: (
            ("chest", 0.10, 0.034), ("lumbar", 0.50, 0.026), ("lumbar", 0.0, 0.026),
            ("pelvis", 0.7, 0.020), ("pelvis", 0.8, -0.010), ("lumbar", 0.1, -0.016),
            ("lumbar", 0.6, -0.018), ("chest", 0.15, -0.006),
        ),
        Muscle.CHEST: (
            ("chest", 0.86, 0.042), ("chest", 0.68, 0.062), ("chest", 0.45, 0.070),
            ("chest", 0.28, 0.060), ("chest", 0.36, 0.030), ("chest", 0.70, 0.014),
        ),
        Muscle.SHOULDERS: (
            ("upper", -0.12, 0.3), ("upper", 0.1, 0.92), ("upper", 0.35, 0.8),
            ("upper", 0.48, 0.05), ("upper", 0.35, -0.8), ("upper", 0.1, -0.92),
            ("upper", -0.12, -0.3),
        ),
        Muscle.GRIP: (
            ("fore", 0.05, 0.6), ("fore", 0.22, 0.88), ("fore", 0.50, 0.85),
            ("fore", 0.78, 0.45), ("fore", 0.78, -0.35), ("fore", 0.50, -0.75),
            ("fore", 0.22, -0.7), ("fore", 0.06, -0.3),
        ),
    },
    "front": {
        Muscle.QUADRICEPS: (
            ("thigh", 0.10, 0.55), ("thigh", 0.28, 0.88), ("thigh", 0.55, 0.88),
            ("thigh", 0.82, 0.75), ("thigh", 0.95, 0.30), ("thigh", 0.94, -0.45),
            ("thigh", 0.80, -0.80), ("thigh", 0.60, -0.70), ("thigh", 0.30, -0.25),
            ("thigh", 0.12, 0.10),
        ),
        Muscle.ADDUCTORS: (
            ("thigh", 0.12, -0.90), ("thigh", 0.30, -0.95), ("thigh", 0.55, -0.95),
            ("thigh", 0.66, -0.78), ("thigh", 0.40, -0.45), ("thigh", 0.14, -0.30),
        ),
        Muscle.TIBIALIS: (
            ("shank", 0.12, 0.55), ("shank", 0.28, 0.80), ("shank", 0.52, 0.80),
            ("shank", 0.76, 0.60), ("shank", 0.76, 0.10), ("shank", 0.5, 0.05),
            ("shank", 0.22, 0.10),
        ),
        Muscle.HIP_ABDUCTORS: (
            ("pelvis", 0.95, 0.066), ("pelvis", 0.55, 0.082), ("hip", 0.36, 0.0445),
            ("hip", 0.56, 0.0450), ("thigh", 0.17, 0.90), ("thigh", 0.24, 0.55),
            ("hip", 0.62, 0.012), ("pelvis", 0.45, 0.052),
        ),
        Muscle.HIP_FLEXORS: (
            ("pelvis", 0.55, 0.030), ("pelvis", 0.50, 0.052), ("pelvis", -0.10, 0.064),
            ("thigh", 0.12, 0.30), ("thigh", 0.10, -0.20), ("pelvis", -0.35, 0.034),
        ),
        Muscle.OBLIQUES: (
            ("chest", 0.20, 0.075), ("lumbar", 0.75, 0.065), ("lumbar", 0.30, 0.066),
            ("pelvis", 0.80, 0.075), ("pelvis", 0.55, 0.060), ("lumbar", 0.2, 0.042),
            ("lumbar", 0.8, 0.040), ("chest", 0.10, 0.046),
        ),
        Muscle.ABDOMINALS: (
            ("chest", 0.20, 0.034), ("lumbar", 0.5, 0.036), ("pelvis", 0.5, 0.036),
            ("pelvis", -0.2, 0.018), ("pelvis", -0.2, -0.018), ("pelvis", 0.5, -0.036),
            ("lumbar", 0.5, -0.036), ("chest", 0.20, -0.034),
        ),
        Muscle.CHEST: (
            ("chest", 0.94, 0.010), ("chest", 0.95, 0.050), ("chest", 0.86, 0.078),
            ("chest", 0.58, 0.078), ("chest", 0.38, 0.060), ("chest", 0.34, 0.030),
            ("chest", 0.44, 0.008),
        ),
        Muscle.SHOULDERS: (
            ("upper", -0.14, 0.1), ("upper", 0.0, 0.85), ("upper", 0.2, 0.92),
            ("upper", 0.42, 0.6), ("upper", 0.46, 0.0), ("upper", 0.2, -0.6),
            ("upper", -0.05, -0.7),
        ),
    },
}  # fmt: skip
LIMB_BONES = {"thigh", "shank", "upper", "fore"}
ON_THE_MIDDLE = {Muscle.ABDOMINALS}
# Drawn over the arm, not under it.
ON_THE_ARM = {Muscle.SHOULDERS, Muscle.GRIP}


def patches(
    muscles: Sequence[Muscle], body: Body, working: Sequence[str]
) -> Iterator[tuple[Muscle, list[Point]]]:
    """Return the outlines of those of `muscles` that the view shows.

    From the side they lie on the near half of the body, from the front on the sides that are
    `working`.
    """
    for muscle in muscles:
        places = PATCHES[body.view].get(muscle)
        if places is None:
            continue
        sides = ["near"] if body.view == "side" or muscle in ON_THE_MIDDLE else working
        for side in sides:
            yield muscle, [patch_point(body, side, place) for place in places]


def patch_point(body: Body, side: str, place: Place) -> Point:
    part, along, offset = place
    return place_point(body, side, (part, along, _inset(part, offset)))


def place_point(body: Body, side: str, place: Place) -> Point:
    """Return the point of `place` on one side of the body.

    On a limb its offset is a fraction of the half-width, on the trunk a length, which the front
    view mirrors for the far side.
    """
    part, along, offset = place
    sign = -1 if body.view == "front" and side == "far" else 1
    if part in LIMB_BONES:
        start, angle, length = body.bone(side, part)
        outer, inner = width_at(getattr(BUILDS[body.view], part), along)
        return beside(
            start, angle, length * along, sign * offset * (outer if offset > 0 else inner)
        )
    return on_trunk(body, part, along, offset if part == "seat" else offset * sign, side)


def _inset(part: str, offset: float) -> float:
    """Shrink a patch so that a rim of body colour stays around it, and its outline never cuts
    the silhouette."""
    if part in LIMB_BONES:
        return offset * 0.89 if abs(offset) > 0.6 else offset
    if part == "seat":
        return offset - 0.009 if offset > 0.05 else offset
    if part == "hip":
        return offset - 0.006 if offset > 0.03 else offset
    return offset - (0.0065 if offset > 0 else -0.0065) if abs(offset) > 0.047 else offset
