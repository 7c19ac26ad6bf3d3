"""House rules about checkpoints: each verb that changes the past forgets them, and locks first."""

from tests.backhealth.verbs import (
    ACTIONS,
    LOCK,
    called,
    callers,
    functions,
    is_private,
    names_and_writes,
    reached,
    short,
    verbs,
)
from tests.call_chains import Place

# The rows of a person that the fold of the targets reads, beside those that are in its digest.
READ = frozenset(
    {"Session", "SessionItem", "SetLog", "MorningCheck", "FlareMark", "TargetOverride"}
)
FORGET = Place(f"{ACTIONS}.checkpoints", "forget_since")
KEEP = Place(f"{ACTIONS}.checkpoints", "keep_checkpoints")

RUNS = "a session that runs isn't in the log; its end forgets"
NOT_READ = "no column that the fold reads"
NOTHING_TO_FORGET = {
    "session.start_session": RUNS,
    "session.start_empty_session": RUNS,
    "session.write_down_session": RUNS,
    "session.discard_session": RUNS,
    "renewal.renew": RUNS,
    "item.skip_item": NOT_READ,
    "item.skip_phase": NOT_READ,
    "item.swap_item": NOT_READ,
    "item.undo_swap": NOT_READ,
    "session.tick_item": NOT_READ,
    "session_items.add_item": RUNS,
    "session_items.arrange_items": NOT_READ,
    "session_items.remove_item": RUNS,
    "item_sums.keep_sums": "no fold reads the sums",
    "item_sums.keep_sums_of": "no fold reads the sums",
    "rest.end_rest": NOT_READ,
    "rest.lengthen_rest": NOT_READ,
}


def writes_to_the_past(place: Place) -> bool:
    """Whether a function writes, and names one of the models that the fold reads."""
    return names_and_writes(place, READ)


def forgets(place: Place) -> bool:
    """Whether a function forgets; a private one may leave it to all of its callers."""
    if FORGET in reached(place):
        return True
    of = callers(place)
    return is_private(place) and bool(of) and all(may_write(each) for each in of)


def may_write(place: Place) -> bool:
    return short(place) in NOTHING_TO_FORGET or forgets(place)


def locks_first(place: Place) -> bool:
    """Whether the person's row is locked before anything stored is forgotten or written."""
    for each in called(place):
        if each in {LOCK, KEEP}:
            return True
        if each == FORGET:
            return False
        if {FORGET, KEEP} & reached(each):
            return locks_first(each)
    return False


def test_every_verb_that_changes_the_past_forgets_what_is_stored_of_it():
    writing = [place for place in verbs() if writes_to_the_past(place)]

    assert [short(place) for place in writing if not may_write(place)] == []
    assert len(writing) > 20


def test_verbs_with_nothing_to_forget_are_needed_in_their_list():
    private = {short(each) for each in verbs() if is_private(each)}
    needed = {
        short(place)
        for place in verbs()
        if not is_private(place)
        and FORGET not in reached(place)
        and any(writes_to_the_past(each) for each in reached(place) if each in set(verbs()))
    }

    assert needed == set(NOTHING_TO_FORGET)
    assert set(NOTHING_TO_FORGET) & private == set()


def test_only_verbs_write_what_the_fold_reads():
    found = [
        f"{place.module}.{place.name}"
        for place in functions()
        if not place.module.startswith(f"{ACTIONS}.") and writes_to_the_past(place)
    ]

    assert found == ["routines.models.session.SessionItem.write_if_newer"]


def test_person_is_locked_before_anything_is_forgotten_or_stored():
    public = [place for place in verbs() if not is_private(place) and place not in {FORGET, KEEP}]
    concerned = [place for place in public if {FORGET, KEEP} & reached(place)]

    assert [short(place) for place in concerned if not locks_first(place)] == []
    assert len(concerned) > 15
    first = next(each for each in called(KEEP) if each == LOCK or FORGET in reached(each))
    assert first == LOCK


def test_only_verbs_forget_what_is_stored():
    packages = {place.module.rpartition(".")[0] for place in functions() if FORGET in called(place)}

    assert packages == {ACTIONS}
