"""Two verdicts made one: nothing that either forbids is allowed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from routines.actions.merge_verdicts import _stricter
from routines.models import Screening
from routines.planning.questions import Outcome

VERDICTS = st.builds(
    Screening,
    outcome=st.sampled_from([each.value for each in Outcome]),
    standing=st.sampled_from([each.value for each in Outcome]),
    answered_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    flagged_on=st.just(date(2026, 2, 2)),
    tags=st.lists(st.sampled_from(["knee", "hip", "flexion"]), unique=True),
    waits=st.booleans(),
    is_65_or_older=st.booleans(),
    cleared_on=st.none() | st.just(date(2026, 2, 3)),
)


@given(VERDICTS, VERDICTS)
def test_no_caution_and_no_lock_of_either_is_lifted(one, other):
    found = Screening(**_stricter([one, other]))

    for each in (one, other):
        assert found.outcome >= each.outcome
        assert set(found.tags) >= set(each.tags)
        assert found.is_65_or_older >= each.is_65_or_older
        needs = Outcome(each.outcome).needs_a_professional and each.cleared_on is None
        assert not (needs and found.cleared_on)
