from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from backhealth.environment import ROOT
from exercises.catalogue import read_library
from exercises.figures.layers import FigureDrawing
from exercises.figures.sheet import Named, contact_sheet


class Command(BaseCommand):
    help = "Draw all figures on one sheet, to look at them side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=ROOT / "docs" / "figures.svg")
        parser.add_argument("--columns", type=int, default=4, help="figures in a row")
        parser.add_argument("--width", type=int, default=200, help="pixels of one picture")
        parser.add_argument("--grey", action="store_true", help="as a grey printer shows them")
        parser.add_argument("slugs", nargs="*", help="only these exercises")

    def handle(self, *args: Any, output: Path, slugs: list[str], **options: Any) -> None:
        figures = [
            Named(
                entry.name,
                FigureDrawing(
                    figure=entry.figure, primary=entry.primary, secondary=entry.secondary
                ),
            )
            for entry in read_library()
            if not slugs or entry.slug in slugs
        ]
        sheet = contact_sheet(
            figures, columns=options["columns"], width=options["width"], grey=options["grey"]
        )
        output.write_text(sheet, encoding="utf-8")
        self.stdout.write(f"{len(figures)} figures: {output}")
