"""People whose back gives no trouble: they differ in what they can do, and in their habits."""

from tests.lives.body import Back, Build
from tests.lives.case import Case
from tests.lives.envelopes import (
    always_two_sets,
    does_what_is_asked,
    eased_once_after_a_break,
    level,
    nothing_for_ever_on_one_set,
    something_harder_every,
)
from tests.lives.person import Habits, Person

# An untrained adult without kit, who comes three times a week, does what the page says and answers
# every question.
AS_ASKED = Case(
    person=Person(name="does all as asked"),
    holds=(
        level("L2", first=5, last=8),
        level("L3", first=10, last=16),
        something_harder_every(weeks=5, level="L3"),
    ),
)

# The same, with a back that gets better from 4 to 0 over four months.
GETS_BETTER = Case(
    person=Person(
        name="pain falls from 4 to 0",
        usual_pain=4,
        back=Back(usual=lambda day: max(0.0, 4 - day / 30), noise=0.4),
    ),
    holds=(
        level("L2", first=5, last=12),
        level("L3", first=10, last=20),
        something_harder_every(weeks=5, level="L3"),
    ),
)

# Two repetitions (or seconds) short of every exercise of the first level, but not of easier ones.
# Trains to the last repetition, and grows stronger only slowly.
TWO_SHORT = Case(
    person=Person(
        name="always two repetitions short",
        build=Build(
            fitness=0.6,
            can={
                "glute-bridge": 8,
                "sit-to-stand": 6,
                "hip-hinge-drill": 6,
                "step-up-assisted": 4,
                "assisted-split-squat": 4,
                "calf-raise": 13,
                "bird-dog": 3,
                "dead-bug": 4,
                "side-plank-knees": 6,
                "single-leg-stance": 8,
            },
            gains=0.002,
        ),
        habits=Habits(spare=0),
    ),
    holds=(nothing_for_ever_on_one_set, does_what_is_asked(after=4)),
)

# Weak at first, with one repetition left at the end of each set; gains one about every third
# session.
SLOW = Case(
    person=Person(
        name="slow, one repetition left",
        build=Build(
            can={
                "glute-bridge": 12,
                "sit-to-stand": 10,
                "hip-hinge-drill": 10,
                "step-up-assisted": 8,
                "assisted-split-squat": 8,
                "calf-raise": 17,
                "bird-dog": 6,
                "dead-bug": 7,
                "side-plank-knees": 10,
                "single-leg-stance": 12,
            },
            fitness=0.75,
            gains=0.007,
        ),
        habits=Habits(spare=1),
    ),
    holds=(always_two_sets, level("L2", first=6, last=26)),
)

# Trains in one of three sessions, and then as asked.
ONE_OF_THREE = Case(
    person=Person(name="one session of three", habits=Habits(comes=1 / 3)),
    holds=(nothing_for_ever_on_one_set,),
)

# Three weeks away after two months, and then on as before.
AWAY = Case(
    person=Person(name="away three weeks", habits=Habits(away=(range(63, 84),))),
    holds=(eased_once_after_a_break(sessions=3), level("L2", first=5, last=10)),
)

# Never answers in the morning; otherwise as asked. May take a third longer.
NO_MORNINGS = Case(
    person=Person(name="no morning entry ever", habits=Habits(mornings=0)),
    holds=(level("L2", first=5, last=11), level("L3", first=10, last=21)),
)

# Never says how many repetitions were left; otherwise as asked. May take a third longer.
NO_RIR = Case(
    person=Person(name="no repetitions in reserve ever", habits=Habits(rir=0)),
    holds=(level("L2", first=5, last=11), level("L3", first=10, last=21)),
)

LIVES = (AS_ASKED, GETS_BETTER, TWO_SHORT, SLOW, ONE_OF_THREE, AWAY, NO_MORNINGS, NO_RIR)
