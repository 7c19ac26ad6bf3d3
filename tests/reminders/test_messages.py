"""The words of reminders: nothing about health, nothing that blames, and a way to stop them."""

import re
from datetime import date

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.keys import new_key
from exercises.models import Exercise
from exercises.vocabulary import Joint, Muscle, Pattern
from reminders.labels.messages import GENTLE, message_for
from reminders.mails import reminder_mail
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind
from reminders.planning.occasions import Occasion

TUESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 5)
# What a stranger may not learn from a locked screen; beside the words of the library.
HEALTH = re.compile(
    r"\b(pains?|painful|hurts?|aches?|backs?|spines?|spinal|flares?|flare-ups?|ill|illness|sick|sore"
    r"|injur\w+|health\w*|medic\w*|doctors?|physio\w*|therap\w*|symptoms?|consent|diagnos\w*"
    r"|train\w*|exercis\w*|sessions?|workouts?|strength|weights?|muscles?|tests?|rehab\w*)\b",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(miss(ed)?|fail(ed)?|forgot\w*|streaks?|must|should|again|still haven|don’t)\b", re.I
)
OCCASIONS = [
    Occasion(kind=Kind.TRAINING, day=TUESDAY),
    Occasion(kind=Kind.MORNING, day=TUESDAY),
    Occasion(kind=Kind.MISSED, day=date(2026, 3, 2), fits_on=THURSDAY),
    Occasion(kind=Kind.MISSED, day=date(2026, 3, 2), fits_on=TUESDAY),
    Occasion(kind=Kind.TESTS, day=TUESDAY),
    *(Occasion(kind=kind, day=TUESDAY, gently=True) for kind in GENTLE),
]


def message(occasion):
    return message_for(occasion, TUESDAY, new_key())


def everything_of(mail: EmailMultiAlternatives) -> str:
    """All that is in a mail beside its addresses, whose keys are figures, and the app's name."""
    [(html, _kind)] = [tuple(each) for each in mail.alternatives]
    body = html[html.index("<body") :]
    seen = " ".join([mail.subject, mail.body, re.sub(r"<[^>]*>", " ", body)])
    links = " ".join(re.findall(r"https?://\S+", f"{mail.body} {mail.message().as_string()}"))
    words = re.sub(r"https?://\S+", " ", seen)
    return f"{words} {re.sub('[^a-z]', ' ', links)}".replace("backhealth", "")


@pytest.mark.parametrize("occasion", OCCASIONS, ids=str)
def test_no_word_of_a_reminder_is_about_health_or_blames(occasion, ana, library):
    told = message(occasion)
    mail = reminder_mail(ana.email, ana, told)
    names = set(Exercise.objects.library().values_list("name", flat=True))
    words = {word.value.replace("_", " ") for each in (Muscle, Joint, Pattern) for word in each}

    seen = everything_of(mail) + f" {told.title} {told.body} {told.path} {told.tag}"
    # These stand in addresses and tags, which say no more than the words do.
    seen = re.sub(r"\b(training|tests|missed|morning)\b", "", seen)
    assert HEALTH.findall(seen) == []
    assert [
        each for each in names | words if re.search(rf"\b{re.escape(each)}\b", seen, re.I)
    ] == []
    assert BLAME.findall(f"{told.title} {told.body}") == []


def test_patterns_find_what_they_are_for():
    assert HEALTH.findall("Your back: time for a session") == ["back", "session"]


def test_every_kind_and_every_gentle_form_is_looked_at():
    assert {each.kind for each in OCCASIONS} == set(Kind)
    assert {each.kind for each in OCCASIONS if each.gently} == set(GENTLE)


def test_missed_day_is_named_with_the_day_that_fits():
    titles = [message(each).title for each in OCCASIONS if each.kind == Kind.MISSED]

    assert titles == ["Thursday still fits", "Today still fits"]


def test_headers_let_mail_programs_stop_it_and_no_machine_answer_it(ana):
    mail = reminder_mail(ana.email, ana, message(OCCASIONS[0]))

    headers = mail.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<http://localhost:8000/reminders/stop/[0-9a-f]{32}-all-[0-9a-f]{64}/>",
        headers["List-Unsubscribe"],
    )
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@localhost>")
    assert "ana" not in headers["List-Unsubscribe"]


def test_mail_has_the_same_key_whenever_it_is_tried(ana):
    told = message(OCCASIONS[0])

    first, second = (reminder_mail(ana.email, ana, told) for _try in range(2))

    assert first.message()["Message-ID"] == second.message()["Message-ID"]


@pytest.mark.parametrize("form", ["text", "html"])
def test_links_of_a_mail_lead_to_today_the_settings_and_the_stops(form, ana, wants):
    wants(ana)
    mail = reminder_mail(ana.email, ana, message(OCCASIONS[0]))
    text = mail.body if form == "text" else mail.alternatives[0][0]

    paths = [each.rstrip('"') for each in re.findall(r'http://localhost:8000(/[^\s"<]*)', text)]

    assert [each for each in paths if "stop" not in each] == ["/today/", "/settings/reminders/"]
    stops = [each for each in paths if "stop" in each]
    assert [re.search(r"-(\w+)-", each)[1] for each in stops] == ["training", "all"]
    assert Client().post(stops[0]).status_code == 200
    assert not ReminderSetting.objects.get().by_mail
