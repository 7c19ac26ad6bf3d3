from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from backhealth.prepare import told
from upkeep.tick import tick


class Command(BaseCommand):
    help = (
        "Do the periodic work that is due. Any number of machines may call this each minute: one "
        "works, the others leave it to that one."
    )

    # Each minute: the checks would load every page first.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = tick(timezone.now)
        except DatabaseError as fault:
            raise CommandError(told(fault)) from fault
        if done is None and options["verbosity"]:
            self.stdout.write("Another machine is at it.")
        failed = [name for name, is_done in (done or {}).items() if not is_done]
        if failed:
            raise CommandError(f"Failed, and tried again next time: {', '.join(failed)}.")
