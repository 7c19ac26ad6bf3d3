from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from exercises import actions
from exercises.catalogue import LIBRARY, BadEntry


class Command(BaseCommand):
    help = "Make the exercise rows say what the files in exercises/library say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=LIBRARY, help="another folder of files")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = actions.load_library(folder=folder, now=timezone.now())
        except BadEntry as fault:
            raise CommandError(str(fault)) from fault
        if options["verbosity"]:
            self.stdout.write(
                f"exercises: {loaded.added} added, {loaded.changed} changed, "
                f"{loaded.retired} retired, {loaded.unchanged} unchanged"
            )
