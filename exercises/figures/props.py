"""All kinds of props, told apart by the word in `kind`."""

from typing import Annotated

from pydantic import Field

from exercises.figures.held import (
    AnchoredBand,
    Backpack,
    BallBetweenKnees,
    Barbell,
    BarOnBack,
    BarOnHips,
    Dumbbell,
    ElasticBand,
    Kettlebell,
    Slider,
    Stick,
    Strap,
)
from exercises.figures.scenery import (
    Ball,
    Belt,
    Bench,
    Chair,
    ChairBack,
    Cushion,
    LegPress,
    Mat,
    Rail,
    Roller,
    StepBlock,
    Wall,
    WallBeside,
    Water,
)

Prop = Annotated[
    Mat
    | Cushion
    | StepBlock
    | Wall
    | WallBeside
    | Chair
    | ChairBack
    | Bench
    | LegPress
    | Dumbbell
    | Kettlebell
    | Barbell
    | BarOnHips
    | BarOnBack
    | Backpack
    | BallBetweenKnees
    | Slider
    | AnchoredBand
    | Belt
    | Strap
    | ElasticBand
    | Stick
    | Roller
    | Ball
    | Water
    | Rail,
    Field(discriminator="kind"),
]
