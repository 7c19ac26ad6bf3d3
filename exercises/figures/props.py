"""All kinds of props, told apart by the word in `kind`."""

from typing import Annotated

from pydantic import Field

from exercises.figures.held import (
    Barbell,
    BarOnHips,
    Dumbbell,
    ElasticBand,
    Kettlebell,
    Stick,
    Strap,
)
from exercises.figures.scenery import (
    Ball,
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
    | Strap
    | ElasticBand
    | Stick
    | Roller
    | Ball
    | Water
    | Rail,
    Field(discriminator="kind"),
]
