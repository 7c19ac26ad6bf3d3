"""What a page says of an exercise, and the sources that it says it from (brief.md F)."""

from dataclasses import dataclass

from exercises.models import Exercise
from exercises.vocabulary import Equipment, Pattern, Phase


@dataclass(frozen=True)
class Claim:
    """`code` names the sentence in the template, `sources` the entries of the list of sources."""

    code: str
    sources: tuple[str, ...]


def claims(exercise: Exercise) -> list[Claim]:
    """The claims that stand on the page of `exercise`, in its order."""
    kit = {*exercise.equipment, *exercise.optional_equipment}
    found = [Claim("cues", ("f53",))]
    if exercise.phase == Phase.STRENGTH:
        found += [Claim("amount", ("f1", "f3")), Claim("effort", ("f2", "f52"))]
    if exercise.pattern == Pattern.SQUAT:
        found.append(Claim("knees_past_toes", ("f50",)))
    if exercise.pattern == Pattern.HINGE and Equipment.BARBELL in kit:
        found.append(Claim("deadlift", ("f10",)))
    if exercise.pattern == Pattern.BALANCE:
        found.append(Claim("balance", ("f4",)))
    if exercise.pattern == Pattern.CALF and exercise.daily_ok:
        found.append(Claim("every_day", ("f49",)))
    if Equipment.FOAM_ROLLER in kit:
        found.append(Claim("rolling", ("f46",)))
    elif exercise.pattern == Pattern.STRETCH:
        found.append(Claim("stretching", ("f47",)))
    if Equipment.POOL in kit:
        found.append(Claim("water", ("f48",)))
    return found
