"""Answers to the questions before training stay on the device until they are sent."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from routines.actions.consent import agree
from tests import builders
from tests.browser.conftest import accessibility_faults, answer_no, overflow, sign_in, wait_until

DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('draft.'))"
BACK = "Your answers from before are filled in again."


@pytest.fixture
def newcomer(live_server, library, page) -> User:
    user = builders.guest(checked=False)
    agree(user=user, now=timezone.now())
    sign_in(page, user, live_server.url)
    return user


@pytest.fixture
def questions(clean_page, live_server, newcomer) -> Page:
    clean_page.goto(f"{live_server.url}/start-check/")
    return clean_page


def ticked(page: Page) -> list[str]:
    return page.locator("form[data-draft] input:checked").evaluate_all(
        "(boxes) => boxes.map((box) => `${box.name}=${box.value}`)"
    )


def tick_some(page: Page) -> list[str]:
    answers = ["emergency=none", "body=J1.knee", "body=J1.hip"]
    for answer in answers:
        name, value = answer.split("=")
        page.locator(f"[name={name}][value='{value}']").check()
    return answers


def test_answers_are_there_again_after_leaving(page, newcomer, live_server):
    questions = page
    questions.goto(f"{live_server.url}/start-check/")
    answers = tick_some(questions)

    questions.goto(f"{live_server.url}/learn/")
    questions.goto(f"{live_server.url}/start-check/")

    expect(questions.get_by_text(BACK)).to_be_visible()
    assert ticked(questions) == answers
    assert questions.url == f"{live_server.url}/start-check/"
    assert (overflow(questions), accessibility_faults(questions)) == (0, [])


def test_answers_can_be_emptied(questions):
    tick_some(questions)
    questions.reload()

    questions.get_by_role("button", name="Empty all answers").click()

    assert (ticked(questions), questions.evaluate(DRAFTS)) == ([], [])
    questions.reload()
    expect(questions.get_by_text(BACK)).to_be_hidden()


def test_answers_of_yesterday_are_let_go_of(questions):
    tick_some(questions)
    questions.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
          if (!key.startsWith("draft.")) continue;
          const draft = JSON.parse(localStorage[key]);
          localStorage[key] = JSON.stringify({ ...draft, at: draft.at - 24 * 60 * 60 * 1000 });
        } }"""
    )

    questions.reload()

    assert (ticked(questions), questions.evaluate(DRAFTS)) == ([], [])


def test_answers_that_were_sent_leave_the_device(questions):
    tick_some(questions)
    assert len(questions.evaluate(DRAFTS)) == 1

    questions.get_by_label("Trouble with a knee").uncheck()
    questions.get_by_label("Trouble with a hip", exact=True).uncheck()
    answer_no(questions)

    # The page's heading may be there before its script has run.
    wait_until(questions, f"return {DRAFTS}.length === 0")


def test_a_gap_gets_the_focus_and_nothing_is_lost(questions):
    answers = tick_some(questions)

    questions.get_by_role("button", name="See what it means").click()

    expect(questions.get_by_role("alert")).to_contain_text("lists are still open")
    expect(questions.locator("#question-urgent")).to_be_focused()
    assert ticked(questions) == answers
    questions.get_by_role("link", name="Which of these are true for you?").click()
    expect(questions.locator("#question-health")).to_be_in_viewport()


def test_log_out_ends_the_draft(questions, live_server):
    tick_some(questions)

    questions.goto(f"{live_server.url}/accounts/logout/")
    questions.get_by_role("button", name=re.compile("Log out")).click()
    expect(questions.get_by_role("heading", name=re.compile("Strong legs"))).to_be_visible()

    assert questions.evaluate(DRAFTS) == []


def test_withdrawing_consent_ends_the_draft(questions, live_server):
    tick_some(questions)

    questions.goto(f"{live_server.url}/start-check/withdraw/")
    questions.get_by_role("button", name=re.compile("Withdraw")).click()
    expect(questions.get_by_text("Your consent is withdrawn")).to_be_visible()

    wait_until(questions, f"return {DRAFTS}.length === 0")


def test_another_person_on_the_device_sees_no_answers(questions, live_server):
    tick_some(questions)
    other = builders.guest(checked=False)
    agree(user=other, now=timezone.now())

    sign_in(questions, other, live_server.url)
    questions.goto(f"{live_server.url}/start-check/")

    assert ticked(questions) == []
