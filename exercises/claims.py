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
    found = [Claim("cues", ("F53",))]
    if exercise.phase == Phase.STRENGTH:
        found += [Claim("amount", ("F1", "F3")), Claim("effort", ("F2", "F52"))]
    if exercise.pattern == Pattern.SQUAT:
        found.append(Claim("knees_past_toes", ("F50",)))
    if exercise.pattern == Pattern.HINGE and Equipment.BARBELL in kit:
        found.append(Claim("deadlift", ("F10",)))
    if exercise.pattern == Pattern.BALANCE:
        found.append(Claim("balance", ("F4",)))
    if exercise.pattern == Pattern.CALF and exercise.daily_ok:
        found.append(Claim("every_day", ("F49",)))
    if Equipment.FOAM_ROLLER in kit:
        found.append(Claim("rolling", ("F46",)))
    elif exercise.pattern == Pattern.STRETCH:
        found.append(Claim("stretching", ("F47",)))
    if Equipment.POOL in kit:
        found.append(Claim("water", ("F48",)))
    return found
