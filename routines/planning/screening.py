"""How the answers before strength training are judged (brief.md E1, E2).

Answers are judged and forgotten: only a `Verdict` is kept. The questions are in
`planning/questions.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from exercises.vocabulary import Caution
from routines.planning.questions import AGE, MODIFY, QUESTIONS, Look, Outcome

MONTHS_VALID = 12
DAYS_OFF = 57  # a break this long is a new start (brief.md C4)
CAREFUL_RIR = (3, 5)  # good repetitions left in each set (brief.md D6, E2)

Answers = Mapping[str, Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result of judging the answers.

    `waits`: ill on the day of the answers, also if a higher outcome decides. `is_flagged`: a red
    flag that locks is among these answers, regardless of earlier ones.
    """

    outcome: Outcome
    tags: frozenset[Caution]
    looks: frozenset[Look]
    waits: bool
    is_65_or_older: bool
    is_flagged: bool


def judge(answers: Answers, *, cleared_before: bool, standing: Outcome = Outcome.OK) -> Verdict:
    """Judge the answers: the highest outcome decides, and the tags of every yes count.

    `cleared_before`: a professional's clearance is on record. `standing`: an earlier red flag that
    hasn't been cleared yet (`still_stands`).
    """
    given = {code: set(values) for code, values in answers.items()}
    chosen = [
        (question.code, option)
        for question in QUESTIONS
        for option in question.options
        if option.value in given.get(question.code, ())
    ]
    weights = [
        MODIFY if option.known and cleared_before else option.outcome for _code, option in chosen
    ]
    return Verdict(
        outcome=max([standing, *weights], default=Outcome.OK),
        tags=frozenset(tag for _code, option in chosen for tag in option.tags),
        looks=frozenset(option.look for _code, option in chosen if option.look),
        waits=Outcome.WAIT in weights,
        is_65_or_older=any(code == AGE.code for code, _option in chosen),
        is_flagged=any(weight.is_red_flag for weight in weights),
    )


def still_stands(outcome: Outcome, *, standing: Outcome, cleared: bool) -> Outcome:
    """Return the red flag that new answers don't lift; OK if there is none.

    An EMERGENCY or an URGENT sign is lifted by a professional's clearance alone. `standing`: the
    red flag that isn't an answer, such as a stop sign. `outcome` includes it.
    """
    if cleared:
        return Outcome.OK
    return outcome if outcome.is_acute else standing


class Due(StrEnum):
    """Why the questions are asked (again)."""

    NEVER_ASKED = "never_asked"
    AGREEMENT = "agreement"
    A_YEAR = "a_year"
    LONG_BREAK = "long_break"
    FLARE = "flare"


def why_due(
    *,
    answered_on: date | None,
    today: date,
    last_session_on: date | None = None,
    flare_ended_on: date | None = None,
    agreed: bool = True,
) -> Due | None:
    """Return why the questions have to be answered (again) before the next session; None if not.

    `agreed`: to the present wording.
    """
    if answered_on is None:
        return Due.NEVER_ASKED
    if not agreed:
        return Due.AGREEMENT
    if flare_ended_on is not None and answered_on < flare_ended_on <= today:
        return Due.FLARE
    if last_session_on is not None:
        new_start = last_session_on + timedelta(days=DAYS_OFF)
        if answered_on < new_start <= today:
            return Due.LONG_BREAK
    return Due.A_YEAR if today >= _a_year_after(answered_on) else None


def _a_year_after(day: date) -> date:
    """Return the same day of the next year; 1 March after a 29 February."""
    year, month = divmod(day.month - 1 + MONTHS_VALID, 12)
    first = date(day.year + year, month + 1, 1)
    return first + timedelta(days=day.day - 1)


class Lock(StrEnum):
    """Why strength training is closed for now."""

    WAIT = "wait"
    PROFESSIONAL = "professional"


def why_locked(
    outcome: Outcome, *, waits: bool, answered_on: date | None, cleared: bool, today: date
) -> Lock | None:
    """Return why strength training is locked today; None if it isn't."""
    if outcome.needs_a_professional and not cleared:
        return Lock.PROFESSIONAL
    is_ill = waits and answered_on is not None and today <= answered_on
    return Lock.WAIT if is_ill else None


def clears(outcome: Outcome, *, cleared_on: date, flagged_on: date | None, today: date) -> bool:
    """Return whether a professional's clearance of `cleared_on`, reported today, counts.

    For a red flag it must have been given since the flag was last reported; otherwise within the
    last twelve months. A clearance from the future never counts, nor one that comes too early.
    """
    if comes_too_early(outcome, flagged_on=flagged_on, today=today):
        return False
    if outcome.is_red_flag:
        return flagged_on is not None and flagged_on <= cleared_on <= today
    return cleared_on <= today < _a_year_after(cleared_on)


def comes_too_early(outcome: Outcome, *, flagged_on: date | None, today: date) -> bool:
    """Return whether a clearance can't be reported yet: never on the day of an EMERGENCY or URGENT
    sign itself (brief.md E1)."""
    return outcome.is_acute and flagged_on is not None and today <= flagged_on


def trains_with_care(outcome: Outcome, *, is_65_or_older: bool) -> bool:
    """Return whether each set ends with 3 to 5 good repetitions left (brief.md D6, E2)."""
    return outcome > Outcome.OK or is_65_or_older
