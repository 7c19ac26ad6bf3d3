"""The values that the tests of nonsense send, and the notation of their answers."""

import pytest

from accounts.keys import new_key
from routines.planning.questions import FLAG_GROUPS
from tests import builders

# The tables have a sign for each of these, in this order: + accepted, - refused.
NONSENSE = ["", "nonsense", "-1", "1e9", "NaN", "\x00", "8,5", "9" * 400, "<script>"]
ALL, NONE = "+++++++++", "---------"
NONE_BUT_EMPTY = "+--------"
TEXT, SHORT_TEXT = "+++++-+++", "+++++-+-+"

HEADERS = {"plain": {}, "htmx": {"HX-Request": "true"}}
# htmx is answered by other templates; the database gets the same, so that one is enough.
WITH_HEADERS = [
    pytest.param(headers, id=name, marks=[pytest.mark.one_database] if headers else [])
    for name, headers in HEADERS.items()
]
SIGNS = {200: "+", 204: "+", 302: "+", 422: "-"}

# The values that each form accepts.
SET = {
    "number": "1",
    "side": "both",
    "amount": "5",
    "amount_right": "5",
    "load": "8",
    "asked": "8",
    "unit": "kg",
    "rir": "2",
    "note": "Good.",
}
OWN_EXERCISE = {
    "name": "Chair press",
    "pattern": "squat",
    "primary": ["quadriceps"],
    "secondary": ["glutes"],
    "kit": ["chair"],
    "load": "help",
    "help_at_first": "20",
    "measure": "reps",
    "sides": "both",
    "sets_lo": "2",
    "sets_hi": "3",
    "lo": "8",
    "hi": "12",
    "rest_s": "60",
    "hold_s": "2",
    "tempo": "3-1-1-0",
    "cues": "Push the floor away",
    "steps": "Sit down.",
    "note": "From the ward.",
    "link": "https://example.org/press",
    "figure": "goblet-squat",
}
ACTIVITY = {
    "key": str(new_key()),
    "day": "2026-03-03",
    "kind": "walk",
    "minutes": "40",
    "note": "By the river.",
}
ONE_LEG = {
    "left_1": "12",
    "left_2": "20",
    "left_3": "31",
    "right_1": "9",
    "right_2": "9",
    "right_3": "9",
    "day": "2026-03-03",
    "key": str(new_key()),
}
GOOD = {
    "builder:share": {"action": "on", "with_notes": "on"},
    "builder:add_exercise": {"exercise": "wall-sit", "version": "0"},
    "builder:arrange": {"action": "down", "to": "", "day": "", "version": "0"},
    "builder:change_routine_day": {
        "action": "name",
        "name": "Heavy",
        "like": "",
        "to": "",
        "day": "",
        "version": "0",
    },
    "builder:prescription": {
        "sets": "2",
        "lo": "6",
        "hi": "10",
        "load": "8",
        "hold_s": "5",
        "pause_s": "2",
        "height": "8",
        "band": "1",
        "unit": "kg",
        "length_unit": "cm",
        "rest_s": "60",
        "tempo": "",
        "rir_lo": "3",
        "rir_hi": "5",
        "note": "Good.",
        "version": "0",
    },
    "builder:routine": {
        "action": "name",
        "name": "Legs",
        "like": "",
        "to": "",
        "day": "",
        "version": "0",
    },
    "accounts:start": {"time_zone": "Europe/Berlin"},
    "accounts:claim": {"email": "cleo@example.org", "password": builders.PASSWORD},
    "accounts:settings": {
        "units": "metric",
        "time_zone": "Europe/Berlin",
        "country": "DE",
        "week_start": "0",
        "rest_tone": "on",
        "rest_vibration": "on",
        "keep_awake": "on",
        "deload_every": "6",
    },
    "builder:archive_routine": {},
    "builder:bring_back_routine": {},
    "builder:copy_routine": {},
    "builder:copy_starter": {},
    "builder:rename_routine": {"name": "Legs", "version": "0"},
    "builder:use_routine": {},
    "builder:use_starter": {},
    "builder:begin": {},
    "builder:use_shared": {"key": str(new_key())},
    "exchange:brought_file": {"settings": "on", "action": ""},
    "exercises:new_own_exercise": OWN_EXERCISE,
    "exercises:change_own_exercise": OWN_EXERCISE,
    "exercises:retire_own_exercise": {},
    "exercises:bring_back_own_exercise": {},
    "builder:weekdays": {"by": "weekdays", "version": "0", "day_a": "0", "day_b": "3"},
    "routines:setup": {
        "level": "L1",
        "usual_pain": "2",
        "equipment": ["chair", "wall"],
        "dumbbell": "4 8",
        "kettlebell": "",
        "weights_unit": "kg",
        "weekdays": "0-3",
        "units": "metric",
        "time_zone": "Europe/Berlin",
    },
    "routines:replan": {},
    "routines:answer_offer": {"offer": "third", "answer": "no", "plan": str(new_key())},
    "routines:change": {"action": "rest", "day": "2026-03-09", "to": "", "look": ""},
    "routines:undo": {},
    "routines:calendar": {
        "action": "make",
        "when": "timed",
        "starts_at": "18:00",
        "with_rest_days": "on",
    },
    "routines:agreement": {"terms": "on", "health_data": "on"},
    "routines:screening": builders.NO_TO_ALL,
    "routines:red_flags": dict.fromkeys(FLAG_GROUPS, "none"),
    "routines:screening_result": {"cleared_on": "2026-03-04"},
    "routines:withdraw": {},
    "routines:write_down": {"key": str(new_key()), "day": "2026-03-03", "programme_day": "A"},
    "routines:mornings": {"day": "2026-03-03", "pain": "2", "sore": "on"},
    "routines:say_flare": {"kind": "said"},
    "routines:habits": {"habits": ["walking", "balance"]},
    "routines:day_notes": {
        "day": "2026-03-03",
        "about": "walking",
        "answer": "done",
        "minutes": "20",
    },
    "routines:train_today": {},
    "routines:start_session": {
        "key": str(new_key()),
        "pain": "2",
        "ill": "",
        "tiredness": "2",
        "short": "",
        "empty": "",
    },
    "history:activities": ACTIVITY,
    "history:name_activities": {
        "first": "Walk",
        "second": "Sit",
        "third": "Lift",
        "are_others": "on",
    },
    "history:norm_group": {"age": "60-64", "sex": "woman"},
    "history:remove_self_test": {},
    "history:restore_self_test": {},
    "history:self_test": ONE_LEG,
    "history:self_test_result": ONE_LEG,
    "history:skip_self_test": {},
    "history:activity": ACTIVITY,
    "history:remove_activity": {},
    "history:restore_activity": {},
    "history:report_sheet": {
        "weeks": "own",
        "since": "2026-01-01",
        "to": "2026-03-03",
        "part": "a",
        "days": "14",
    },
    "history:switch_off_report_link": {},
    "exchange:switch_off_token": {},
    "exchange:tokens": {"name": "watch", "scopes": ["read", "log"], "days": "90"},
    "history:check_exercise": {"name": "Kim", "day": "2026-03-03"},
    "routines:finish": {"pain": "2", "rir": "2", "note": "Good.", "keep": "no", "form_good": "on"},
    "routines:back_date": {"day": "2026-03-03"},
    "routines:delete": {"sure": "on"},
    "routines:discard": {},
    "routines:remove_session": {},
    "routines:restore_session": {},
    "routines:stop": {"sign": "joint"},
    "routines:tick_item": {"done": "on"},
    "routines:log_set": SET,
    "routines:correct_set": SET,
    "routines:copy_previous": {"number": "1", "side": "both"},
    "routines:remove_set": {},
    "routines:restore_set": {},
    "routines:rest": {"change": "15"},
    "routines:trouble": {"pain": "3", "slip": ""},
    "routines:skip_item": {"reason": "busy"},
    "routines:skip_phase": {"phase": "warm-up", "skipped": "on"},
    "routines:swap_item": {"exercise": "goblet-squat"},
    "routines:undo_swap": {},
    "routines:add_item": {"key": str(new_key()), "exercise": "wall-sit", "after": ""},
    "routines:place_item": {"step": "later", "order": ""},
    "routines:remove_item": {"removed": ""},
    "routines:rungs": {"exercise": "goblet-squat"},
    "routines:target": {
        "action": "own",
        "sets": "3",
        "lo": "8",
        "hi": "12",
        "load": "8",
        "hold_s": "5",
        "pause_s": "2",
        "height": "8",
        "band": "1",
        "unit": "kg",
        "length_unit": "cm",
        "goes_on": "own",
    },
    "account_login": {"login": "ana@example.org", "password": builders.PASSWORD, "next": "/"},
    "account_logout": {"next": "/"},
    "account_reset_password": {"email": "ana@example.org"},
    "account_change_password": {
        "oldpassword": builders.PASSWORD,
        "password1": "another long sentence",
        "password2": "another long sentence",
    },
}


def signs(statuses, refused=422):
    """Return the statuses in the notation of the tables; an unknown status stays as it is."""
    return "".join(
        "-" if status == refused else SIGNS.get(status, f"({status})") for status in statuses
    )
