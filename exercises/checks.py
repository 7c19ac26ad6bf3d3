"""Read the library's files on `manage.py check`, so that a bad one is named before it is loaded."""

from typing import Any

from django.core.checks import CheckMessage, Error

from exercises.catalogue import LIBRARY, inspect_library


def library_files(**kwargs: Any) -> list[CheckMessage]:
    """Return one `exercises.E001` for each fault."""
    _, faults = inspect_library(LIBRARY)
    return [Error(str(fault), id="exercises.E001") for fault in faults]
