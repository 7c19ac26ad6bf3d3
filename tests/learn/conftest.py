"""Marks the tests of the pages that teach: their words are in templates and in the library's files,
and the database changes nothing."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.one_database)
