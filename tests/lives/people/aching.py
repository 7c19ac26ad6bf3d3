"""People whose back aches: steadily, in spells, or in one exercise."""

from dataclasses import replace

from tests.lives.body import Back, Spike
from tests.lives.case import Case
from tests.lives.envelopes import (
    back_to_the_targets_of_before,
    comes_back,
    level,
    never_below_the_library,
    no_flare,
    replaced_within,
    spikes_end,
    trains_in_most_weeks,
)
from tests.lives.person import Person

# A usual pain of 3, which is 3 in every session and on every morning.
STEADY = Case(
    person=Person(name="usual 3, said", usual_pain=3, back=Back(usual=lambda _day: 3)),
    holds=(never_below_the_library(weeks=2), level("L2", first=5, last=12), no_flare),
)

# The same back, and the set-up's question about the usual pain left open.
STEADY_UNSAID = replace(
    STEADY, person=replace(STEADY.person, name="usual 3, not said", usual_pain=None)
)

# A usual pain of 4, between 3 and 5 in sessions; every five weeks 7, which settles within nine
# days.
SPIKES = Case(
    person=Person(
        name="usual 4 with spikes",
        usual_pain=4,
        back=Back(
            usual=lambda _day: 4,
            noise=1.0,
            spikes=tuple(Spike(day=day, height=7) for day in range(29, 182, 35)),
        ),
    ),
    holds=(trains_in_most_weeks(share=0.5), spikes_end(days=21)),
)

# A usual pain of 1, and two flare-ups of two weeks.
TWO_FLARES = Case(
    person=Person(
        name="two flares, usual 1",
        usual_pain=1,
        back=Back(
            usual=lambda _day: 1,
            spikes=(Spike(day=50, height=7, lasts=12), Spike(day=113, height=6, lasts=12)),
        ),
    ),
    holds=(back_to_the_targets_of_before(days=21), spikes_end(days=30)),
)

# No pain but in the step-up, which hurts 6 for two months, whenever it is done.
STEPS = ("step-up-assisted", "step-up")
ONE_LIFT = Case(
    person=Person(
        name="pain 6 in one lift",
        back=Back(hurts=dict.fromkeys(STEPS, lambda day: 6 if day < 60 else None)),
    ),
    holds=(
        replaced_within(*STEPS, sessions=2),
        comes_back(*STEPS, after=60, by=35),
    ),
)

LIVES = (STEADY, STEADY_UNSAID, SPIKES, TWO_FLARES, ONE_LIFT)
