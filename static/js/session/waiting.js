/* Shows waiting entries in the session as if they were logged: the row, the counters, the cue, the next
   ✓, the rest; and sent entries, if the page was requested before they were committed.
   Contract: the forms of outbox/forms.js in .set and .item; the word data-back (the address that takes
   a set back); form.set__log data-rest (seconds); .item data-superset, the number of its
   superset, with data-turn ("A1") and data-rest unless it was swapped out.
   [data-done] in #progress and #count-<item> is the
   server's count, data-asked its time, data-words its wording; data-asked of body is for everything
   else. The word data-skipped and the template #pain-words, with data-from ("amber": #session data-amber), are shown. Fires
   "set-shown" on document once the focus has moved. */
import { isTyped, keep, keyOf } from "../outbox/forms.js";
import { known } from "../outbox/page.js";
import { OPEN, foldOthers, handAllOn, handOn, unfold } from "./now.js";
import { arrange, drop, nameTurns } from "./order.js";
import { ANY, part, words } from "./parts.js";
import { begin, finish } from "./rest.js";
import * as rows from "./row.js";
import { goesOn, nextInTurn } from "./turns.js";

const DOUBLE_TAP_MS = 500;
const session = document.getElementById("session");
const by = { set: 1, restore: 1, remove: -1 };

const rowIn = (item) => (item.matches(".item--skipped") ? null : item.querySelector(OPEN));
const numberOf = (row) => row && Number(row.querySelector("[name=number]").value);

/* The exercises with sets, in order; those of a superset together. */
const turns = () => {
  const found = [];
  for (const item of session.querySelectorAll(".item:not(.item--removed):has(.set)")) {
    const last = found.at(-1);
    const isNext = last && item.dataset.superset && last[0].dataset.superset === item.dataset.superset;
    if (isNext) last.push(item);
    else found.push([item]);
  }
  return found;
};

/* Returns the next open row: in this exercise or its superset, then in a later one, then in an earlier one. */
const nextRow = (from) => {
  const all = turns();
  const start = Math.max(0, all.findIndex((turn) => turn.includes(from?.closest(".item"))));
  for (const turn of [...all.slice(start), ...all.slice(0, start)]) {
    const rows = turn.map(rowIn);
    const next = rows[nextInTurn(rows.map(numberOf))];
    if (next) return next;
  }
};

/* The seconds of rest after this row: in a superset none until the last of the round, then its longest. */
const restAfter = (row, form) => {
  const own = Number(form.dataset.rest);
  const item = row.closest(".item");
  const members = turns().find((turn) => turn.includes(item))?.filter((each) => each.matches("[data-turn]:not(.item--skipped)"));
  if (!own || !members?.includes(item) || members.length < 2) return own;
  if (goesOn(members.map((each) => numberOf(rowIn(each))), members.indexOf(item), numberOf(row))) return 0;
  return Math.max(...members.map((each) => Number(each.dataset.rest)));
};

let lastDone = null;
const goOn = (row, form, started) => {
  lastDone = row;
  const next = nextRow(row);
  unfold(next);
  // After the very last set there is nothing to rest for.
  const seconds = restAfter(row, form);
  if (next && seconds) begin(seconds, next.dataset.name, started);
  else if (form.dataset.rest) finish();
  return next;
};

const show = {
  set(entry, form) {
    const row = form?.closest(".set");
    if (!row || isTyped(form) || rows.isWaiting(row) || stands(entry)) return null;
    if (row.matches(".set--extra")) {
      rows.offerOneMore(row, Number(entry.fields.number));
      row.closest(".item").querySelector(".more-set").open = false;
    }
    rows.wait(row, entry);
    return row;
  },
  correct(entry) {
    const row = document.getElementById(entry.into);
    if (rows.isWaiting(row)) rows.correct(row, entry);
  },
  remove(entry) {
    const row = document.getElementById(entry.into);
    if (rows.isWaiting(row)) {
      rows.reopen(row);
      if (row === lastDone) finish();
    } else if (row?.matches(".set--done")) rows.takeBack(row);
  },
  restore(entry, form) {
    const row = document.getElementById(entry.into);
    if (!row) return;
    if (!row.matches(".set--done") && form) form.hidden = true;
    rows.bringBack(row, entry);
  },
  tick(entry) {
    const tick = document.getElementById(entry.tick);
    if (!tick) return;
    const isDone = entry.fields.done === "on";
    rows.press(tick, isDone);
    tick.name = isDone ? "" : "done";
  },
  trouble(entry) {
    const item = document.getElementById(entry.into);
    for (const button of item?.querySelectorAll("button[name=pain]") ?? [])
      button.setAttribute("aria-pressed", button.value === entry.fields.pain);
    state(item, "pain", entry.fields.pain && painWords(entry.fields.pain));
  },
  skip(entry) {
    const item = document.getElementById(entry.into);
    item?.classList.toggle("item--skipped", Boolean(entry.fields.reason));
    state(item, "skip", entry.fields.reason && words.skipped);
  },
  order: (entry) => arrange(entry.fields.order),
  drop: (entry) => drop(document.getElementById(entry.into), Boolean(entry.fields.removed)),
};

const painWords = (pain) =>
  [...document.getElementById("pain-words").content.children]
    .filter(({ dataset: { from } }) => Number(from === "amber" ? session.dataset.amber : from) <= Number(pain))
    .at(-1)
    .textContent.replace("{pain}", pain);

/* Shows a sentence at the head of an exercise until the server has answered. */
const state = (item, kind, text) => {
  item?.querySelector(`[data-said=${kind}]`)?.remove();
  if (!item || !text) return;
  const said = part("state").firstElementChild;
  said.dataset.said = kind;
  said.textContent = text;
  (item.querySelector(".item__head") ?? item.lastElementChild).after(said);
};

/* ✓ on a waiting row takes it back; if its figures were changed, it corrects them. */
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const waits = rows.waitingIn(form);
    if (!waits) return;
    event.preventDefault();
    const own = { key: waits.key, into: `set-${waits.key}`, url: form.getAttribute("action").replace(keyOf(form), waits.key) };
    if (rows.isChanged(form)) return keep(form, event.submitter, { ...own, kind: "correct" });
    if (Date.now() - waits.since < DOUBLE_TAP_MS || form.matches(":has(input:focus)")) return;
    keep(form, event.submitter, { ...own, kind: "remove", url: words.back.replace(ANY, waits.key) });
  },
  true,
);

document.addEventListener("input", ({ target: { form } }) => {
  if (rows.waitingIn(form)) rows.press(form.querySelector(".tick"), !rows.isChanged(form));
});

const count = (place, by) => {
  const done = Number(place.dataset.done) + by;
  place.textContent = place.dataset.words.replace("{done}", done);
  return done;
};

const counters = (entries) => {
  const open = entries.filter(
    (each) => each.state !== "refused" && by[each.kind] && !heard.has(each.id) && !(each.kind === "set" && stands(each)),
  );
  const sum = (place, found) =>
    found.filter((each) => isNew(each, place)).reduce((total, each) => total + by[each.kind], 0);
  const whole = session.querySelector("#progress [data-done]");
  session.querySelector("progress").value = count(whole, sum(whole, open));
  for (const place of session.querySelectorAll("[id^=count-]")) {
    const done = count(place, sum(place, open.filter((each) => `count-${each.item}` === place.id)));
    const total = Number(place.dataset.total);
    place.classList.toggle("item__count--done", total > 0 && done >= total);
  }
};

/* Whether the page or part that shows an entry was requested before the server had it. */
const isNew = ({ state, written }, { dataset }) => state !== "sent" || written >= dataset.asked;
/* The entries whose answers are in the page. */
const heard = new Set();
const stands = ({ into }) => document.getElementById(into)?.matches(".set--done");

const ours = async () =>
  (await known()).filter((each) => each.page === location.pathname && isNew(each, document.body));

/* Draws every entry that the page doesn't contain yet; the last entry about a set decides whether it was
   taken back. */
const draw = async () => {
  const entries = await ours();
  const sets = entries.filter((each) => each.kind === "set" && !stands(each)).map((each) => each.into);
  const last = Object.fromEntries(entries.filter(({ kind }) => by[kind]).map(({ into, kind }) => [into, by[kind]]));
  for (const entry of entries) {
    if (heard.has(entry.id) && document.getElementById(entry.into)) continue;
    if (sets.includes(entry.into) && (last[entry.into] < 0 || entry.kind.startsWith("re"))) continue;
    const tick = document.getElementById(entry.tick);
    if (entry.state === "refused") rows.refuse(tick?.closest(".set"), entry);
    else if (entry.kind === "set") {
      // Nothing is drawn into a row while somebody types in it.
      const row = !tick?.form.matches(":has(.set__inputs input:focus)") && show.set(entry, tick?.form);
      if (row) goOn(row, tick.form, entry.at);
    } else show[entry.kind]?.(entry);
  }
  counters(entries);
  handAllOn();
  nameTurns();
};

/* Adds the row for an extra set to each exercise that has none yet: a copy of its last row. */
const offerMore = () => {
  for (const more of session.querySelectorAll(".more-set[hidden]")) {
    const last = [...more.closest(".item").querySelectorAll(".set")].at(-1);
    rows.offerOneMore(last, Number(last.querySelector("[name=number]").value));
    more.hidden = false;
  }
};
document.addEventListener("htmx:load", offerMore);
offerMore();

document.addEventListener("outbox:kept", async ({ detail: { entry, form } }) => {
  const row = show[entry.kind]?.(entry, form) ?? form.closest(".set");
  counters(await ours());
  const item = row?.closest(".item");
  if (item) handOn(item);
  if (entry.kind === "set") {
    foldOthers(row);
    goOn(row, form)?.querySelector(".tick").focus();
  }
  if ((entry.kind === "skip" && entry.fields.reason) || entry.fields.removed) unfold(nextRow(document.getElementById(entry.into)?.querySelector(".set")));
  document.dispatchEvent(new CustomEvent("set-shown"));
});
document.addEventListener("outbox:drawn", ({ detail: { entry, answer } }) => {
  if (answer.what === "acked") heard.add(entry.id);
  draw();
});
draw().catch(() => {});
