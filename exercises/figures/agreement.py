"""Find where a figure and the rest of its exercise's file contradict each other."""

from collections.abc import Iterator

from exercises.figures.format import Figure

STATURE_CM = 170  # of the person in the figures


def disagreements(
    figure: Figure, cues: int, step_height_cm: tuple[int, int] | None
) -> Iterator[str]:
    """Yield sentences. `cues` is the number of the page's cues; `step_height_cm` the dose's lowest
    and highest step, if it is done on one."""
    if max((mark.cue for mark in figure.marks), default=0) > cues:
        yield "the figure pins a cue that is not there"
    if step_height_cm:
        low, high = step_height_cm
        drawn = [prop.height * STATURE_CM for prop in figure.props if prop.kind == "step"]
        if not any(low <= height <= high for height in drawn):
            yield "the step in the figure is not as high as the dose says"
