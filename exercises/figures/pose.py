"""Complete the key poses, and interpolate between two of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TypeVar

from exercises.figures.body import SIDES, View
from exercises.figures.format import Arm, Figure, Key, Leg, Root
from exercises.figures.geometry import Point, between, turn

T = TypeVar("T")
BONES = ("thigh", "shank", "foot", "toe", "upper", "fore", "hand")
STANDING = {"pelvis": 90.0, "lumbar": 90.0, "chest": 90.0, "neck": 84.0, "head": 88.0}
HANGING = {
    "thigh": -89.0,
    "shank": -91.0,
    "foot": 0.0,
    "toe": 0.0,
    "upper": -92.0,
    "fore": -84.0,
    "hand": -82.0,
}


@dataclass(frozen=True)
class Plant:
    """The point of a foot or hand that rests at `at`."""

    contact: str
    at: Point


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Everything that the solver needs.

    `angles` are directions of "pelvis" … "head" and of "near.thigh" …; `scales` and `bends` have
    the same keys, `plants` has "near.leg" … `on_floor`: the lowest point of the trunk lies on the
    floor, and `root_at` counts across only.
    """

    root: str
    root_at: Point
    on_floor: bool
    angles: Mapping[str, float]
    plants: Mapping[str, Plant] = field(default_factory=dict)
    bends: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    thumbs: Mapping[str, int] = field(default_factory=dict)
    breath: float = 0


def whole_keys(figure: Figure) -> list[Pose]:
    """Return the keys of `figure`, each with everything that it inherits from the previous ones."""
    angles = dict(STANDING)
    if figure.view == "front":
        angles.update(neck=90.0, head=90.0)
    angles.update({f"{side}.{bone}": value for side in SIDES for bone, value in HANGING.items()})
    pose = Pose(root="near.sole", root_at=0j, on_floor=False, angles=angles)
    keys = []
    for key in (figure.base, *figure.keys):
        pose = _with(pose, key)
        keys.append(pose)
    return keys[1:]


def _with(pose: Pose, key: Key) -> Pose:
    angles, plants, bends = {**pose.angles, **_trunk(key)}, dict(pose.plants), dict(pose.bends)
    scales, thumbs = dict(pose.scales), dict(pose.thumbs)
    for side, limb, values in _limbs(key):
        said = {name: value for name, value in asdict(values).items() if value is not None}
        if plant := said.pop("plant", None):
            plants.pop(f"{side}.{limb}", None)
            if plant != "free":
                contact, x, y = plant
                plants[f"{side}.{limb}"] = Plant(contact, complex(x, y))
        if bend := said.pop("bend", None):
            bends[f"{side}.{limb}"] = bend
        if thumb := said.pop("thumb", None):
            thumbs[side] = thumb
        for name, value in said.items():
            bone = name.removesuffix("_scale")
            (angles if bone == name else scales)[f"{side}.{bone}"] = value
    changed = replace(pose, angles=angles, plants=plants, bends=bends, scales=scales, thumbs=thumbs)
    return _rooted(changed, key.root) if key.root else changed


def _trunk(key: Key) -> dict[str, float]:
    whole = {} if key.trunk is None else dict.fromkeys(("pelvis", "lumbar", "chest"), key.trunk)
    parts = {name: getattr(key, name) for name in STANDING}
    return whole | {name: angle for name, angle in parts.items() if angle is not None}


def _rooted(pose: Pose, root: Root) -> Pose:
    joint, x, y = root
    return replace(
        pose, root=joint, root_at=complex(x, 0 if y == "rest" else y), on_floor=y == "rest"
    )


def _limbs(key: Key) -> list[tuple[str, str, Leg | Arm]]:
    """Yield (side, limb, its values), the values for both sides first."""
    found: list[tuple[str, str, Leg | Arm | None]] = []
    for limb, both in (("leg", key.legs), ("arm", key.arms)):
        found += [(side, limb, both) for side in SIDES]
    for side in SIDES:
        found.append((side, "leg", getattr(key, f"{side}_leg")))
        found.append((side, "arm", getattr(key, f"{side}_arm")))
    return [(side, limb, values) for side, limb, values in found if values is not None]


def exchanged(pose: Pose, view: View) -> Pose:
    """Return `pose` with the near and the far limbs exchanged; in the front view, its mirror
    image."""

    def other(values: Mapping[str, T]) -> dict[str, T]:
        return {_other_side(name): value for name, value in values.items()}

    swapped = replace(
        pose,
        root=_other_side(pose.root),
        angles=other(pose.angles),
        plants=other(pose.plants),
        bends=other(pose.bends),
        scales=other(pose.scales),
        thumbs=other(pose.thumbs),
    )
    return swapped if view == "side" else _mirrored(swapped, pose.angles)


def _other_side(name: str) -> str:
    side, dot, rest = name.partition(".")
    return {"near": "far", "far": "near"}.get(side, side) + dot + rest


def _mirrored(pose: Pose, like: Mapping[str, float]) -> Pose:
    """Mirror left and right, each angle by whole turns nearest to the one that it is `like`."""
    angles = {}
    for name, angle in pose.angles.items():
        seen = -angle if name.endswith((".foot", ".toe")) else 180 - angle
        angles[name] = like[name] + turn(seen - like[name])
    return replace(
        pose,
        root_at=-pose.root_at.conjugate(),
        angles=angles,
        plants={
            limb: replace(plant, at=-plant.at.conjugate()) for limb, plant in pose.plants.items()
        },
        bends={limb: -pose.bends.get(limb, 1) for limb in pose.plants},
    )


def blend(first: Pose, second: Pose, t: float) -> Pose:
    """Return the pose a fraction `t` (0–1) of the way.

    A foot or hand stays planted only if both keys plant the same point of it; otherwise it follows
    the solved angles of the keys.
    """
    if t in {0, 1}:
        return second if t else first
    plants = {}
    for limb, here in first.plants.items():
        there = second.plants.get(limb)
        if there and there.contact == here.contact:
            plants[limb] = Plant(here.contact, here.at + (there.at - here.at) * t)
    scales = {
        bone: between(first.scales.get(bone, 1), second.scales.get(bone, 1), t)
        for bone in first.scales.keys() | second.scales.keys()
    }
    return replace(
        first,
        root_at=first.root_at + (second.root_at - first.root_at) * t,
        angles={
            name: between(value, second.angles[name], t) for name, value in first.angles.items()
        },
        plants=plants,
        scales=scales,
        breath=between(first.breath, second.breath, t),
    )
