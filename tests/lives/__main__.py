"""Play half-years of simulated people through the app, on SQLite in memory: ./bh lives."""

import os
import sys

import django

os.environ["DATABASE_URL"] = "sqlite:///:memory:"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
django.setup()  # before the models are imported

from tests.lives import runs  # noqa: E402

if __name__ == "__main__":
    sys.exit(runs.main(sys.argv[1:]))
