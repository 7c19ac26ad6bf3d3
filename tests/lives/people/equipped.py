"""People with something to lift."""

from tests.lives.body import Build
from tests.lives.case import Case
from tests.lives.envelopes import (
    level,
    lift_reaches,
    loaded,
    no_lift_stands_still,
    something_harder_every,
)
from tests.lives.person import GYM, HOME, Habits, Person

# Trained before: lifts far heavier weights ten times than a beginner starts with.
TRAINED = Build(
    fitness=1.4,
    can_lift={"goblet-squat": 24, "kettlebell-deadlift": 40, "leg-press": 120},
)

# In a gym, taking the weights that the page names.
GYM_APP = Case(
    person=Person(name="gym, takes the app's weights", level="L3", equipment=GYM, build=TRAINED),
    holds=(
        lift_reaches(["goblet-squat"], load=16, by=26),
        lift_reaches(["kettlebell-deadlift"], load=24, by=26),
        lift_reaches(["leg-press"], load=60, by=26),
    ),
)

# In a gym, beginning with the weights that they know, and logging those.
GYM_OWN = Case(
    person=Person(
        name="gym, own weights",
        level="L3",
        equipment=GYM,
        build=TRAINED,
        habits=Habits(own_weights=True),
    ),
    holds=(no_lift_stands_still(weeks=6),),
)

# Three pairs of dumbbells at home.
DUMBBELLS = Case(
    person=Person(
        name="dumbbells 4, 8 and 12",
        equipment=(*HOME, "bench", "dumbbell"),
        weights={"unit": "kg", "dumbbell": ["4", "8", "12"]},
        build=Build(fitness=1.2),
    ),
    holds=(lift_reaches(["goblet-squat", "romanian-deadlift"], load=12, by=16),),
)


def with_only(thing: str) -> Case:
    """One kind of weight at home: the hinge and the squat are done with it, and go on with it."""
    return Case(
        person=Person(name=f"{thing} only", equipment=(*HOME, thing), build=Build(fitness=1.2)),
        holds=(
            loaded("squat", by=20),
            loaded("hinge", by=20),
            level("L3", first=10, last=16),
            something_harder_every(weeks=5, level="L3"),
        ),
    )


LIVES = (GYM_APP, GYM_OWN, DUMBBELLS, *map(with_only, ("kettlebell", "barbell", "backpack")))
