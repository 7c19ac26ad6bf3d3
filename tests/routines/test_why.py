"""The sentence that says why a target is as it is."""

from django.template.loader import render_to_string

from routines.planning.progression import RULES, Limit
from routines.planning.steps_up import Code


def sentence(code, rule):
    figures = {"sets": 2, "lo": 8, "hi": 12, "load": "8", "hold_s": 4, "pause_s": 2}
    why = {"code": code, "rule": rule, "pain": 4, "morning": 5, "usual": "1", "after": figures}
    return render_to_string("routines/_why.html", {"why": why, "measure": "reps"})


def test_every_code_has_a_sentence_of_its_own():
    found = {code: sentence(code, "R8") for code in Code}

    assert len(set(found.values())) == len(Code)
    assert [code for code, text in found.items() if text[0].islower() or text[0] in ": "] == []


def test_every_rule_has_a_reason_of_its_own():
    rules = [name for name, _result, _holds in RULES] + [limit.value for limit in Limit]

    found = {rule: sentence("same", rule) for rule in rules}

    assert [rule for rule, text in found.items() if not text.endswith(".")] == []
    # Pain of the last session alone holds or lowers: what changed tells R1 and R5 apart.
    assert len(set(found.values())) == len(rules) - 1


def test_the_sentence_names_the_morning_and_what_is_usual():
    assert sentence("same", "R3") == (
        "Same weight: your back was at 5 the morning after; usual is 1."
    )
