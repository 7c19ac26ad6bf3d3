"""People drawn at random: any body, back, home and habits that the app should serve."""

from random import Random

from tests.lives.body import Back, Build, Spike
from tests.lives.person import GYM, HOME, Habits, Person

ANSWERS = (
    {},
    {},
    {},
    {},
    {"A1": ["65"]},
    {"A1": ["70"], "F1": ["yes"]},
    {"F1": ["yes"]},
    {"J1": ["knee"]},
    {"J1": ["hip"]},
    {"J2": ["bones"]},
    {"B4": ["bending"]},
    {"B4": ["arching"]},
    {"H5": ["controlled"]},
    {"P1": ["yes"]},
)
THINGS = ("dumbbell", "kettlebell", "barbell", "band", "bench")
DAYS = ((0, 2, 4), (1, 3, 5), (0, 3), (2, 5), (0, 1, 2, 3, 4, 5, 6))


def drawn(number: int) -> Person:
    """Return the person of a number, always the same one."""
    chance = Random(f"person {number}")
    usual = chance.choice([0, 0, 0, 1, 1, 2, 3, 4, 5])
    answers = chance.choice(ANSWERS)
    days = chance.choice(DAYS)
    return Person(
        name=f"drawn {number}",
        answers=answers,
        cleared=2 if "P1" in answers else 0,
        usual_pain=chance.choice([usual, usual, usual, None]),
        level=chance.choice(["L1", "L1", "L1", "L2", "L3"]),
        sessions=2 if len(days) == 2 else chance.choice([2, 3]),
        weekdays=days,
        equipment=_equipment(chance),
        build=Build(fitness=chance.uniform(0.6, 1.6), gains=chance.uniform(0.003, 0.012)),
        back=_back(chance, usual),
        habits=_habits(chance),
    )


def _equipment(chance: Random) -> tuple[str, ...]:
    if chance.random() < 0.2:
        return GYM
    if chance.random() < 0.1:
        return ()
    return (*HOME, *(each for each in THINGS if chance.random() < 0.25))


def _back(chance: Random, usual: int) -> Back:
    later = chance.choice([usual, usual, usual, max(0, usual - 2)])
    days = sorted(chance.sample(range(14, 175), chance.choice([0, 0, 0, 1, 2, 4])))
    spikes = [
        Spike(day=day, height=min(9, usual + chance.choice([3, 4])), lasts=chance.randint(4, 14))
        for day in days
    ]
    return Back(
        usual=lambda day: usual + (later - usual) * min(1.0, day / 120),
        noise=chance.choice([0.0, 0.4, 0.8, 1.4]),
        spikes=tuple(spikes),
    )


def _habits(chance: Random) -> Habits:
    return Habits(
        comes=chance.choice([1.0, 1.0, 0.9, 0.7, 0.4]),
        mornings=chance.choice([1.0, 1.0, 0.6, 0.0]),
        rir=chance.choice([1.0, 1.0, 0.5, 0.0]),
        form=chance.choice([1.0, 0.5, 0.0]),
        pain=chance.choice([1.0, 1.0, 0.5]),
        away=(range(70, 70 + chance.choice([10, 20, 40])),) if chance.random() < 0.15 else (),
        takes_offers=chance.random() < 0.85,
        spare=chance.choice([None, None, None, 1]),
        own_weights=chance.random() < 0.3,
        says_flare=chance.random() < 0.3,
        says_settled=chance.random() < 0.7,
    )
