"""The row of a set as the scripts draw it without an answer: node for node the server's row of the
same set, except for its state."""

import re

import pytest
from playwright.sync_api import Page, expect

from exercises.vocabulary import Phase
from routines.models import SessionItem
from tests.browser.conftest import PHONE, saved, unfold
from tests.browser.faults import offline, online

# Every element of a row: its place, its own text, an input's value, its attributes; of keys and
# tokens, which are new in each rendering, only the names.
NODES = """
  (row) => [row, ...row.querySelectorAll("*")].map((each) => {
    const way = [];
    for (let at = each; at !== row; at = at.parentElement)
      way.unshift(at.localName + (at.classList[0] ? `.${at.classList[0]}` : ""));
    const text = [...each.childNodes].filter(({ nodeType }) => nodeType === 3);
    const isToken = each.name === "csrfmiddlewaretoken";
    const attributes = [...each.attributes].filter(({ name }) => name !== "value");
    const key = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
    return {
      node: way.join(" "),
      text: text.map(({ data }) => data.trim()).join(""),
      says: isToken ? "" : `${each.value ?? ""}`,
      ...Object.fromEntries(attributes.map(({ name, value }) => [name, value.replace(key, "KEY")])),
    };
  })
"""
SERVED = f"""
  ([html, name]) => {{
    const page = new DOMParser().parseFromString(html, "text/html");
    return ({NODES})(page.querySelector(`[aria-label^="${{name}}"]`).closest("li"));
  }}
"""
FIRST, SECOND = "Set 1 of 2, Glute bridge", "Set 2 of 2, Glute bridge"
TICK, FIELD = "form.set__log button.tick", "form.set__log span.set__inputs span.set__field input"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def unfolded(opened) -> Page:
    unfold(opened)
    return opened


def drawn(page: Page, name: str) -> list[dict[str, str]]:
    """Return the row of the set with this name, as it is in the page."""
    return page.locator(f'.set:has([aria-label^="{name}"])').evaluate(NODES)


def served(page: Page, name: str) -> list[dict[str, str]]:
    """Return the same row as the server sends it now for this page."""
    html = page.request.get(f"{page.url}?rows=all").text()
    return page.evaluate(SERVED, [html, name])


def differences(ours: list[dict[str, str]], theirs: list[dict[str, str]]) -> list[tuple]:
    """Return (node, part, as it is served, as it is drawn) for each difference."""
    found: list[tuple] = []
    left = list(theirs)
    for each in ours:
        other = next((one for one in left if one["node"] == each["node"]), None)
        if other is None:
            found.append((each["node"], "node", None, each["text"]))
            continue
        left.remove(other)
        names = sorted(each.keys() | other.keys())
        pairs = [(name, other.get(name), each.get(name)) for name in names]
        found += [(each["node"], *pair) for pair in pairs if pair[1] != pair[2]]
    return found + [(one["node"], "node", one["text"], None) for one in left]


# Hidden without a script.
TIMED = (("form.set__log span.set__inputs button.hold-start", "hidden", "", None),)
# The rows that aren't current, on the page itself or in its HTML.
OTHERS = f"""
  (html) => {{
    const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
    return [...page.querySelectorAll(".set:not(.set--now, .set--extra)")].map({NODES});
  }}
"""


def test_row_that_comes_without_its_fields_gets_those_of_the_server(opened):
    """Sides, holds, weights and what was done the last time included."""
    for item in SessionItem.objects.filter(phase=Phase.STRENGTH):
        side = "right" if item.side_by_side else "both"
        unlike = (
            {"amount_right": 7, "load_right": "6", "unit_right": "kg"} if item.is_paired else {}
        )
        said = {"amount": 9, "load": "6", "unit": "kg", "rir": 2, "note": "steady"} | unlike
        item.previous = [{"number": number, "side": side, **said} for number in (1, 2)]
        item.save()
    opened.reload()

    drawn_rows = opened.evaluate(OTHERS, "")

    address = f"{opened.url}?rows=all"
    served_rows = opened.evaluate(OTHERS, opened.request.get(address).text())
    assert len(drawn_rows) == len(served_rows) == 11
    found = [differences(*pair) for pair in zip(drawn_rows, served_rows, strict=True)]
    assert {tuple(each) for each in found} == {(), TIMED}


def test_rows_stay_where_an_exercise_hurts(unfolded):
    item = unfolded.locator("section.item").first
    names = item.locator(".set").evaluate_all("all => all.map(({ dataset }) => dataset.name)")

    item.locator(".item__more > summary").tap()
    item.locator("button[name=pain][value='2']").tap()
    saved(unfolded)

    expect(item.locator("p.item__state").first).to_contain_text("2 of 10")
    after = item.locator(".set").evaluate_all("all => all.map(({ dataset }) => dataset.name)")
    assert after == names
    assert len(names) == 3


WAITS = [
    ("", "class", "set", "set set--waiting"),
    (FIELD, "says", "", "10"),
    (TICK, "aria-pressed", None, "true"),
    (TICK, "class", "tick", "tick tick--done"),
    ("small.set__device", "node", None, "On this device"),
]


def test_row_that_waits_is_the_open_one_but_for_its_state(unfolded):
    page = unfolded
    open_row = served(page, SECOND)
    offline(page)

    page.get_by_label(f"{SECOND}: done").tap()

    expect(page.locator(".set--waiting")).to_have_count(1)
    assert differences(drawn(page, SECOND), open_row) == WAITS


def test_row_that_waits_has_handed_on_what_the_row_in_hand_has(unfolded):
    page = unfolded
    open_row = served(page, FIRST)
    offline(page)

    page.get_by_label(f"{FIRST}: done").tap()

    expect(page.locator(".set--waiting")).to_have_count(1)
    expect(page.get_by_label(f"{SECOND}: done")).to_be_focused()
    found = differences(drawn(page, FIRST), open_row)
    handed_on = [each for each in found if " div.set__now" in each[0]]
    assert {(what, ours) for _, what, _, ours in handed_on} == {("node", None)}
    assert [each for each in found if each not in handed_on] == [
        ("", "class", "set set--now", "set set--waiting"),
        *WAITS[1:],
    ]


def test_row_that_waited_and_was_taken_back_is_the_open_one(unfolded):
    page = unfolded
    open_row = served(page, SECOND)
    offline(page)
    page.get_by_label(f"{SECOND}: done").tap()
    expect(page.locator(".set--waiting")).to_have_count(1)
    page.wait_for_timeout(600)

    page.get_by_label(f"{SECOND}: done").tap()

    expect(page.locator(".set--waiting")).to_have_count(0)
    # The figure stays, to be sent again unchanged.
    assert differences(drawn(page, SECOND), open_row) == [(FIELD, "says", "", "10")]


def test_row_that_was_logged_is_the_server_s_but_for_being_taken_back(unfolded):
    page = unfolded
    page.get_by_label(f"{SECOND}: done").tap()
    saved(page)
    done_row = served(page, SECOND)
    assert differences(drawn(page, SECOND), done_row) == []
    offline(page)

    page.get_by_label(f"{SECOND}, 10 repetitions, done. Take back").tap()
    expect(page.locator(".set--leaving")).to_have_count(1)
    leaving = differences(drawn(page, SECOND), done_row)
    page.locator(".set--leaving .tick").tap()
    expect(page.locator(".set--leaving")).to_have_count(0)

    remove, restore = "/sets/KEY/remove/", "/sets/KEY/restore/"
    back = "form.set__back"
    assert leaving == [
        ("", "class", "set set--done", "set set--done set--leaving"),
        (back, "action", remove, restore),
        (back, "data-other", restore, remove),
        (back, "data-outbox", "remove", "restore"),
        (f"{back} button.tick", "aria-pressed", "true", "false"),
        (f"{back} button.tick", "class", "tick tick--done", "tick"),
        ("small.set__device", "node", None, "Taken back on this device"),
    ]
    assert differences(drawn(page, SECOND), done_row) == [
        ("small.set__device", "node", None, "On this device")
    ]


def test_each_row_for_one_more_set_is_the_one_that_the_server_would_offer(unfolded):
    """Exercises with a weight and without, for both sides and for each, and timed ones."""
    page = unfolded
    offline(page)
    logged = log_one_more_of_each(page)
    names = [number_up(name) for name in logged]

    ours = {name: drawn(page, name) for name in names}
    online(page)
    saved(page)

    found = {name: differences(ours[name], served(page, name)) for name in names}
    timed = [name for name in names if "plank" in name]
    assert (len(names), len(timed)) == (9, 2)
    assert {name: tuple(each) for name, each in found.items() if each} == dict.fromkeys(
        timed, TIMED
    )


def log_one_more_of_each(page: Page) -> list[str]:
    """Log an extra set of each exercise, and return the names of its rows."""
    logged = []
    for card in page.locator("#phase-strength .item").all():
        card.locator(".more-set > summary").tap()
        for tick in card.locator(".set--extra .tick").all():
            name = tick.get_attribute("aria-label").removesuffix(": done")
            if name not in logged:
                logged.append(name)
    for number, name in enumerate(logged, start=1):
        more = page.locator(".item", has=page.get_by_label(f"{name}: done")).locator(".more-set")
        if more.get_attribute("open") is None:
            more.locator("summary").tap()
        page.get_by_label(f"{name}: done", exact=True).tap()
        # Once it is kept its rows fold, which must not happen after a look at the next side's.
        expect(page.locator(".set--waiting, .set--leaving")).to_have_count(number)
    return logged


def number_up(name: str) -> str:
    return re.sub(r"^Extra set (\d+)", lambda found: f"Extra set {int(found[1]) + 1}", name)
