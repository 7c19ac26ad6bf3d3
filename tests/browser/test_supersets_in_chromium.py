"""Exercises that are done in turn, on a phone: with one tap a set, with a signal and without."""

import pytest
from playwright.sync_api import expect

from routines.models import SessionItem
from tests.browser.conftest import PHONE, saved
from tests.browser.faults import as_tapped, offline, online
from tests.routines.planning.set_turns import CASES, steps

PLAY = """
  async (cases) => {
    const { nextInTurn, goesOn } = await import("/static/js/session/turns.js");
    return cases.map(([sets, steps]) => {
      const open = sets.map((count) => Array.from({ length: count }, (_, index) => index + 1));
      const first = () => open.map(([number]) => number ?? null);
      return [
        ...steps.map(([index, number]) => {
          const next = nextInTurn(first());
          open[index].splice(open[index].indexOf(number), 1);
          return [next, !goesOn(first(), index, number)];
        }),
        nextInTurn(first()),
      ];
    });
  }
"""


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def pair(session) -> list[SessionItem]:
    """The first two exercises of the session, in a superset, with three sets and two."""
    items = list(session.items.filter(phase="strength")[:2])
    for item, sets, rest_s in zip(items, (3, 2), (60, 75), strict=True):
        SessionItem.objects.filter(pk=item.pk).update(superset=1, sets=sets, rest_s=rest_s)
    return items


def in_turn(pair):
    first, second = (item.exercise_id for item in pair)
    return [(first, 1), (second, 1), (first, 2), (second, 2), (first, 3)]


def logged():
    return [(log.item.exercise_id, log.number) for log in as_tapped()]


def tap_five_sets(page):
    """Tap the ✓ that has the focus, five times; return what the rest says after each."""
    said = []
    tick = page.locator(".set:not(.set--extra) .tick:not(.tick--done)").first
    for number in range(1, 6):
        tick.tap()
        expect(page.locator("#progress")).to_contain_text(f"{number} of")
        rest = page.locator("#rest:not([hidden])")
        said.append(int(rest.get_attribute("data-length")) if rest.count() else None)
        tick = page.locator(".tick:focus")
    return said


def test_rules_of_the_script_are_those_of_the_server(opened):
    played = opened.evaluate(PLAY, [[sets, [list(s) for s in steps(case)]] for sets, case in CASES])

    for (_sets, case), found in zip(CASES, played, strict=True):
        wanted = [
            [found[place][0] if is_out_of_turn else index, rests]
            for place, (index, _number, is_out_of_turn, rests) in enumerate(steps(case))
        ]
        assert found == [*wanted, -1], case


@pytest.mark.parametrize("view", ["", "?view=one"])
def test_superset_takes_one_tap_a_set_and_rests_once_a_round(signed_in, session_url, pair, view):
    page = signed_in
    page.goto(f"{session_url}{view}&at={pair[0].position}" if view else session_url)

    expect(page.locator("[data-turn] .superset")).to_have_text(["A1", "A2"])
    heading = page.get_by_role("heading", name=f"superset with {pair[1].exercise_name}")
    expect(heading).to_contain_text(pair[0].exercise_name)
    # One at a time, what comes after it is on another page, and the answer brings the last rest.
    assert tap_five_sets(page)[:4] == [None, 75, None, 75]
    saved(page)
    expect(page.locator("#rest")).to_have_attribute("data-length", "75")
    assert logged() == in_turn(pair)


def test_superset_without_a_signal(signed_in, session_url, pair):
    page = signed_in
    page.goto(session_url)
    offline(page)

    assert tap_five_sets(page) == [None, 75, None, 75, 75]

    online(page)
    saved(page)
    assert logged() == in_turn(pair)
