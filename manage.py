#!/usr/bin/env python
"""Django's command line; ./bh manage runs it in the right environment."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from backhealth.prepare import told

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as fault:
        sys.exit(f"backhealth: {told(fault)}")
