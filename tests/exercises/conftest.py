import shutil
from pathlib import Path

import pytest

from exercises.catalogue import LIBRARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the library's files, to be spoilt."""
    return shutil.copytree(LIBRARY, tmp_path / "library")
