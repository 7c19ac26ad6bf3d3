"""People with something that the plan must keep in mind."""

from tests.lives.body import Build
from tests.lives.case import Case
from tests.lives.envelopes import in_every_session, in_most_weeks, never
from tests.lives.person import Habits, Person

# 71, not used to exercise, fell last year; weaker than the untrained adult, and slower to gain.
FELL = Case(
    person=Person(
        name="71, fell last year",
        answers={"A1": ["70"], "F1": ["yes"]},
        sessions=2,
        weekdays=(0, 3),
        build=Build(fitness=0.8, gains=0.006),
    ),
    holds=(
        in_every_session("balance exercise", pattern="balance"),
        never("walking-lunge", "reverse-lunge", "single-leg-deadlift"),
        in_most_weeks("chair stands", "sit-to-stand", "high-chair-stand", "box-squat"),
        in_most_weeks("standing calf raises", "calf-raise", "supported-calf-raise"),
    ),
)

# In the middle of a pregnancy, cleared by a professional; dumbbells at home.
PREGNANT = Case(
    person=Person(
        name="pregnant, cleared",
        answers={"P1": ["yes"]},
        cleared=2,
        equipment=(*Person(name="").equipment, "dumbbell"),
        habits=Habits(takes_offers=True),
    ),
)

LIVES = (FELL, PREGNANT)
