"""People who train by routines of their own."""

from tests.lives.body import Back, Spike
from tests.lives.case import Case
from tests.lives.envelopes import no_flare, spikes_end, trains_in_most_weeks
from tests.lives.person import HOME, Person
from tests.lives.routine import Day, OwnRoutine
from tests.lives.routine_envelopes import (
    every_change_has_its_reason,
    rises_only_by_hand,
    switches_keep_all,
)

WHOLE = (
    *("sit-to-stand", "glute-bridge", "hip-hinge-drill"),
    *("step-up-assisted", "calf-raise", "bird-dog"),
)
UPPER_LEG = ("sit-to-stand", "assisted-split-squat", "calf-raise", "dead-bug", "clamshell")
BACK_SIDE = ("glute-bridge", "hip-hinge-drill", "step-up-assisted", "bird-dog", "single-leg-stance")
HOLDS = (every_change_has_its_reason, switches_keep_all)


def alone(slugs):
    return tuple((slug,) for slug in slugs)


# The same day, three times a week, with a back that always aches a little.
ONE_DAY = Case(
    person=Person(
        name="one day, three times a week",
        usual_pain=3,
        back=Back(usual=lambda _day: 3, noise=0.6),
        routines=(OwnRoutine(name="Whole", days=(Day(groups=alone(WHOLE)),)),),
    ),
    holds=(*HOLDS, no_flare, trains_in_most_weeks(share=0.8)),
    weeks=14,
)

# Four days, each on its weekday, of which two a week are trained.
FOUR_DAYS = Case(
    person=Person(
        name="four days by weekday, twice a week",
        sessions=2,
        weekdays=(0, 1, 3, 4),
        routines=(
            OwnRoutine(
                name="Four",
                days=tuple(
                    Day(groups=alone(slugs), weekday=weekday)
                    for slugs, weekday in zip(
                        (UPPER_LEG, BACK_SIDE, UPPER_LEG[::-1], WHOLE), (0, 1, 3, 4), strict=True
                    )
                ),
            ),
        ),
    ),
    holds=(*HOLDS, trains_in_most_weeks(share=0.8)),
    weeks=14,
)

# Supersets, an exercise of one's own, one on own figures and one that is fixed; it flares up once.
SUPERSETS = Case(
    person=Person(
        name="supersets and own figures",
        usual_pain=1,
        back=Back(usual=lambda _day: 1, noise=0.4, spikes=(Spike(day=45, height=8),)),
        equipment=(*HOME, "band"),
        routines=(
            OwnRoutine(
                name="Pairs",
                days=(
                    Day(
                        groups=(
                            ("sit-to-stand", "glute-bridge"),
                            ("Sofa press", "calf-raise"),
                            ("bird-dog",),
                            ("clamshell",),
                        )
                    ),
                    Day(
                        groups=(
                            ("hip-hinge-drill", "step-up-assisted"),
                            ("Sofa press",),
                            ("dead-bug", "calf-raise"),
                            ("clamshell",),
                        )
                    ),
                ),
                own=(
                    {
                        "name": "Sofa press",
                        "pattern": "squat",
                        "primary": ["quadriceps"],
                        "dose": {"sets": (2, 3), "reps": (8, 12), "rest_s": 60, "rir": (2, 4)},
                    },
                ),
                goes_on={"calf-raise": "own", "clamshell": "fixed"},
            ),
        ),
    ),
    holds=(*HOLDS, spikes_end(days=21), rises_only_by_hand("calf-raise", "clamshell")),
    weeks=16,
)

# Two routines that take turns every third week; the back flares up in the middle.
SWITCHES = Case(
    person=Person(
        name="changes the routine every three weeks",
        usual_pain=2,
        back=Back(usual=lambda _day: 2, noise=0.5, spikes=(Spike(day=52, height=8),)),
        routines=(
            OwnRoutine(name="Whole", days=(Day(groups=alone(WHOLE)),)),
            OwnRoutine(
                name="Two halves",
                days=(Day(groups=alone(UPPER_LEG)), Day(groups=alone(BACK_SIDE))),
            ),
        ),
        changes_every=3,
    ),
    holds=(*HOLDS, spikes_end(days=21)),
    weeks=16,
)

LIVES = (ONE_DAY, FOUR_DAYS, SUPERSETS, SWITCHES)
