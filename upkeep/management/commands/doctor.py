from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backhealth.prepare import connect_at_once
from upkeep.examination import examine
from upkeep.findings import Level


class Command(BaseCommand):
    help = "Say what is wrong with how the app is set up, a line each with what to do."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        connect_at_once()
        found = list(examine(timezone.now()))
        for level in Level:
            for each in found:
                if each.level is level:
                    self.stdout.write(str(each))
        number = sum(each.level is Level.WRONG for each in found)
        if number:
            raise CommandError(f"{number} of these should be mended.")
