import pytest

from builder.actions import share_routine
from routines.models import Prescription, Routine
from tests import builders


@pytest.fixture
def routine(library, ana, noon) -> Routine:
    """ana's routine in use, which has a name and a note."""
    found = builders.plan(ana, noon).routine
    found.name = "Strong hips"
    found.save()
    Prescription.objects.filter(routine=found, exercise="glute-bridge").update(
        note="Since the operation the left one first."
    )
    return found


@pytest.fixture
def link(routine, noon) -> str:
    """The address of ana's routine for everybody."""
    found = share_routine(routine=routine, with_notes=False, now=noon)
    return f"/shared/{found.token}/"
