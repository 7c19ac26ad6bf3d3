"""What pages show about a log that is brought along, and the questions about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from exchange.logs.compact import Reason, restored, restored_reason
from exchange.logs.content import Stands
from exchange.logs.names import Certainty, Known, match
from exchange.logs.rows import Unit
from exchange.logs.summary import Named, names_from
from exchange.logs.units import Why, guess
from exchange.models import ImportedRow, LogImport, Means, NameChoice, Status
from exercises.models import Exercise
from exercises.vocabulary import Measure

# Rows of a file from which its unit is guessed.
GUESSED_FROM = 5000
# Reasons that a page lists; it counts the others.
MOST_REASONS = 500
MOST_LIKELY = 3


@dataclass(frozen=True)
class Guessed:
    """The unit that loads without one are probably in, None if that isn't clear, why, and the
    figures that make it likely."""

    unit: Unit | None
    why: Why
    figures: tuple[Decimal, ...]


def guessed(rows: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """Return the guess from stored rows, given as line and content, as JSON."""
    found = guess(restored(line, text) for line, text in rows)
    return {
        "unit": found.unit,
        "why": found.why,
        "figures": [str(each) for each in found.figures],
    }


def guess_of(log_import: LogImport) -> Guessed | None:
    stored = log_import.guess
    if not stored:
        return None
    return Guessed(
        unit=Unit(stored["unit"]) if stored["unit"] else None,
        why=Why(stored["why"]),
        figures=tuple(Decimal(each) for each in stored["figures"]),
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A name of a file, and its possible meanings.

    `likely`: the exercises that are like it, the best first. `means` and `exercise` are what is
    chosen before the person says anything: what they said last time, or the same exercise of the
    library; otherwise nothing is kept of it.
    """

    key: str
    named: Named
    likely: Sequence[Exercise]
    means: str
    exercise: str


def names_asked(log_import: LogImport, user: User) -> list[Asked]:
    """Return the names of a file, the most frequent first. Two queries."""
    names = names_from(log_import.names)
    chosen = {each.name: each for each in NameChoice.objects.of(user).filter(name__in=names)}
    exercises = {each.slug: each for each in known_exercises(user)}
    known = [Known(each.slug, each.name) for each in exercises.values()]
    asked = [_asked(key, named, chosen.get(key), exercises, known) for key, named in names.items()]
    return sorted(asked, key=lambda each: (-each.named.rows, each.named.name))


def known_exercises(user: User) -> list[Exercise]:
    """Return the exercises that a name may stand for, by name. One query."""
    return list(Exercise.objects.known_to(user).order_by("name"))


def _asked(
    key: str,
    named: Named,
    chosen: NameChoice | None,
    exercises: Mapping[str, Exercise],
    known: Sequence[Known],
) -> Asked:
    likely, sure = _likely(named, exercises, known)
    if chosen and (chosen.exercise_id is None or chosen.exercise_id in exercises):
        means, slug = chosen.means, chosen.exercise_id or ""
    elif sure and not named.is_way:
        means, slug = Means.EXERCISE.value, likely[0].slug
    else:
        means, slug = (Means.ACTIVITY if named.is_way else Means.NOTHING).value, ""
    if slug and slug not in {each.slug for each in likely}:
        likely = [exercises[slug], *likely]
    return Asked(key=key, named=named, likely=likely, means=means, exercise=slug)


def stands_for(user: User, names: Iterable[str]) -> dict[str, Stands | None]:
    """Return the meaning of each name, as the person chose it; None for nothing. One query."""
    found: dict[str, Stands | None] = dict.fromkeys(names)
    chosen = NameChoice.objects.of(user).filter(name__in=list(found)).select_related("exercise")
    for each in chosen:
        if each.exercise:
            exercise = each.exercise
            found[each.name] = Stands(exercise.slug, exercise.measure, exercise.dose.per_side)
        elif each.means == Means.ACTIVITY:
            found[each.name] = Stands("")
    return found


@dataclass(frozen=True)
class Reasons:
    """Why rows aren't written, the first ones by their line; `more` are not listed."""

    listed: Sequence[Reason]
    more: int


def reasons(log_import: LogImport, status: Status, *, at_least: int = 0) -> Reasons:
    """Return the rows of a file that can't be read, or that are left out. Two queries.

    Of a session with very many rows only some are stored; `at_least` counts them all.
    """
    rows = ImportedRow.objects.filter(of=log_import, status=status)
    first = rows.order_by("line").values_list("line", "content")[:MOST_REASONS]
    listed = [restored_reason(line, text) for line, text in first]
    return Reasons(listed, max(rows.count(), at_least) - len(listed))


def _likely(
    named: Named, exercises: Mapping[str, Exercise], known: Sequence[Known]
) -> tuple[list[Exercise], bool]:
    """Return the exercises that a name is like, the best first, and whether the first is sure.

    One that counts something else is none: repetitions are no seconds.
    """
    found = [
        each
        for each in match(named.name, known)
        if _counts_alike(exercises[each.slug].measure, named.measure)
    ]
    is_sure = bool(found) and found[0].certainty != Certainty.CLOSE
    return [exercises[each.slug] for each in found[:MOST_LIKELY]], is_sure


def _counts_alike(one: str, other: str) -> bool:
    return (one == Measure.REPS) == (other == Measure.REPS)
