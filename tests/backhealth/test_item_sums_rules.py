"""House rules about sums: each verb that changes what they count writes them anew."""

from tests.backhealth.verbs import (
    ACTIONS,
    callers,
    functions,
    is_private,
    names_and_writes,
    reached,
    short,
    verbs,
)
from tests.call_chains import Place

COUNTED = frozenset({"Session", "SessionItem", "SetLog"})
SUMS = frozenset({"ItemSums"})
KEEP = Place(f"{ACTIONS}.item_sums", "keep_sums")
RUNS = "a session that runs has no sums; its end writes them"
NOT_COUNTED = "no column that is counted"
NOTHING_TO_COUNT = {
    "session._begin": RUNS,
    "session.discard_session": RUNS,
    "renewal.renew": RUNS,
    "target_overrides._renew": RUNS,
    "session_items.add_item": RUNS,
    "session_items.remove_item": RUNS,
    "session_items.arrange_items": NOT_COUNTED,
    "session.tick_item": NOT_COUNTED,
    "item.say_pain": NOT_COUNTED,
    "item.forget_pain": NOT_COUNTED,
    "item.skip_item": NOT_COUNTED,
    "item.skip_phase": NOT_COUNTED,
    "item.swap_item": "the new item has no sets yet",
    "item.undo_swap": NOT_COUNTED,
    "rest.end_rest": NOT_COUNTED,
    "rest.lengthen_rest": NOT_COUNTED,
    "item_sums.keep_sums_of": "keeps them itself",
    "screening.forget_health": "sums hold nothing about health",
}


def keeps(place: Place) -> bool:
    """Whether a function keeps the sums; a private one may leave it to all of its callers."""
    if KEEP in reached(place):
        return True
    of = callers(place)
    return is_private(place) and bool(of) and all(may_write(each) for each in of)


def may_write(place: Place) -> bool:
    return short(place) in NOTHING_TO_COUNT or keeps(place)


def test_every_verb_that_changes_what_is_counted_keeps_the_sums():
    writing = [place for place in verbs() if names_and_writes(place, COUNTED)]

    assert {short(place) for place in writing if not keeps(place)} == set(NOTHING_TO_COUNT)
    assert len(writing) > 20


def test_only_one_function_writes_sums():
    writing = {place for place in functions() if names_and_writes(place, SUMS)}

    # Sessions that come all at once bring their sums along, and take them away.
    many = Place(f"{ACTIONS}.item_sums", "keep_sums_of")
    assert writing == {KEEP, many, Place(f"{ACTIONS}.past_sessions", "take_back_past")}
