"""The muscle groups of the anatomy page: what each does for the back, and its exercises.

The groups follow brief.md A4. The muscles' names for people are in `exercises.labels`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from exercises.vocabulary import Muscle

FOR_THE_BACK: dict[Muscle, Promise] = {
    Muscle.GLUTES: _(
        "The most important of them all: they straighten the hips when you walk, run, climb or "
        "stand up, and through the sacrum and a strong sheet of tissue across the low back they "
        "also help to steady the spine."
    ),
    Muscle.HAMSTRINGS: _(
        "They straighten the hips together with the glutes and hold the pelvis when you bend "
        "forward, so that the hips fold and the back doesn't have to."
    ),
    Muscle.QUADRICEPS: _(
        "They straighten the knees, so that you can rise and lift with your legs instead of "
        "pulling with your back."
    ),
    Muscle.CALVES: _(
        "They push you off the ground at each step and steady the ankles; sure footing spares the "
        "back sudden jerks."
    ),
    Muscle.TIBIALIS: _(
        "They lift the front of the foot, which helps you not to trip and to keep your balance."
    ),
    Muscle.HIP_ABDUCTORS: _(
        "They keep the pelvis level whenever you stand on one leg, as at each step, so that the "
        "low back need not tip to the side."
    ),
    Muscle.ADDUCTORS: _(
        "They steady the thighs and the pelvis from the inside when you squat, lunge or step "
        "sideways."
    ),
    Muscle.HIP_FLEXORS: _(
        "They lift the thigh for each step and help you bend at the hip; after long sitting they "
        "can feel tight and pull the low back into an arch."
    ),
    Muscle.LOWER_BACK: _(
        "They run beside the spine and hold it steady while the hips and legs do the moving."
    ),
    Muscle.ABDOMINALS: _(
        "They tighten the front of the trunk and, together with the back muscles, keep the spine "
        "from arching under a load."
    ),
    Muscle.OBLIQUES: _(
        "They keep the trunk from twisting or tipping, for example with a bag in one hand."
    ),
    Muscle.UPPER_BACK: _(
        "They hold the chest up and the shoulder blades back: muscles of posture, which carry you "
        "upright through the day and under a weight."
    ),
    Muscle.SHOULDERS: _(
        "They swing the arms in the warm-up and carry you on your hands in poses and planks."
    ),
    Muscle.CHEST: _("It works with the shoulders, and opens when the arms swing wide."),
    Muscle.GRIP: _(
        "A firm hold keeps a weight close to the body, where it asks least of the back."
    ),
}

GROUPS: tuple[tuple[Promise, tuple[Muscle, ...]], ...] = (
    (
        _("Hips and legs"),
        (Muscle.GLUTES, Muscle.HAMSTRINGS, Muscle.QUADRICEPS, Muscle.CALVES, Muscle.TIBIALIS),
    ),
    (
        _("The smaller hip muscles"),
        (Muscle.HIP_ABDUCTORS, Muscle.ADDUCTORS, Muscle.HIP_FLEXORS),
    ),
    (
        _("Low back and core"),
        (Muscle.LOWER_BACK, Muscle.ABDOMINALS, Muscle.OBLIQUES),
    ),
    (
        _("Posture, shoulders and arms"),
        (Muscle.UPPER_BACK, Muscle.SHOULDERS, Muscle.CHEST, Muscle.GRIP),
    ),
)


@dataclass(frozen=True)
class Worked:
    """One muscle with the exercises in which it does the main work (`main`) or helps (`along`)."""

    muscle: Muscle
    does: Promise
    main: list[Exercise]
    along: list[Exercise]


@dataclass(frozen=True)
class MuscleGroup:
    name: Promise
    muscles: list[Worked]


def muscle_groups(exercises: Iterable[Exercise]) -> list[MuscleGroup]:
    """Return all muscle groups, each with its exercises in the order given."""
    every = list(exercises)
    return [MuscleGroup(name, [_worked(muscle, every) for muscle in part]) for name, part in GROUPS]


def _worked(muscle: Muscle, exercises: list[Exercise]) -> Worked:
    return Worked(
        muscle=muscle,
        does=FOR_THE_BACK[muscle],
        main=[exercise for exercise in exercises if muscle in exercise.primary],
        along=[exercise for exercise in exercises if muscle in exercise.secondary],
    )
