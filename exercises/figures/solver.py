"""Solve poses into bodies: place the root, and reach planted feet and hands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from exercises.figures.body import FAR_FOOT, FAR_HAND, FOOT, HAND, LENGTHS, SIDES, View
from exercises.figures.format import Figure
from exercises.figures.geometry import along_curve, direction, turn, two_bones
from exercises.figures.pose import BONES, Pose, blend, exchanged, whole_keys
from exercises.figures.skeleton import Body, joints, limb_joints
from exercises.figures.skin import trunk_outline

# limb: (contacts, upper and lower bone, where it starts, what its contacts turn with, side of bend)
REACHES = {
    "leg": (FOOT, "thigh", "shank", "hip", "foot", 1),
    "arm": (HAND, "upper", "fore", "shoulder", "hand", -1),
}


def solve(pose: Pose, view: View, inner: dict[str, int] | None = None) -> Body:
    """Return the body in `pose`."""
    angles = dict(pose.angles)
    points = joints(angles, pose.scales, view)
    shift = pose.root_at - points[pose.root]
    if pose.on_floor:
        shift = complex(shift.real, 0)
    points = {name: at + shift for name, at in points.items()}
    body = Body(
        view=view,
        angles=angles,
        scales=pose.scales,
        thumbs=pose.thumbs,
        points=points,
        inner=inner or {},
        misses={},
        breath=pose.breath,
    )
    if pose.on_floor:
        lowest = min(point.imag for point in along_curve(trunk_outline(replace(body, breath=0))))
        points = {name: at - 1j * lowest for name, at in points.items()}
    misses = {}
    for limb, plant in pose.plants.items():
        side, _, kind = limb.partition(".")
        contacts, upper, lower, start, end, bend = REACHES[kind]
        contact = contacts[plant.contact]
        if kind == "arm" and pose.thumbs.get(side) == -1:
            contact = contact.conjugate()
        target = plant.at - contact * direction(angles[f"{side}.{end}"])
        if side == "far" and view == "side":
            target += FAR_FOOT if kind == "leg" else FAR_HAND
        first, second, miss = two_bones(
            points[f"{side}.{start}"],
            target,
            LENGTHS[upper] * pose.scales.get(f"{side}.{upper}", 1),
            LENGTHS[lower] * pose.scales.get(f"{side}.{lower}", 1),
            bend * pose.bends.get(limb, 1),
        )
        # Near the key's own angle, so that a limb never turns the long way round between two keys.
        said = angles[f"{side}.{upper}"]
        angles[f"{side}.{upper}"] = said + turn(first - said)
        angles[f"{side}.{lower}"] = angles[f"{side}.{upper}"] + turn(second - first)
        misses[limb] = miss
    for side in SIDES:
        points.update(limb_joints(points, angles, pose.scales, side))
    return replace(body, angles=angles, points=points, misses=misses)


def _whole_turns(first: Pose, last: Pose) -> Pose:
    """Return `first` with each angle a whole turn further if that is nearer to `last`."""
    angles = {
        name: value + 360 * round((last.angles[name] - value) / 360)
        for name, value in first.angles.items()
    }
    return replace(first, angles=angles)


# 28° shorten a bone by 3 % half-way along the chord. Feet and hands are so short that it takes
# twice as much to be seen.
TURN, MOST_STEPS = 28, 24
SHORT = ("foot", "hand")
WATCHED = {
    **dict.fromkeys(("pelvis", "lumbar", "chest"), 1.0),
    **{
        f"{side}.{bone}": 0.5 if bone in SHORT else 1.0
        for side in SIDES
        for bone in BONES
        if bone != "toe"
    },
}


class Motion:
    """A figure's movement: `at(t)` is the body at a fraction `t` (0 … 1) of it.

    Each key is solved once and its angles are kept, so that a limb that is planted in one key and
    free in the next can be interpolated.
    """

    def __init__(self, figure: Figure) -> None:
        self.view: View = figure.view
        self.is_round = figure.motion == "round" or figure.changes_sides
        self.first = figure.start
        self.finish = figure.finish % len(figure.keys)
        self.keys = [self._solved(key) for key in whole_keys(figure)]
        if figure.motion == "hold":
            held = self.keys[self.finish]
            self.path: Sequence[Pose] = [held, replace(held, breath=1)]
        elif self.is_round:
            self.path = self._round(figure)
        else:
            self.path = self.keys

    def _solved(self, key: Pose) -> Pose:
        body = solve(key, self.view)
        return replace(key, angles=body.angles)

    def _round(self, figure: Figure) -> list[Pose]:
        """Return the poses of one round, which ends as it began."""
        found = self.keys
        if figure.motion != "round":
            # There, a moment's stop, and back; the other side begins where this one began.
            found = [*found, found[-1], *reversed(found[1:-1])]
        if figure.changes_sides:
            found = [*found, *(exchanged(key, self.view) for key in found)]
        return [*found, _whole_turns(found[0], found[-1])]

    @cached_property
    def inner(self) -> dict[str, int]:
        """The side to which each limb bends in the front view in most of the poses."""
        found = {}
        for side in SIDES:
            for limb, upper, lower in (("leg", "thigh", "shank"), ("arm", "upper", "fore")):
                bends = [
                    turn(key.angles[f"{side}.{lower}"] - key.angles[f"{side}.{upper}"])
                    for key in (*self.keys, *self.path)
                ]
                found[f"{side}.{limb}"] = 1 if max(bends, key=abs) >= 0 else -1
        return found

    def key(self, index: int) -> Body:
        """Return the body in the key `index`."""
        return solve(self.keys[index], self.view, self.inner)

    def at(self, t: float) -> Body:
        legs = len(self.path) - 1
        if not legs:
            return solve(self.path[0], self.view, self.inner)
        index = min(int(t * legs), legs - 1)
        pose = blend(self.path[index], self.path[index + 1], t * legs - index)
        return solve(pose, self.view, self.inner)

    @property
    def finished_at(self) -> float:
        """The fraction of the movement at which the finish is reached."""
        return self.finish / (len(self.path) - 1) if self.is_round else 1

    def start(self) -> Body:
        return self.key(self.first)

    def end(self) -> Body:
        return self.key(self.finish)

    def samples(self) -> list[float]:
        """Return times (0 … 1) so close together that no bone turns by more than `TURN` between two
        of them, a short one by no more than twice that.

        Outlines move along chords, so a longer step would shorten a limb.
        """
        found = [0.0]
        legs = len(self.path) - 1
        for leg in range(legs):
            steps = 1
            while (
                steps < MOST_STEPS and self._widest_turn(leg / legs, 1 / legs / steps, steps) > TURN
            ):
                steps += 1
            found += [(leg + step / steps) / legs for step in range(1, steps + 1)]
        return found

    def _widest_turn(self, start: float, step: float, steps: int) -> float:
        bodies = [self.at(start + index * step) for index in range(steps + 1)]
        return max(
            abs(turn(after.angles[bone] - before.angles[bone])) * weight
            for before, after in pairwise(bodies)
            for bone, weight in WATCHED.items()
        )
