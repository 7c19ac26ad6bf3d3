"""One figure that the tests of the drawing share: down into a squat and up again."""

from exercises.figures.format import Arm, CueMark, Figure, Key, Leg
from exercises.figures.layers import FigureDrawing
from exercises.vocabulary import Muscle

FIGURE = Figure(
    marks=(CueMark(cue=2, at="near.knee"),),
    base=Key(root=("near.sole", 0, 0), far_leg=Leg(plant=("sole", 0, 0))),
    keys=(
        Key(trunk=90, arms=Arm(upper=-72, fore=-58)),
        Key(trunk=53, head=70, legs=Leg(thigh=-10, shank=-113), arms=Arm(upper=-8, fore=4)),
    ),
)
DRAWING = FigureDrawing(figure=FIGURE, primary=(Muscle.QUADRICEPS,), secondary=(Muscle.CALVES,))
