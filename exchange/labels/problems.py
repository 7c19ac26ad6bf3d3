"""The sentences for what the API refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Code(StrEnum):
    """The code of a problem, for programs. None of them says anything about health: a token
    without that scope gets the same ones."""

    MALFORMED = "malformed"
    UNAUTHORIZED = "unauthorized"
    SCOPE_MISSING = "scope-missing"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    INVALID = "invalid"
    TOO_OFTEN = "too-often"
    FAULT = "fault"
    UNAVAILABLE = "unavailable"
    NOT_AGREED = "not-agreed"
    STRENGTH_LOCKED = "strength-locked"
    CHECK_DUE = "check-due"
    NOT_TODAY = "not-today"
    NOTHING_PLANNED = "nothing-planned"
    NO_PLAN = "no-plan"
    ANOTHER_RUNS = "another-runs"
    STILL_RUNS = "still-runs"
    IS_OVER = "is-over"
    WAS_REMOVED = "was-removed"
    NO_SET_YET = "no-set-yet"


@dataclass(frozen=True)
class Words:
    """The texts of a problem and its status of HTTP."""

    status: int
    title: "StrOrPromise"
    detail: "StrOrPromise"


PROBLEMS: Mapping[Code, Words] = {
    Code.MALFORMED: Words(
        400, _("This can’t be read"), _("The body has to be JSON, in UTF-8 and complete.")
    ),
    Code.UNAUTHORIZED: Words(
        401,
        _("No valid token"),
        _("Send a token as “Authorization: Bearer bh_…”. It may have ended or been switched off."),
    ),
    Code.SCOPE_MISSING: Words(
        403, _("The token doesn’t allow this"), _("Make a token in Settings that does.")
    ),
    Code.NOT_FOUND: Words(404, _("Not found"), _("There is nothing of yours at this address.")),
    Code.METHOD_NOT_ALLOWED: Words(
        405, _("Not with this method"), _("The header Allow names the methods of this address.")
    ),
    Code.INVALID: Words(
        422, _("Some fields are wrong"), _("Each is named in errors, with what is wrong.")
    ),
    Code.TOO_OFTEN: Words(
        429, _("Too many requests"), _("The header Retry-After says in how many seconds to go on.")
    ),
    Code.FAULT: Words(500, _("A fault of ours"), _("It is in the log of the server.")),
    Code.UNAVAILABLE: Words(
        503,
        _("Not just now"),
        _("Nothing was written. Send it again after the seconds that the header Retry-After says."),
    ),
    Code.NOT_AGREED: Words(
        409,
        _("Not without your agreement"),
        _("This is kept once you agree to it in the app, under Settings."),
    ),
    Code.STRENGTH_LOCKED: Words(
        409,
        _("Strength training is locked at present"),
        _("The result of your answers in the app, under Settings, says why."),
    ),
    Code.CHECK_DUE: Words(
        409,
        _("The questions before training come first"),
        _("Answer them in the app, under Settings."),
    ),
    Code.NOT_TODAY: Words(
        409, _("No strength training today"), _("Today in the app says what to do instead.")
    ),
    Code.NOTHING_PLANNED: Words(
        409,
        _("Today is a rest day"),
        _("Rest is when muscles get stronger. A session that was trained anyway is a past one."),
    ),
    Code.NO_PLAN: Words(404, _("There is no plan yet"), _("Set one up in the app, under Plan.")),
    Code.ANOTHER_RUNS: Words(
        409, _("Another session runs"), _("Finish it or set it aside; session names its key.")
    ),
    Code.STILL_RUNS: Words(
        409, _("This session still runs"), _("Finish it, or set it aside by “discard”.")
    ),
    Code.IS_OVER: Words(
        409, _("This session is over"), _("It can be corrected or removed, but not set aside.")
    ),
    Code.WAS_REMOVED: Words(
        409, _("This session was removed"), _("Bring it back by “restore” first.")
    ),
    Code.NO_SET_YET: Words(
        409, _("No set is logged yet"), _("Log one, or set the session aside by “discard”.")
    ),
}
