"""How long a repetition takes: "lower-pause-lift-pause" in seconds (brief.md G)."""

UNPACED_S = 3  # a repetition that has no tempo: two down, one up


def rep_seconds(tempo: str, *, hold_s: int = 0, pause_s: int = 0) -> int:
    """Return the seconds of one repetition, with its hold and its pause at the lowest point.

    The tempo's upper pause is the hold, and its lower pause is the pause; so each pair counts once,
    as the longer of the two.
    """
    if not tempo:
        return UNPACED_S + hold_s + pause_s
    lower, low, lift, high = map(int, tempo.split("-"))
    return lower + max(low, pause_s) + lift + max(high, hold_s)
