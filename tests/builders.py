"""Rows for tests, made with the app's own verbs if there is one."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts import actions as accounts
from accounts.digests import digest_of
from accounts.factors.actions import add_passkey
from accounts.factors.confirming import CONFIRMED
from accounts.factors.passkeys import ask_to_make
from accounts.keys import new_key
from accounts.models import User
from exchange.actions import keep_file, make_token
from exchange.facts.beside import beside
from exchange.facts.brought import read_file
from exchange.facts.preview import preview
from exchange.models import ApiToken, BroughtFile
from exercises.actions import make_own_exercise
from exercises.models import Exercise
from exercises.own import OWN_ENTRY
from history.actions import make_report_link
from history.planning.report import Interval, Part
from reminders.actions import Address, add_device
from reminders.models import PushSubscription
from routines.actions.consent import agree
from routines.actions.log import SetEntry, log_set
from routines.actions.plan import PlanChoices, make_plan
from routines.actions.screening import answer_screening
from routines.actions.session import finish_session, start_session
from routines.models import Plan, Screening, Session, SessionItem, SetLog, Status
from routines.planning.questions import GROUPS, QUESTIONS
from tests.software_passkey import SoftwarePasskey

PASSWORD = "a long enough sentence"
KNOWN_ANSWERS = {(each.code, option.value) for each in QUESTIONS for option in each.options} | {
    ("A1", "no")
}
NO_TO_ALL = dict.fromkeys(GROUPS, "none")
HOME = ["chair", "wall", "mat", "step", "broomstick"]
GYM = [*HOME, "bench", "band", "dumbbell", "kettlebell", "barbell", "leg_press_machine"]


def person(name: str, *, checked: bool = True) -> User:
    """Make a person with an account, in Berlin, who may train.

    Without `checked` they haven't answered the questions before training.
    """
    user = accounts.sign_up(email=f"{name}@example.org", password=PASSWORD)
    user.time_zone = "Europe/Berlin"
    user.save()
    if checked:
        answered(user, timezone.now())
    return user


def passkey(user: User, name: str = "Phone") -> Authenticator:
    """Give a person a passkey, and with the first one recovery codes."""
    options = ask_to_make(user).options["publicKey"]
    credential = json.loads(SoftwarePasskey().credential(options))
    return add_passkey(user=user, name=name, credential=credential, here=None)


def guest(*, checked: bool = True) -> User:
    user = accounts.start_as_guest(time_zone="Europe/Berlin")
    if checked:
        answered(user, timezone.now())
    return user


def answered(user: User, now: datetime, **yeses: str) -> Screening:
    """Answer the questions before training with no, except for these: H3="yes", J1="knee"."""
    assert yeses.items() <= KNOWN_ANSWERS, yeses
    agree(user=user, now=now)
    return answer_screening(
        user=user, answers={code: [yes] for code, yes in yeses.items()}, now=now
    )


def ticked(**lines: str | list[str]) -> dict[str, list[str]]:
    """Return what the page of the questions sends for these answers: H3="yes", J1=["knee", "hip"];
    every other list with "none of these"."""
    sent: dict[str, list[str]] = {name: [] for name in GROUPS}
    for code, values in lines.items():
        group = next(name for name, asked in GROUPS.items() if code in {q.code for q in asked})
        sent[group] += [
            f"{code}.{each}" for each in ([values] if isinstance(values, str) else values)
        ]
    return {name: lines or ["none"] for name, lines in sent.items()}


def plan(user: User, now: datetime, **choices: Any) -> Plan:
    """Make a plan: Foundation on Monday, Wednesday and Friday, unless `choices` differ."""
    asked: dict[str, Any] = {
        "level": "L1",
        "sessions_per_week": 3,
        "weekdays": [0, 2, 4],
        "equipment": HOME,
        **choices,
    }
    return make_plan(user=user, choices=PlanChoices(**asked), today=user.local_date(now))


def own_exercise(user: User, **described: Any) -> Exercise:
    """Make an exercise of a person's own: a squat called "Chair press", unless it is `described`
    otherwise, in the words of `OwnEntry`."""
    dose = {"sets": (2, 3), "reps": (8, 12), "rest_s": 60, "rir": (2, 4)}
    entry = {"name": "Chair press", "pattern": "squat", "primary": ["quadriceps"], "dose": dose}
    return make_own_exercise(user=user, entry=OWN_ENTRY.validate_python({**entry, **described}))


def session(user: User, now: datetime) -> Session:
    """Start the session that is planned for this day."""
    return start_session(user=user, key=new_key(), now=now)


def strength(of: Session) -> list[SessionItem]:
    return list(of.items.filter(phase="strength").select_related("session", "exercise"))


def one_set(
    item: SessionItem,
    now: datetime,
    *,
    number: int = 1,
    side: str = "both",
    amount: int = 10,
    load: Decimal | None = None,
) -> SetLog:
    entry = SetEntry(number=number, side=side, amount=amount, load=load)
    return log_set(item=item, key=new_key(), entry=entry, now=now)


def finished(user: User, now: datetime, *, sets: int = 1) -> Session:
    """Make a finished session with `sets` sets of each strength exercise."""
    found = session(user, now)
    for item in strength(found):
        for number in range(1, sets + 1):
            one_set(item, now + timedelta(minutes=number), number=number)
    return finish_session(session=found, rir=None, note="", now=now + timedelta(minutes=40))


def done_on(user: User, when: datetime) -> Session:
    """Make a session that was done, without exercises: enough for what counts sessions alone."""
    return Session.objects.create(
        user=user,
        programme_day="A",
        wanted_a_week=3,
        status=Status.COMPLETED,
        started_at=when,
        finished_at=when,
        local_date=user.local_date(when),
        time_zone=user.time_zone,
    )


def brought_file(user: User, now: datetime) -> BroughtFile:
    """Make a file of everything that waits for a person's yes; it differs in a setting alone."""
    text = b'{"format": "backhealth", "version": 1, "person": {"rest_tone": false}}'
    found = preview(beside(user, read_file([text]), now=now))
    return keep_file(user=user, pieces=[text], size=len(text), found=found, now=now)


def sheet_link(
    user: User,
    now: datetime,
    *,
    parts: Collection[Part] = tuple(Part),
    weeks: int = 12,
    days: int = 14,
) -> str:
    """Make a link to the sheet of the last weeks, and return its token."""
    period = Interval.of_weeks(weeks, today=user.local_date(now), week_start=user.week_start)
    return make_report_link(user=user, period=period, parts=parts, days=days, now=now)


def api_token(
    user: User, now: datetime, scopes: Collection[str] = ("read",), days: int = 90
) -> tuple[ApiToken, str]:
    """Make a token of the API, and return it with its secret."""
    secret = make_token(user=user, name="watch", scopes=scopes, days=days, now=now)
    return ApiToken.objects.get(digest=digest_of(secret)), secret


def confirm(client: Client) -> Client:
    """Let a client have shown just now who is there."""
    session = client.session
    session[CONFIRMED] = int(timezone.now().timestamp())
    session.save()
    return client


# What a browser names when it is to be reminded in.
PUSH_ADDRESS = {
    "endpoint": "https://push.example.com/to/a-phone",
    "p256dh": "BGe7I1jBjyFVI4QtjzeLepAZlRrQ6banD0p59SlYZR2"
    "NCVTYUMw1lujA6VOeXvkhXq_1Tv7Tr29ABx0dWeCIv04",
    "auth": "c2l4dGVlbiBieXRlcyBvaw",
}


def push_device(user: User, now: datetime) -> PushSubscription:
    """Let a browser of the person take reminders, in which nobody is logged in."""
    address = Address(**PUSH_ADDRESS)
    return add_device(user=user, browser=new_key(), device="", address=address, now=now)
