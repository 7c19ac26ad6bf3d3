from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from backhealth.prepare import told
from upkeep.backups.faults import BackupError
from upkeep.backups.make import back_up, backup_folder, file_name
from upkeep.backups.sealed import new_key


class Command(BaseCommand):
    help = (
        "Back up the database and the secret key into one file, while the app is in use. It is "
        "encrypted if BACKHEALTH_BACKUP_KEY is set. ./bh restore brings it back."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a file that isn't there yet")
        parser.add_argument("--new-key", action="store_true", help="only make a pair of keys")

    def handle(self, *args: Any, file: Path | None, new_key: bool, **options: Any) -> None:
        if new_key:
            self._make_key()
            return
        now = timezone.now()
        try:
            made = back_up(file or backup_folder() / file_name(now), now=now)
        except DatabaseError as fault:
            raise CommandError(told(fault)) from fault
        except BackupError as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            f"{made.path}: {made.contents.total} rows of {len(made.contents.rows)} tables, "
            f"{made.size / 1e6:.1f} MB, {made.seconds:.1f} s"
        )

    def _make_key(self) -> None:
        public, secret = new_key()
        self.stdout.write(
            f"{public}\nfor BACKHEALTH_BACKUP_KEY on the server: enough to make backups.\n\n"
            f"{secret}\nfor BACKHEALTH_BACKUP_KEY at a restore: keep it elsewhere. "
            "Without it nobody can open a backup."
        )
