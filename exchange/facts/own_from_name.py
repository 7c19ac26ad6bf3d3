"""An exercise of a person's own, made of little: its name, its kind of movement, and its sets in
a file."""

from exchange.logs.content import name_of
from exchange.logs.summary import Named
from exercises.own import MOST_LETTERS, OWN_ENTRY, RESERVE, OwnEntry
from exercises.vocabulary import Equipment, LoadNeed, Measure, Muscle, Pattern, Sides

# What does the main work in each kind of movement; the person can change it on the exercise's page.
MAIN_WORK = {
    Pattern.SQUAT: Muscle.QUADRICEPS,
    Pattern.HINGE: Muscle.HAMSTRINGS,
    Pattern.LUNGE: Muscle.QUADRICEPS,
    Pattern.STEP: Muscle.QUADRICEPS,
    Pattern.BRIDGE: Muscle.GLUTES,
    Pattern.CALF: Muscle.CALVES,
    Pattern.HAMSTRING: Muscle.HAMSTRINGS,
    Pattern.ABDUCTION: Muscle.HIP_ABDUCTORS,
    Pattern.ADDUCTION: Muscle.ADDUCTORS,
    Pattern.CORE: Muscle.ABDOMINALS,
    Pattern.BALANCE: Muscle.HIP_ABDUCTORS,
    Pattern.MOBILITY: Muscle.LOWER_BACK,
    Pattern.STRETCH: Muscle.HIP_FLEXORS,
    Pattern.CARDIO: Muscle.QUADRICEPS,
}
# The first word of a name that tells its kind of movement.
TELLS = {
    "deadlift": Pattern.HINGE,
    "good morning": Pattern.HINGE,
    "split squat": Pattern.LUNGE,
    "lunge": Pattern.LUNGE,
    "squat": Pattern.SQUAT,
    "leg press": Pattern.SQUAT,
    "leg extension": Pattern.SQUAT,
    "step": Pattern.STEP,
    "bridge": Pattern.BRIDGE,
    "thrust": Pattern.BRIDGE,
    "calf": Pattern.CALF,
    "leg curl": Pattern.HAMSTRING,
    "nordic": Pattern.HAMSTRING,
    "abduct": Pattern.ABDUCTION,
    "adduct": Pattern.ADDUCTION,
    "plank": Pattern.CORE,
    "crunch": Pattern.CORE,
    "sit up": Pattern.CORE,
    "stretch": Pattern.STRETCH,
}
WEIGHTS = {
    "barbell": Equipment.BARBELL,
    "kettlebell": Equipment.KETTLEBELL,
    "band": Equipment.BAND,
}
RANGES = {Measure.REPS: (8, 12), Measure.SECONDS: (20, 45), Measure.MINUTES: (5, 20)}


def pattern_told(name: str) -> Pattern | None:
    """Return the kind of movement that a name tells; None if it tells none."""
    text = name_of(name)
    return next((pattern for word, pattern in TELLS.items() if word in text), None)


def entry_from(named: Named, pattern: Pattern) -> OwnEntry:
    """Return the description of an own exercise."""
    measure = named.measure
    text = name_of(named.name)
    weight = next((thing for word, thing in WEIGHTS.items() if word in text), Equipment.DUMBBELL)
    is_sided = bool(named.sided)
    return OWN_ENTRY.validate_python(
        {
            "name": (" ".join(named.name.split()) or "—")[:MOST_LETTERS].strip(),
            "pattern": pattern,
            "primary": [MAIN_WORK[pattern]],
            "kit": [weight] if named.loads else [],
            "load": LoadNeed.OPTIONAL if named.loads else LoadNeed.NONE,
            "sides": Sides.EACH if is_sided else None,
            "dose": {
                "sets": (2, 3),
                measure.value: RANGES[measure],
                "rest_s": 60,
                "per_side": is_sided,
                "rir": None if measure is Measure.MINUTES else tuple(RESERVE),
            },
        }
    )
