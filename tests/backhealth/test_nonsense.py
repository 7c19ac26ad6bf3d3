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
from exchange.forms import ActionForm, TokenForm
from exercises.forms import OwnExerciseForm
from history.forms import (
    ActivityForm,
    NamedActivitiesForm,
    NormGroupForm,
    ReportForm,
    ReportLinkForm,
)
from reminders.forms import PushDeviceForm, RemindersForm
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
from tests.backhealth.nonsense import GOOD, HEADERS, NONSENSE, signs
from tests.backhealth.taken import TAKEN
from tests.page_tables import METHODS

pytestmark = pytest.mark.usefixtures("quick")


class TargetPage(TargetActionForm, GoesOnForm, TargetForm):
    """The three forms that read one answer."""


class FiguresPage(PrescriptionForm, VersionForm):
    """The two forms that read one answer."""


class SheetPage(ReportForm, ReportLinkForm):
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
# These say at once, on the page that answers, what to do now; and a link that is shown once.
TOLD = {"routines:stop", "history:report_sheet", "exchange:tokens", "reminders:stop_mails"}


def test_tables_name_every_field():
    known = {
        "builder:change_routine_day": EditorPage,
        "builder:prescription": FiguresPage,
        "builder:routine": EditorPage,
        "builder:share": ShareForm,
        "exchange:log_import": ActionForm,
        "accounts:address": forms.AddressForm,
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
        "history:activities": ActivityForm,
        "history:activity": ActivityForm,
        "history:name_activities": NamedActivitiesForm,
        "history:norm_group": NormGroupForm,
        "history:check_exercise": CheckForm,
        "history:report_sheet": SheetPage,
        "exchange:tokens": TokenForm,
        "reminders:reminders": RemindersForm,
        "reminders:add_push_device": PushDeviceForm,
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
    # tests/builder/test_file_pages.py, tests/exchange/test_bring_back_pages.py,
    # tests/exchange/test_log_import_pages.py
    takes_a_file = {"builder:read", "exchange:bring_back", "exchange:imports"}

    # tests/accounts/test_passkeys.py
    takes_an_answer_of_a_passkey = {"accounts:new_passkey", "accounts:passkey_log_in"}

    assert {name for name in GOOD if not name.startswith("account_")} == (
        posted - takes_a_file - takes_an_answer_of_a_passkey
    )


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_every_form_takes_what_is_good(urls, ask, headers):
    answers = {
        name: ask(name, "post", urls[name], data, headers=headers) for name, data in GOOD.items()
    }

    parts = (EXPLAINED | TOLD).union(PARTS if headers else SHOWN)
    moved = 204 if headers else 302
    assert answers == {name: 200 if name in parts else moved for name in GOOD}


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        pytest.param({}, list(GOOD), id="plain"),
        # The values that reach the database are the same.
        pytest.param(HEADERS["htmx"], PARTS, id="htmx", marks=pytest.mark.one_database),
    ],
)
def test_nonsense_in_a_field_is_refused_or_taken(urls, empty_pages, ask, headers, names):
    def answers(name, field):
        for value in NONSENSE:
            yield ask(name, "post", urls[name], {**GOOD[name], field: value}, headers=headers)

    found = {name: {field: signs(answers(name, field)) for field in GOOD[name]} for name in names}

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
