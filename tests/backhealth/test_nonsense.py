"""Nonsense in every field of every form: refused beside the field, or taken; never a 500."""

import pytest
from django.urls import reverse

from accounts import forms
from builder.forms import (
    ArrangeForm,
    DayForm,
    PrescriptionForm,
    RenameForm,
    RoutineForm,
    ShareForm,
    UseForm,
    VersionForm,
)
from exercises.actions.own import STAYS
from exercises.forms import OwnExerciseForm
from routines.forms import (
    AddForm,
    AgreementForm,
    CalendarForm,
    ChangeForm,
    CheckForm,
    ClearedForm,
    CorrectionForm,
    DayNoteForm,
    FinishForm,
    FlareForm,
    GoesOnForm,
    HabitsForm,
    MorningForm,
    OfferForm,
    PastDayForm,
    PhaseForm,
    PlaceForm,
    ReadyForm,
    RemoveForm,
    RestForm,
    RungForm,
    SetForm,
    SetupForm,
    SkipForm,
    StopForm,
    SwapForm,
    TargetActionForm,
    TargetForm,
    TickForm,
    TroubleForm,
    WriteDownForm,
)
from tests.backhealth.nonsense import (
    ALL,
    GOOD,
    HEADERS,
    NONE,
    NONE_BUT_EMPTY,
    NONSENSE,
    SHORT_TEXT,
    TEXT,
    signs,
)
from tests.page_tables import METHODS

pytestmark = pytest.mark.usefixtures("quick")

OWN_EXERCISE = {
    "name": "-++++-+-+",
    **dict.fromkeys(["pattern", "primary", "secondary", "kit", "load", "measure", "sides"], NONE),
    **dict.fromkeys(["sets_lo", "sets_hi", "lo", "hi", "rest_s"], NONE),
    **dict.fromkeys(["hold_s", "tempo", "link", "figure"], NONE_BUT_EMPTY),
    **dict.fromkeys(["cues", "steps"], SHORT_TEXT),
    "note": TEXT,
}
TAKEN = {
    "exercises:new_own_exercise": OWN_EXERCISE,
    # These fields stay as they were, with any word sent.
    "exercises:change_own_exercise": {**OWN_EXERCISE, **dict.fromkeys(STAYS, ALL)},
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
    "routines:check_exercise": {"name": "-++++-+-+", "day": NONE},
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


class TargetPage(TargetActionForm, GoesOnForm, TargetForm):
    """The three forms that read one answer."""


class FiguresPage(PrescriptionForm, VersionForm):
    """The two forms that read one answer."""


class EditorPage(ArrangeForm, RoutineForm, DayForm, VersionForm):
    """The forms that read one answer."""


# These answer htmx with a part of the page.
PARTS = [
    "builder:archive_routine",
    "builder:bring_back_routine",
    "builder:copy_routine",
    "builder:copy_starter",
    "builder:rename_routine",
    "builder:use_routine",
    "builder:use_starter",
    "builder:arrange",
    "builder:change_routine_day",
    "builder:prescription",
    "builder:routine",
    "routines:copy_previous",
    "routines:log_set",
    "routines:remove_item",
    "routines:remove_set",
    "routines:rest",
    "routines:restore_set",
    "routines:skip_item",
    "routines:tick_item",
    "routines:trouble",
]
# This writes nothing, and answers with the page, its fields filled in.
SHOWN = {"routines:copy_previous"}
# This is for a session that is over; of a running one it says so.
EXPLAINED = {"routines:remove_session"}
# This says at once, on the page that answers, what to do now.
TOLD = {"routines:stop"}


def test_tables_name_every_field():
    known = {
        "builder:change_routine_day": EditorPage,
        "builder:prescription": FiguresPage,
        "builder:routine": EditorPage,
        "builder:share": ShareForm,
        "accounts:start": forms.StartForm,
        "accounts:claim": forms.ClaimForm,
        "accounts:settings": forms.SettingsForm,
        "builder:rename_routine": RenameForm,
        "exercises:new_own_exercise": OwnExerciseForm,
        "exercises:change_own_exercise": OwnExerciseForm,
        "routines:agreement": AgreementForm,
        "routines:answer_offer": OfferForm,
        "routines:back_date": PastDayForm,
        "routines:calendar": CalendarForm,
        "routines:change": ChangeForm,
        "routines:check_exercise": CheckForm,
        "routines:screening_result": ClearedForm,
        "routines:correct_set": CorrectionForm,
        "routines:finish": FinishForm,
        "routines:mornings": MorningForm,
        "routines:say_flare": FlareForm,
        "routines:habits": HabitsForm,
        "routines:day_notes": DayNoteForm,
        "routines:log_set": SetForm,
        "routines:rest": RestForm,
        "routines:rungs": RungForm,
        "routines:skip_item": SkipForm,
        "routines:skip_phase": PhaseForm,
        "routines:stop": StopForm,
        "routines:swap_item": SwapForm,
        "routines:add_item": AddForm,
        "routines:place_item": PlaceForm,
        "routines:remove_item": RemoveForm,
        "builder:use_shared": UseForm,
        "routines:trouble": TroubleForm,
        "routines:setup": SetupForm,
        "routines:start_session": ReadyForm,
        "routines:target": TargetPage,
        "routines:tick_item": TickForm,
        "routines:write_down": WriteDownForm,
    }

    assert {name: set(form.base_fields) for name, form in known.items()} == {
        name: set(TAKEN[name]) for name in known
    }
    assert {name: set(fields) for name, fields in GOOD.items()} == {
        name: set(fields) for name, fields in TAKEN.items()
    }


def test_tables_name_every_form_of_ours():
    posted = {name for name, methods in METHODS.items() if "POST" in methods}
    takes_a_file = {"builder:read"}  # tests/builder/test_file_pages.py

    assert {name for name in GOOD if not name.startswith("account_")} == posted - takes_a_file


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_every_form_takes_what_is_good(urls, ask, headers):
    answers = {
        name: ask(name, "post", urls[name], data, headers=headers) for name, data in GOOD.items()
    }

    parts = (EXPLAINED | TOLD).union(PARTS if headers else SHOWN)
    moved = 204 if headers else 302
    assert answers == {name: 200 if name in parts else moved for name in GOOD}


@pytest.mark.parametrize(
    ("headers", "names"), [({}, list(GOOD)), (HEADERS["htmx"], PARTS)], ids=HEADERS
)
def test_nonsense_in_a_field_is_refused_or_taken(urls, empty_pages, ask, headers, names):
    def answers(name, field):
        for value in NONSENSE:
            yield ask(name, "post", urls[name], {**GOOD[name], field: value}, headers=headers)

    # allauth answers a refused form with 200.
    found = {
        name: {
            field: signs(answers(name, field), 200 if name.startswith("account_") else 422)
            for field in GOOD[name]
        }
        for name in names
    }

    assert found == {name: TAKEN[name] for name in names}


def test_nonsense_in_every_field_at_once_is_shown_again_and_no_fault(urls, ask):
    """All but the two that say which row of the session it was: there it is shown again."""
    which = {"number", "side"}

    answers = {
        (name, value): ask(
            name,
            "post",
            urls[name],
            {field: good if field in which else value for field, good in fields.items()},
            headers=HEADERS["htmx"],
        )
        for name, fields in GOOD.items()
        for value in NONSENSE
    }

    assert {asked for asked, status in answers.items() if status not in {200, 204, 422}} == set()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"amount=%FF&note=%ED%A0%80&email=%FF", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"a&" * 900, "application/x-www-form-urlencoded"),
        (b'{"amount": {"a": []}}', "application/json"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"nonsense", "nonsense"),
    ],
)
def test_nonsense_for_a_body_is_no_fault_of_ours(db, ask, body, content_type):
    names = ["accounts:start", "accounts:claim", "accounts:settings", "routines:setup"]

    answers = {
        name: ask(name, "generic", "POST", reverse(name), body, content_type=content_type)
        for name in names
    }

    assert {name: status for name, status in answers.items() if status >= 500} == {}
