"""A reason is kept as JSON, and read again as it was."""

import json
from dataclasses import replace

from django.core.serializers.json import DjangoJSONEncoder

from routines.planning.progression import Lack
from routines.planning.why import Figures, Why
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import done
from tests.routines.planning.test_progress import HEAVY, PERSON, SQUAT


def kept(why: Why) -> dict:
    return json.loads(json.dumps(why.as_json(), cls=DjangoJSONEncoder))


def test_why_of_a_change_comes_back_from_json():
    change = progress_of_one(HEAVY, [done(load=10, pain=6)], scope=SQUAT, person=PERSON).change
    why = replace(Why.of(change, "lb"), lack=Lack.SPARE, chosen=True, converted="10 kg")

    assert Why.from_json(kept(why)) == why
    assert kept(why)["before"]["load"] == "22.05"
    assert kept(why)["trim"] is False


def test_nothing_to_explain_is_kept_as_nothing():
    assert Why().as_json() == {}
    assert Why.from_json({}) == Why()
    assert Why(locked="Deadlift").as_json() == {"locked": "Deadlift"}


def test_older_row_is_read_with_what_it_has():
    before = {"sets": 2, "lo": 8, "hi": 12, "load": "10"}
    row = {"code": "same", "rule": "R11", "lack": "", "before": before, "after": {}, "gone": 1}

    found = Why.from_json(row)

    assert (found.code, found.rule, found.lack, found.after) == ("same", "R11", None, None)
    assert found.before == Figures(sets=2, lo=8, hi=12, load="10")
    assert (found.before.height, found.before.hold_s) == (None, None)


def test_what_hurt_much_twice_is_left_out_unless_a_target_was_chosen():
    hurt = Why(code="same", remove=True)

    assert hurt.leaves_out is True
    assert replace(hurt, chosen=True).leaves_out is False
