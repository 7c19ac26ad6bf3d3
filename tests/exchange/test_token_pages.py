"""The page of a person's tokens."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.digests import digest_of
from exchange import actions
from exchange.models import ApiToken
from tests import builders

PAGE = "/settings/tokens/"
SENT = {"name": "watch", "scopes": ["read", "log"], "days": "90"}


@pytest.fixture
def as_ana(as_ana, noon):
    """A client in which ana has just shown who she is."""
    return builders.confirm(as_ana)


def made(user, noon, *, name="watch", scopes=("read",), days=90):
    return actions.make_token(user=user, name=name, scopes=scopes, days=days, now=noon)


def test_token_is_shown_once_and_stored_as_its_digest(as_ana, ana, noon):
    page = as_ana.post(PAGE, SENT)

    token = ApiToken.objects.get(user=ana)
    secret = page.context["secret"]
    assert secret.startswith("bh_")
    assert len(secret) == 67
    assert page.content.decode().count(secret) == 2
    assert token.digest == digest_of(secret)
    assert (token.name, token.scopes, token.ends_on - ana.today()) == (
        *("watch", "read log"),
        timedelta(days=90),
    )

    assert secret not in as_ana.get(PAGE).content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"name": "x" * 61}, "name", "Ensure this value has at most 60 characters (it has 61)."),
        ({"scopes": []}, "scopes", "Tick at least one."),
        ({"scopes": ["health"]}, "scopes", "Tick reading or logging as well: alone, this allows"),
        ({"scopes": ["root"]}, "scopes", "Select a valid choice. root is not one of the available"),
        ({"days": "36500"}, "days", "Select a valid choice. 36500 is not one of the available"),
    ],
)
def test_token_that_cannot_be_made_says_why_beside_the_field(as_ana, noon, changed, field, told):
    page = as_ana.post(PAGE, SENT | changed)

    assert page.status_code == 422
    assert str(page.context["form"].errors[field][0]).startswith(told)
    assert ApiToken.objects.count() == 0


def test_eleventh_token_waits_until_one_is_switched_off_and_ended_ones_make_room(
    as_ana, ana, bo, noon
):
    made(bo, noon)
    for number in range(10):
        made(ana, noon, name=str(number))

    page = as_ana.post(PAGE, SENT)

    assert page.context["form"].errors == {
        "name": ["You have 10 tokens. Switch one of them off first."]
    }
    ApiToken.objects.filter(user=ana, name="3").update(ends_at=noon - timedelta(days=1))
    assert as_ana.post(PAGE, SENT).context["secret"]
    assert ApiToken.objects.filter(user=ana).count() == 10


def test_log_in_of_some_time_ago_makes_no_token_until_it_is_known_who_is_there(ana, noon):
    client = Client()
    client.force_login(ana)

    page = client.get(PAGE).content.decode()
    refused = client.post(PAGE, SENT)
    led_on = client.post(refused["Location"], {"password": builders.PASSWORD, "next": PAGE})
    answer = client.post(led_on["Location"], SENT)

    assert "Show first that it is you" in page
    assert "Make the token" not in page
    assert refused["Location"] == f"/settings/security/confirm/?next={PAGE}"
    assert led_on["Location"] == PAGE
    assert answer.context["secret"].startswith("bh_")


def test_guest_who_has_nothing_to_show_makes_a_token_and_gets_no_mail(db, noon):
    client = Client()
    client.force_login(builders.guest(checked=False))

    assert client.post(PAGE, SENT).context["secret"].startswith("bh_")
    assert mail.outbox == []


def test_new_token_is_told_by_mail_without_its_secret(as_ana, ana):
    secret = as_ana.post(PAGE, SENT).context["secret"]

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["ana@example.org"],
        "[backhealth] A new token for a program",
    )
    assert secret not in letter.body


@pytest.mark.parametrize("count", [1, 3])
def test_page_lists_tokens_with_what_they_may_and_when_they_were_used(
    as_ana, ana, bo, noon, count, django_assert_num_queries
):
    made(bo, noon, name="bo’s own")
    for number in range(count):
        made(ana, noon, name=f"watch {number}")
    ApiToken.objects.filter(name="watch 0").update(used_at=noon)

    with django_assert_num_queries(3):
        page = as_ana.get(PAGE)

    html = page.content.decode()
    assert [each.name for each in page.context["tokens"]] == [
        f"watch {number}" for number in reversed(range(count))
    ]
    assert "last used on 4 Mar 2026, ends on 2 Jun 2026" in html
    assert html.count("not used yet, ends on 2 Jun 2026") == count - 1
    assert "bo’s own" not in html


def test_token_is_switched_off_at_once(as_ana, as_bo, ana, noon):
    made(ana, noon)
    url = reverse("exchange:switch_off_token", args=[ApiToken.objects.get().pk])

    assert as_bo.post(url).status_code == 404
    assert as_ana.post(url)["Location"] == PAGE

    assert ApiToken.objects.count() == 0


def test_use_is_noted_once_an_hour(ana, noon):
    made(ana, noon)
    token = ApiToken.objects.select_related("user").get()

    used = []
    for minutes in (0, 30, 59, 61):
        now = noon + timedelta(minutes=minutes)
        actions.note_use(token=ApiToken.objects.select_related("user").get(), now=now)
        token.refresh_from_db()
        used.append(token.used_at - noon)

    assert used == [timedelta(0)] * 3 + [timedelta(minutes=61)]


def test_settings_lead_to_the_tokens(as_ana):
    assert f'href="{PAGE}"' in as_ana.get("/settings/").content.decode()
