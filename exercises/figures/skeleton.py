"""A pose's joints, and the solved body that everything is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figures.body import (
    ENDS,
    FAR_HIP,
    FAR_SHOULDER,
    FOOT,
    HALF_HIPS,
    HALF_SHOULDERS,
    HAND,
    LENGTHS,
    ROOTS,
    SEGMENTS,
    SIDES,
    STARTS,
    View,
)
from exercises.figures.geometry import LEFT, Point, direction


@dataclass(frozen=True, kw_only=True)
class Body:
    """A solved pose.

    `points` are the joints by name, "hip" … "skull" and "near.knee" …; `misses` is the distance by
    which a planted limb fails to reach its point; `inner` is the side (+1 left, −1 right of the
    limb) to which each limb bends in the front view. `breath` is 0 … 1.
    """

    view: View
    angles: Mapping[str, float]
    scales: Mapping[str, float]
    thumbs: Mapping[str, int]
    points: Mapping[str, Point]
    inner: Mapping[str, int]
    misses: Mapping[str, float]
    breath: float

    def length(self, side: str, bone: str) -> float:
        """Return the length of a limb's bone in the picture."""
        return LENGTHS[bone] * self.scales.get(f"{side}.{bone}", 1)

    def bone(self, side: str, bone: str) -> tuple[Point, float, float]:
        """Return where a limb's bone starts, its direction and its length."""
        start = self.points[f"{side}.{ROOTS[bone]}"]
        return start, self.angles[f"{side}.{bone}"], self.length(side, bone)

    def hand(self, side: str) -> Point:
        """Return the middle of a closed hand."""
        return self.points[f"{side}.fist"]


def joints(
    angles: Mapping[str, float], scales: Mapping[str, float], view: View
) -> dict[str, Point]:
    """Return every joint, with the hip at the origin."""
    found = {"hip": 0j}
    for part in SEGMENTS:
        found[ENDS[part]] = found[STARTS[part]] + direction(angles[part]) * LENGTHS[part]
    chest, pelvis = direction(angles["chest"]), direction(angles["pelvis"])
    shoulders = found["t12"] + chest * LENGTHS["chest"] * 0.80
    for side, sign in zip(SIDES, (1, -1), strict=True):
        if view == "front":
            found[f"{side}.hip"] = pelvis / LEFT * HALF_HIPS * sign
            found[f"{side}.shoulder"] = shoulders + chest * (0.004 + HALF_SHOULDERS * sign / LEFT)
        else:
            is_far = side == "far"
            found[f"{side}.hip"] = FAR_HIP if is_far else 0j
            found[f"{side}.shoulder"] = (
                shoulders + chest / LEFT * 0.004 + (FAR_SHOULDER if is_far else 0)
            )
        found.update(limb_joints(found, angles, scales, side))
    found["back"] = shoulders - chest / LEFT * 0.060
    return found


def limb_joints(
    points: Mapping[str, Point],
    angles: Mapping[str, float],
    scales: Mapping[str, float],
    side: str,
) -> dict[str, Point]:
    """Return the joints of one side's leg and arm, from its hip and shoulder outwards."""

    def end(start: Point, bone: str) -> Point:
        reach = LENGTHS[bone] * scales.get(f"{side}.{bone}", 1)
        return start + direction(angles[f"{side}.{bone}"]) * reach

    knee = end(points[f"{side}.hip"], "thigh")
    ankle = end(knee, "shank")
    elbow = end(points[f"{side}.shoulder"], "upper")
    wrist = end(elbow, "fore")
    foot, hand = direction(angles[f"{side}.foot"]), direction(angles[f"{side}.hand"])
    return {
        f"{side}.knee": knee,
        f"{side}.ankle": ankle,
        f"{side}.elbow": elbow,
        f"{side}.wrist": wrist,
        **{f"{side}.{name}": ankle + at * foot for name, at in FOOT.items()},
        **{f"{side}.{name}": wrist + at * hand for name, at in HAND.items()},
    }
