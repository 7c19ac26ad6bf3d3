"""Play a person who trains with a phone: logs sets, corrects and takes back some, and remembers all
of them.

A set counts as done from the moment when the page shows it as done, and no earlier.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import count
from random import Random
from uuid import UUID

from django.urls import reverse
from playwright.sync_api import BrowserContext, ElementHandle, Error, Page

from bench.trials.logins import PASSWORD
from routines.models import Session

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
OPEN = "li.set:not(.set--done, .set--waiting)"
# How long a tap is tried, and how long an action may take to be shown: a busy machine is no fault.
TAP_MS = 5_000
SHOWN_MS = 30_000
# Above every weight and repetition of a plan, so that a figure identifies its set.
FIRST_FIGURE = 301
NO_KEY = UUID(int=0)
DOUBLE_TAP_MS = 550  # the page ignores a second tap on ✓ before that

# Each of these scripts runs in one turn of the page, so that no answer changes the page between
# looking and acting: a person too sees what is under the finger.
ROWS = """
  (figure) => [...document.querySelectorAll("li.set")].filter((row) =>
    row.matches(".set--waiting")
      ? row.querySelector("[name=amount]").value === figure
        && row.querySelector(".tick").matches(".tick--done")
      : row.matches(".set--done:not(.set--leaving)")
        && row.querySelector(".set__what").textContent.includes(figure)
  ).map((row) => row.id)
"""
# Unfolds the exercise and fills the row if it is still open; returns the row's place, or null if
# it isn't open any more.
TYPE = """
  (row, [open, figures]) => {
    if (!row.isConnected || !row.matches(open)) return null;
    row.closest(".item__fold").open = true;
    if (row.matches(".set--extra")) row.closest(".item").querySelector(".more-set").open = true;
    const fields = row.querySelectorAll("[name=amount], [name=amount_right]");
    fields.forEach((field, place) => {
      field.value = figures[place];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return [
      row.closest(".item").id.replace("item-", ""),
      Number(row.querySelector(".set__log [name=number]").value),
      row.querySelector(".set__log [name=side]").value,
      fields.length,
    ];
  }
"""
CORRECT_IN_ROW = """
  ([id, figure]) => {
    const row = document.getElementById(id);
    if (!row?.matches(".set--waiting")) return false;
    const field = row.querySelector("[name=amount]");
    field.value = figure;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.form.requestSubmit(row.querySelector(".tick"));
    return true;
  }
"""
TAKE_BACK = """
  (id) => {
    const tick = document.getElementById(id)?.querySelector(".tick--done");
    document.activeElement.blur();
    tick?.click();
    return Boolean(tick);
  }
"""
UNFOLD = """
  (id) => {
    const fold = document.getElementById(id)?.closest(".item__fold");
    if (fold) fold.open = true;
  }
"""
ENTRIES = """
  () => new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      if (!database.objectStoreNames.contains("entries")) return resolve([]);
      const store = database.transaction("entries").objectStore("entries");
      const all = store.getAll();
      all.onsuccess = () => {
        database.close();
        resolve(all.result.filter(({ state }) => state !== "sent"));
      };
    };
  })
"""


class NotOpenError(Exception):
    """The row that was chosen for a set shows another set by now."""


class NotShownError(Exception):
    """The page did not show the person's action within SHOWN_MS."""


@dataclass
class RememberedSet:
    """One set as its person remembers it: `figures` by side; `before` are figures that were
    corrected."""

    item: str
    number: int
    figures: dict[str, int]
    before: set[int] = field(default_factory=set)
    standing: bool = True

    @property
    def name(self) -> int:
        """The figure by which the page shows it: the only one, or the left one."""
        return next(iter(self.figures.values()))


class Trainee:
    """A person in training; `done` is what must be in the log at the end. Each figure is used
    once in a session."""

    def __init__(
        self, context: BrowserContext, session: Session, address: str, chance: Random
    ) -> None:
        self.context, self.address, self.chance = context, address, chance
        self.email = session.user.email
        self.url = address + reverse("routines:session", args=[session.pk])
        any_set = reverse("routines:correct_set", args=[NO_KEY]).replace(str(NO_KEY), "*")
        self.set_page = address + any_set  # as a pattern
        self.done: list[RememberedSet] = []
        self.trace: list[str] = []
        self.faults: list[str] = []  # of scripts
        self.signed_out = False
        self.swept_away = 0
        self._began = time.monotonic()
        self._figures = count(FIRST_FIGURE)
        self.page = self._tab()

    def _tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(TAP_MS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    # --- where the person is ------------------------------------------------------------------

    @property
    def is_at_work(self) -> bool:
        return self.page.url.startswith(self.url) and self.page.locator("#session").count() == 1

    def open_session(self) -> bool:
        """Open the session, signing in if asked to; return whether it could be opened."""
        try:
            self.page.goto(self.url)
            if reverse("account_login") in self.page.url and not self.signed_out:
                self._sign_in()
        except Error as error:
            self.say(f"could not open the session: {str(error).splitlines()[0]}")
        return self.is_at_work

    def sign_in(self) -> None:
        self.signed_out = False
        self.say("signs in again")
        self.open_session()

    def _sign_in(self) -> None:
        self.page.locator("[name=login]").fill(self.email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(f"{self.url}**")

    def other_tab(self) -> None:
        """Go on in another tab, which opens the session if it can."""
        others = [page for page in self.context.pages if page is not self.page]
        self.page = others[0] if others else self._tab()
        self.page.bring_to_front()
        self.say("other tab" if others else "second tab")
        if not self.is_at_work:
            self.open_session()

    def close_and_open(self) -> None:
        """Close the tab, and open the session in a new one."""
        self.page.close()
        self.page = self.context.pages[0] if self.context.pages else self._tab()
        self.say("closes the tab")
        self.open_session()

    # --- what the person does -----------------------------------------------------------------

    def log(self, *, shown: bool = True) -> None:
        """Type a figure into the first open row, or into an extra one, and tick it.

        Without `shown`, the trial doesn't wait until the page shows the set as done.
        """
        rows = self.page.locator(f"{OPEN}:not(.set--extra)")
        if not rows.count():
            rows = self.page.locator(f"{OPEN}.set--extra")
        rows = rows.element_handles()
        row = self.chance.choice(rows) if self.chance.random() < 0.3 else rows[0]
        try:
            known = self._type(row)
            row.query_selector("button.tick").tap()
        except (Error, AttributeError, NotOpenError):
            # An answer has replaced the row by another one, with nothing typed into it.
            self.swept_away += 1
            self.say("- what was typed was swept away")
            return
        self.say(f"logs {known.figures} as set {known.number} of {known.item}")
        if shown:
            self._wait_until(f"{known.name} is shown as done", lambda: self._rows(known.name))
        self.done.append(known)

    def _type(self, row: ElementHandle) -> RememberedSet:
        """Type figures into a row and return the set.

        Raises Error if the row is gone, and NotOpenError if it shows a set of another tab by now.
        """
        first, second = next(self._figures), next(self._figures)
        place = row.evaluate(TYPE, [OPEN, [first, second]])
        if place is None:
            raise NotOpenError
        item, number, side, fields = place
        figures = {side: first} if fields == 1 else {"left": first, "right": second}
        return RememberedSet(item=item, number=number, figures=figures)

    def correct(self) -> None:
        """Correct a set: in its row while it waits to be sent, on a page of its own afterwards."""
        found = self._choose()
        if not found:
            return
        known, row = found
        figure = next(self._figures)
        in_row = self.page.evaluate(CORRECT_IN_ROW, [row, figure])
        if not in_row and not self._correct_on_page(row, figure):
            return
        side = next(iter(known.figures))
        known.before.add(known.figures[side])
        known.figures[side] = figure
        self.say(f"corrects {known.before} to {known.figures}")
        if not self.is_at_work:
            self.open_session()

    def _correct_on_page(self, row: str, figure: int) -> bool:
        """Fill in and save the page for correcting; return whether it could be opened."""
        link = self.page.locator(f"#{row}").get_by_role("link", name=re.compile("^Correct"))
        try:
            self.page.evaluate(UNFOLD, row)
            link.tap()
            self.page.wait_for_url(self.set_page)
            self.page.locator("[name=amount]").fill(str(figure))
        except Error:
            self.say("could not open the page for correcting")
            self.open_session()
            return False
        self.page.get_by_role("button", name="Save").tap()
        self._wait_until(f"the correction to {figure} is kept", self._is_kept)
        return True

    def _is_kept(self) -> bool:
        """Return whether the page reports it as kept, or has gone on to the next page."""
        if not fnmatch(self.page.url, f"{self.set_page}*"):
            return True
        return self.page.locator("[data-outbox] .outbox-kept").count() == 1

    def take_back(self) -> None:
        found = self._choose()
        if not found:
            return
        known, row = found
        self.page.wait_for_timeout(DOUBLE_TAP_MS)
        if not self.page.evaluate(TAKE_BACK, row):
            return
        known.standing = False
        self.say(f"takes back {known.figures}")
        self._wait_until(f"{known.name} is taken back", lambda: not self._rows(known.name))

    def _choose(self) -> tuple[RememberedSet, str] | None:
        """Return a set that still counts and that this page shows, with the id of its row."""
        standing = [each for each in self.done if each.standing]
        for known in self.chance.sample(standing, len(standing)):
            rows = self._rows(known.name)
            if rows:
                return known, rows[0]
        return None

    def _rows(self, figure: int) -> list[str]:
        return list(self.page.evaluate(ROWS, str(figure)))

    def _wait_until(self, what: str, holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + SHOWN_MS / 1000
        while not holds():
            if time.monotonic() > deadline:
                left = [{**each, "said": ""} for each in self.waiting()]
                raise NotShownError(f"{what}; errors {self.faults}; on the device {left}")
            self.page.wait_for_timeout(20)

    def say(self, text: str) -> None:
        self.trace.append(f"{time.monotonic() - self._began:6.1f} s  {text}")

    # --- the end ------------------------------------------------------------------------------

    def waiting(self) -> list[dict[str, object]]:
        """Return the entries in the device's outbox, independently of what the page shows."""
        return list(self.page.evaluate(ENTRIES))
