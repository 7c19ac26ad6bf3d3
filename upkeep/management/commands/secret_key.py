from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from backhealth.prepare import connect_at_once
from upkeep import secret_key


class Command(BaseCommand):
    help = (
        "Say whether this machine has the secret key that goes with the database, as every start "
        "does. With --accept, let the database go with this machine's key from now on."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accept", action="store_true", help="the key was lost or changed")

    def handle(self, *args: Any, accept: bool, **options: Any) -> None:
        connect_at_once()
        if accept:
            secret_key.accept()
        try:
            secret_key.refuse_another()
        except ImproperlyConfigured as fault:
            raise CommandError(str(fault)) from None
        if options["verbosity"]:
            self.stdout.write(f"The database goes with the key in {secret_key.place()}.")
