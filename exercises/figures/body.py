"""The mannequin's measures: bone lengths and half-widths, as fractions of its stature."""

from dataclasses import dataclass
from typing import Literal

View = Literal["side", "front"]
Station = tuple[float, float, float]  # along the bone, half-width in front / outside, and behind
Offset = tuple[float, float]
Place = tuple[str, float, float]  # part, along it, offset to the front (side view) or outwards

SEGMENTS = ("pelvis", "lumbar", "chest", "neck")
STARTS = {"pelvis": "hip", "lumbar": "l5", "chest": "t12", "neck": "c7"}
ENDS = {"pelvis": "l5", "lumbar": "t12", "chest": "c7", "neck": "skull"}
SIDES = ("near", "far")

LENGTHS = {
    "thigh": 0.245,
    "shank": 0.240,
    "upper": 0.168,
    "fore": 0.140,
    "pelvis": 0.075,
    "lumbar": 0.090,
    "chest": 0.135,
    "neck": 0.048,
}
# The joint that each bone of a limb leaves from.
ROOTS = {"thigh": "hip", "shank": "knee", "upper": "shoulder", "fore": "elbow"}

ANKLE_HEIGHT = 0.0405
# Points of the foot from the ankle and of the hand from the wrist, in the foot's or hand's own
# direction (x along it).
FOOT = {
    "sole": complex(0, -ANKLE_HEIGHT),
    "heel": complex(-0.040, -0.038),
    "ball": complex(0.080, -0.0405),
    "toes": complex(0.112, -0.0405),
}
HAND = {"palm": complex(0.045, -0.017), "fist": complex(0.036, 0)}
TOE_HINGE = complex(0.080, -0.026)
# The far limbs are drawn a little apart, as if seen slightly from above.
FAR_HIP, FAR_SHOULDER = complex(0.008, 0.008), complex(0.004, 0.008)
FAR_FOOT, FAR_HAND = complex(0.034, 0.009), complex(0.016, 0.010)
HALF_HIPS, HALF_SHOULDERS = 0.048, 0.090  # front view
HEAD_SHIFT = {"side": complex(-0.004, -0.012), "front": complex(0, -0.012)}


@dataclass(frozen=True, kw_only=True)
class Build:
    """The outlines of the limbs, the head and the spine in one view."""

    thigh: tuple[Station, ...]
    shank: tuple[Station, ...]
    upper: tuple[Station, ...]
    fore: tuple[Station, ...]
    knee: Offset
    elbow: Offset
    hip_cap: tuple[Offset, ...]
    shoulder_cap: tuple[Offset, ...]
    trunk: tuple[Place, ...]
    head: tuple[Offset, ...]
    head_cap: tuple[Offset, ...]  # the part that merges into the neck
    hair: tuple[Offset, ...]


# "seat" stations of the side view turn round the hip along the back; "hip" ones of the front view
# turn round the outer hip: (angle as a part of the half circle, radius).
SIDE = Build(
    thigh=(
        (0.0, 0.058, 0.066),
        (0.14, 0.060, 0.066),
        (0.30, 0.057, 0.057),
        (0.50, 0.051, 0.047),
        (0.70, 0.043, 0.038),
        (0.88, 0.037, 0.033),
    ),
    shank=(
        (0.10, 0.034, 0.034),
        (0.22, 0.030, 0.042),
        (0.36, 0.026, 0.045),
        (0.52, 0.023, 0.037),
        (0.70, 0.0195, 0.025),
        (0.86, 0.018, 0.0185),
    ),
    upper=(
        (0.0, 0.035, 0.037),
        (0.16, 0.036, 0.037),
        (0.38, 0.031, 0.032),
        (0.62, 0.027, 0.028),
        (0.86, 0.024, 0.025),
    ),
    fore=(
        (0.10, 0.0245, 0.024),
        (0.28, 0.0255, 0.0235),
        (0.52, 0.021, 0.0205),
        (0.76, 0.016, 0.016),
        (0.94, 0.014, 0.014),
    ),
    knee=(0.0375, 0.033),
    elbow=(0.0245, 0.022),
    hip_cap=((-0.16, -0.052), (-0.24, 0.0), (-0.16, 0.044)),
    shoulder_cap=((-0.15, -0.027), (-0.21, 0.0), (-0.15, 0.025)),
    trunk=(
        ("seat", 0.92, 0.050),
        ("seat", 0.78, 0.068),
        ("seat", 0.62, 0.080),
        ("seat", 0.46, 0.088),
        ("seat", 0.30, 0.088),
        ("pelvis", 0.92, -0.069),
        ("lumbar", 0.40, -0.051),
        ("lumbar", 0.90, -0.051),
        ("chest", 0.30, -0.061),
        ("chest", 0.62, -0.064),
        ("chest", 0.88, -0.053),
        ("neck", 0.10, -0.038),
        ("neck", 0.60, -0.032),
        ("neck", 1.2, -0.036),
        ("neck", 1.2, 0.020),
        ("neck", 0.55, 0.019),
        ("neck", 0.05, 0.024),
        ("chest", 0.88, 0.046),
        ("chest", 0.68, 0.068),
        ("chest", 0.45, 0.076),
        ("chest", 0.15, 0.071),
        ("lumbar", 0.60, 0.065),
        ("lumbar", 0.15, 0.062),
        ("pelvis", 0.55, 0.064),
        ("pelvis", 0.0, 0.062),
        ("pelvis", -0.55, 0.044),
    ),
    head=(
        (-0.060, 0.058), (-0.065, 0.080), (-0.056, 0.112), (-0.022, 0.1325), (0.018, 0.133),
        (0.047, 0.118), (0.058, 0.094), (0.0555, 0.076), (0.059, 0.062), (0.0695, 0.048),
        (0.0625, 0.039), (0.060, 0.030), (0.0605, 0.014), (0.052, 0.0005),
    ),
    head_cap=((0.030, 0.001), (0.012, 0.012), (-0.010, 0.014), (-0.030, 0.016), (-0.044, 0.036)),
    hair=(
        (0.0575, 0.106), (0.045, 0.124), (0.017, 0.1365), (-0.023, 0.136), (-0.058, 0.115),
        (-0.0685, 0.080), (-0.063, 0.052), (-0.050, 0.034), (-0.038, 0.030), (-0.030, 0.042),
        (-0.022, 0.066), (-0.008, 0.073), (0.000, 0.056), (0.008, 0.060), (0.010, 0.084),
        (0.022, 0.100), (0.044, 0.106),
    ),
)  # fmt: skip

_HALF_TRUNK = (
    ("hip", 0.80, 0.047),
    ("hip", 0.60, 0.0475),
    ("hip", 0.42, 0.0465),
    ("pelvis", 0.25, 0.092),
    ("pelvis", 0.80, 0.081),
    ("lumbar", 0.30, 0.071),
    ("lumbar", 0.75, 0.070),
    ("chest", 0.25, 0.080),
    ("chest", 0.60, 0.090),
    ("chest", 0.86, 0.100),
    ("chest", 1.0, 0.082),
    ("neck", 0.0, 0.052),
    ("neck", 0.30, 0.030),
    ("neck", 0.70, 0.0265),
    ("neck", 1.3, 0.025),
)
_CROTCH = (("pelvis", -0.95, -0.012), ("pelvis", -0.95, 0.012))
_HALF_HEAD = ((0.041, 0.018), (0.0475, 0.046), (0.050, 0.080), (0.044, 0.114), (0.024, 0.1325))
_HALF_HAIR = ((0.0515, 0.074), (0.053, 0.090), (0.047, 0.118), (0.026, 0.137))
_HALF_FRINGE = ((0.046, 0.078), (0.036, 0.100), (0.012, 0.108))


def mirrored(points: tuple[Offset, ...]) -> tuple[Offset, ...]:
    """Return the same points on the other side, in the order that closes the outline."""
    return tuple((-x, y) for x, y in reversed(points))


FRONT = Build(
    thigh=(
        (0.0, 0.050, 0.052),
        (0.16, 0.051, 0.049),
        (0.36, 0.047, 0.041),
        (0.60, 0.041, 0.035),
        (0.84, 0.034, 0.030),
    ),
    shank=(
        (0.10, 0.032, 0.031),
        (0.26, 0.037, 0.036),
        (0.42, 0.035, 0.034),
        (0.64, 0.026, 0.025),
        (0.86, 0.0185, 0.0185),
    ),
    upper=(
        (0.0, 0.033, 0.026),
        (0.18, 0.033, 0.028),
        (0.42, 0.028, 0.027),
        (0.66, 0.0255, 0.0255),
        (0.88, 0.0235, 0.0235),
    ),
    fore=(
        (0.12, 0.025, 0.0235),
        (0.28, 0.0265, 0.0235),
        (0.52, 0.0215, 0.0195),
        (0.78, 0.0155, 0.0155),
        (0.95, 0.0135, 0.0135),
    ),
    knee=(0.0325, 0.031),
    elbow=(0.0235, 0.0225),
    hip_cap=((-0.14, -0.040), (-0.20, 0.0), (-0.14, 0.040)),
    shoulder_cap=((-0.13, -0.022), (-0.19, 0.0), (-0.13, 0.024)),
    trunk=(
        *_HALF_TRUNK,
        *((part, along, -offset) for part, along, offset in reversed(_HALF_TRUNK)),
        *_CROTCH,
    ),
    head=(*_HALF_HEAD, *mirrored(_HALF_HEAD)),
    head_cap=((-0.026, 0.0), (0.026, 0.0)),
    hair=(
        *_HALF_HAIR,
        *mirrored(_HALF_HAIR),
        *((-x, y) for x, y in _HALF_FRINGE),
        *reversed(_HALF_FRINGE),
    ),
)

BUILDS = {"side": SIDE, "front": FRONT}

# The foot from the side, from the ankle: instep, toes (they turn about TOE_HINGE), sole and heel.
INSTEP = ((0.026, 0.006), (0.052, -0.008), (0.078, -0.017))
TOES = ((0.104, -0.022), (0.119, -0.030), (0.118, -0.041), (0.100, -0.0405))
SOLE = (
    (0.076, -0.0405), (0.045, -0.037), (0.010, -0.038), (-0.026, -0.041), (-0.046, -0.039),
    (-0.049, -0.020), (-0.030, 0.002),
)  # fmt: skip
FOOT_FROM_FRONT = (
    (0.020, 0.004), (0.028, -0.016), (0.038, -0.034), (0.035, -0.043), (0.010, -0.044),
    (-0.016, -0.043), (-0.028, -0.042), (-0.028, -0.030), (-0.021, -0.012), (-0.019, 0.004),
)  # fmt: skip
HANDS = {
    "flat": (
        (0.004, 0.020), (0.030, 0.012), (0.060, 0.002), (0.088, -0.008), (0.096, -0.015),
        (0.080, -0.017), (0.040, -0.017), (0.004, -0.017), (-0.018, -0.016),
    ),
    "open": (
        (0.012, 0.018), (0.030, 0.024), (0.052, 0.026), (0.058, 0.018), (0.072, 0.015),
        (0.096, 0.009), (0.102, 0.001), (0.094, -0.008), (0.066, -0.014), (0.035, -0.018),
        (0.012, -0.016),
    ),
    "fist": (
        (0.010, 0.016), (0.026, 0.023), (0.046, 0.023), (0.060, 0.014), (0.062, -0.008),
        (0.052, -0.020), (0.028, -0.021), (0.008, -0.016),
    ),
}  # fmt: skip
SPINE = (
    ("pelvis", -0.05, -0.038), ("pelvis", 0.5, -0.041), ("pelvis", 1.0, -0.032),
    ("lumbar", 0.5, -0.017), ("lumbar", 1.0, -0.018), ("chest", 0.35, -0.026),
    ("chest", 0.7, -0.029), ("chest", 1.0, -0.022), ("neck", 0.55, -0.011), ("neck", 1.2, -0.010),
)  # fmt: skip
