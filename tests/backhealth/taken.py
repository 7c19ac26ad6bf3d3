"""Which nonsense each field of each form takes, in the notation of nonsense.py."""

from exercises.actions.own import STAYS
from tests.backhealth.nonsense import ALL, GOOD, NONE, NONE_BUT_EMPTY, SHORT_TEXT, TEXT

OWN_EXERCISE = {
    "name": "-++++-+-+",
    **dict.fromkeys(["pattern", "primary", "secondary", "kit", "load", "measure", "sides"], NONE),
    **dict.fromkeys(["sets_lo", "sets_hi", "lo", "hi", "rest_s", "help_at_first"], NONE),
    **dict.fromkeys(["hold_s", "tempo", "link", "figure"], NONE_BUT_EMPTY),
    **dict.fromkeys(["cues", "steps"], SHORT_TEXT),
    "note": TEXT,
}
ACTIVITY = {
    **dict.fromkeys(["key", "day", "kind"], NONE),
    "minutes": NONE_BUT_EMPTY,
    "note": SHORT_TEXT,
}
ONE_LEG = {
    **dict.fromkeys(GOOD["history:self_test"], NONE_BUT_EMPTY),
    **dict.fromkeys(["day", "key"], NONE),
}
TAKEN = {
    "exercises:new_own_exercise": OWN_EXERCISE,
    # These fields stay as they were, with any word sent.
    "exercises:change_own_exercise": {
        **OWN_EXERCISE,
        **dict.fromkeys(STAYS, ALL),
        # It belongs to help, which the exercise hasn't.
        "help_at_first": NONE_BUT_EMPTY,
    },
    "exercises:retire_own_exercise": {},
    "exercises:bring_back_own_exercise": {},
    "builder:share": {"action": NONE, "with_notes": ALL},
    "builder:add_exercise": {"exercise": NONE, "version": NONE},
    "builder:arrange": {
        "action": NONE,
        "to": NONE_BUT_EMPTY,
        "day": NONE_BUT_EMPTY,
        "version": NONE,
    },
    "builder:change_routine_day": {
        "action": NONE,
        "name": SHORT_TEXT,
        "like": NONE_BUT_EMPTY,
        "to": NONE_BUT_EMPTY,
        "day": NONE_BUT_EMPTY,
        "version": NONE,
    },
    # Of the hold, the pause, the step and the band only what the exercise has is read.
    "builder:prescription": {
        **dict.fromkeys(["sets", "lo", "hi", "rest_s", "rir_lo", "rir_hi", "version"], NONE),
        "load": "+-----+--",
        **dict.fromkeys(["hold_s", "pause_s", "height", "band"], ALL),
        **dict.fromkeys(["unit", "length_unit", "tempo"], NONE_BUT_EMPTY),
        "note": SHORT_TEXT,
    },
    "builder:routine": {
        "action": NONE,
        "name": "-++++-+-+",
        "like": ALL,
        "to": NONE_BUT_EMPTY,
        "day": NONE_BUT_EMPTY,
        "version": NONE,
    },
    "accounts:start": {"time_zone": ALL},
    "accounts:claim": {"email": NONE, "password": "-+------+"},
    "accounts:settings": {
        **dict.fromkeys(["units", "time_zone", "week_start"], NONE),
        **dict.fromkeys(["rest_tone", "rest_vibration", "keep_awake"], ALL),
        **dict.fromkeys(["country", "deload_every"], NONE_BUT_EMPTY),
    },
    "builder:archive_routine": {},
    "builder:bring_back_routine": {},
    "builder:copy_routine": {},
    "builder:copy_starter": {},
    "builder:use_routine": {},
    "builder:use_starter": {},
    "builder:begin": {},
    # Without a key that can be read the page is shown again, which makes another.
    "builder:use_shared": {"key": ALL},
    "builder:weekdays": dict.fromkeys(GOOD["builder:weekdays"], NONE),
    "builder:rename_routine": {"name": "-++++-+-+", "version": NONE},
    "routines:setup": {
        **dict.fromkeys(GOOD["routines:setup"], NONE),
        "usual_pain": NONE_BUT_EMPTY,
        **dict.fromkeys(["dumbbell", "kettlebell"], "+-----+--"),
        "weights_unit": NONE_BUT_EMPTY,
    },
    "routines:mornings": {"day": NONE, "pain": NONE, "sore": ALL},
    "routines:say_flare": {"kind": ALL},
    "routines:habits": {"habits": NONE},
    "routines:day_notes": {
        "day": NONE,
        "about": NONE,
        "answer": NONE_BUT_EMPTY,
        "minutes": NONE_BUT_EMPTY,
    },
    "routines:train_today": {},
    # Without a key that can be read the page leads back to Today, which makes another. Anything in
    # the box is a tick, and leads to the page that says why not today.
    "routines:start_session": {
        "key": ALL,
        "pain": NONE_BUT_EMPTY,
        "ill": ALL,
        "tiredness": NONE_BUT_EMPTY,
        "short": ALL,
        "empty": ALL,
    },
    "history:activities": ACTIVITY,
    "history:name_activities": {
        "first": "-++++-+-+",
        "second": SHORT_TEXT,
        "third": SHORT_TEXT,
        "are_others": ALL,
    },
    "history:norm_group": {"age": NONE_BUT_EMPTY, "sex": NONE_BUT_EMPTY},
    "history:remove_self_test": {},
    "history:restore_self_test": {},
    "history:self_test": ONE_LEG,
    "history:self_test_result": ONE_LEG,
    "history:skip_self_test": {},
    "history:activity": ACTIVITY,
    "history:remove_activity": {},
    "history:restore_activity": {},
    "history:report_sheet": {"weeks": NONE, "since": NONE, "to": NONE, "part": NONE, "days": NONE},
    "exchange:brought_file": {"settings": ALL, "action": ALL},
    "history:switch_off_report_link": {},
    "history:check_exercise": {"name": "-++++-+-+", "day": NONE},
    "routines:replan": {},
    "routines:change": {"action": NONE, "day": NONE, "to": NONE_BUT_EMPTY, "look": NONE_BUT_EMPTY},
    "routines:undo": {},
    "routines:calendar": {"action": NONE, "when": NONE, "starts_at": NONE, "with_rest_days": ALL},
    # Ticked is ticked, with any word.
    "routines:agreement": dict.fromkeys(GOOD["routines:agreement"], "-++++++++"),
    "routines:screening": dict.fromkeys(GOOD["routines:screening"], NONE),
    "routines:red_flags": dict.fromkeys(GOOD["routines:red_flags"], NONE),
    "routines:screening_result": {"cleared_on": NONE},
    "routines:withdraw": {},
    "routines:write_down": dict.fromkeys(GOOD["routines:write_down"], NONE),
    # No answer to what was asked is no fault: the question stands there again.
    "routines:answer_offer": {"offer": ALL, "answer": ALL, "plan": ALL},
    # Without a key that can be read the page leads back to Today, which makes another.
    "routines:finish": {
        "pain": NONE_BUT_EMPTY,
        "rir": NONE_BUT_EMPTY,
        "note": TEXT,
        "keep": NONE_BUT_EMPTY,
        "form_good": ALL,
    },
    "routines:back_date": {"day": NONE},
    "routines:delete": {"sure": "-++++++++"},
    "routines:discard": {},
    "routines:remove_session": {},
    "routines:restore_session": {},
    "routines:stop": {"sign": NONE},
    "routines:tick_item": {"done": ALL},
    "routines:log_set": {
        "number": NONE,
        "side": NONE,
        "amount": NONE_BUT_EMPTY,
        # Asked for where one row takes both sides alone.
        "amount_right": ALL,
        "load": "+-----+--",
        "asked": "+-----+--",
        "unit": NONE_BUT_EMPTY,
        "rir": NONE_BUT_EMPTY,
        "note": SHORT_TEXT,
    },
    "routines:correct_set": {
        "number": NONE,
        "side": NONE,
        "amount": NONE,
        "amount_right": ALL,
        "load": "+-----+--",
        # Only an empty row has a target to fall back on.
        "asked": ALL,
        "unit": NONE_BUT_EMPTY,
        "rir": NONE_BUT_EMPTY,
        "note": SHORT_TEXT,
    },
    "routines:copy_previous": {"number": ALL, "side": ALL},
    "routines:remove_set": {},
    "routines:restore_set": {},
    # These are sent by buttons: what none of them says changes nothing, and the page says so.
    "routines:rest": {"change": ALL},
    "routines:trouble": {"pain": NONE_BUT_EMPTY, "slip": ALL},
    "routines:skip_item": {"reason": NONE_BUT_EMPTY},
    "routines:skip_phase": {"phase": ALL, "skipped": ALL},
    "routines:swap_item": {"exercise": NONE},
    "routines:undo_swap": {},
    "routines:add_item": {"key": NONE, "exercise": NONE, "after": NONE_BUT_EMPTY},
    "routines:place_item": {"step": NONE, "order": NONE_BUT_EMPTY},
    # An exercise that has a set stays in the session, with any word.
    "routines:remove_item": {"removed": NONE_BUT_EMPTY},
    "routines:rungs": {"exercise": NONE},
    # Of the hold, the step and the band only what the exercise has is read.
    "routines:target": {
        **dict.fromkeys(["action", "sets", "lo", "hi"], NONE),
        "load": "+-----+--",
        **dict.fromkeys(["hold_s", "pause_s", "height", "band"], ALL),
        **dict.fromkeys(["unit", "length_unit", "goes_on"], NONE_BUT_EMPTY),
    },
    "account_login": {"login": NONE, "password": NONE, "next": ALL},
    "account_logout": {"next": ALL},
    "account_reset_password": {"email": NONE},
    "account_change_password": dict.fromkeys(GOOD["account_change_password"], NONE),
}
