/* Counts the rest down; its buttons are the server's own forms.
   Contract: #rest data-started and data-now (milliseconds since 1970 by the server's clock),
   data-length (seconds), data-name (the row that comes next, or ""), [data-rest-left], .rest__what;
   hidden if no rest runs. data-left ("{left} s"), data-next, data-last, data-over-next, data-over-last
   are the words. Each answer brings a new #rest; begin(seconds, name, started) and finish() need no
   answer. Nothing starts automatically at the end. */
import { clock, countdown } from "./countdown.js";
import { named } from "../place.js";
import { due, say } from "./signal.js";

const LATE_MS = 3000;
let rest = null;
let blank = null;

const timer = countdown({
  show: (seconds) => {
    rest.querySelector("[data-rest-left]").textContent = clock(seconds);
  },
  end: (_, late) => {
    const { name, overNext, overLast } = rest.dataset;
    const over = name ? overNext.replace("{name}", name) : overLast;
    rest.classList.add("rest--over");
    rest.querySelector(".rest__what").textContent = over;
    say(over);
    if (late < LATE_MS) due();
  },
});

/* Starts a rest on this device, by its own clock; the server's replaces it. */
export const begin = (seconds, name = "", started = Date.now()) => {
  if (started + 1000 * seconds < Date.now()) return;
  const fresh = rest.cloneNode(true);
  const { left, next, last } = fresh.dataset;
  Object.assign(fresh.dataset, { started, now: Date.now(), length: seconds, name, here: "yes" });
  const what = fresh.querySelector(".rest__what");
  what.replaceChildren(blank.cloneNode(true), " ", Object.assign(document.createElement("span"), { className: "rest__next" }));
  what.firstElementChild.textContent = left.replace("{left}", seconds);
  what.lastElementChild.textContent = name ? next.replace("{name}", name) : last;
  fresh.classList.remove("rest--over");
  fresh.hidden = false;
  rest.replaceWith(fresh);
  htmx.process(fresh);
  look();
};

export const finish = () => {
  const hadFocus = rest.contains(document.activeElement);
  rest.hidden = true;
  delete rest.dataset.started;
  timer.stop();
  if (hadFocus) goOn();
};

/* Gives the focus that the bar had to the next ✓. */
const goOn = () =>
  [...document.querySelectorAll(".set--now:not(.set--extra) .tick")]
    .find((tick) => tick.checkVisibility())
    ?.focus({ preventScroll: true });

/* Returns when the rest began, by this device's clock. It may be wrong, so the server's times are
   used; but a page stored for use without a signal is older than its times, so a known start stays. */
const begun = (started, now) => {
  const [known, at] = (localStorage[named("rest")] ?? "").split(" ");
  const own = known === started ? Number(at) : Number(started) - Number(now) + Date.now();
  localStorage[named("rest")] = `${started} ${own}`;
  return own;
};

const look = () => {
  const before = rest;
  rest = document.getElementById("rest");
  blank ??= rest.querySelector("[data-rest-left]").cloneNode();
  if (rest === before) return;
  const { started, now, length, name } = rest.dataset;
  if (!started) {
    timer.stop();
    if (before && document.activeElement === document.body) goOn();
    return;
  }
  const isSame = before?.dataset.started === started || (before?.dataset.here && before.dataset.name === name);
  if (before && !isSame) say(rest.querySelector(".rest__what").textContent);
  rest.dataset.since = begun(started, now);
  timer.start({ started: Number(rest.dataset.since), length: Number(length) });
};

document.addEventListener("htmx:load", look);
look();

/* Without a signal the buttons change this device's own countdown. */
const changeHere = ({ target, detail }) => {
  const { started, since, length, name } = rest.dataset;
  if (!rest.contains(target) || !started) return;
  const by = detail.requestConfig.parameters.change;
  if (by === "skip") return finish();
  begin(Number(length) + Number(by), name, Number(since));
};
for (const name of ["sendError", "timeout", "responseError"]) document.addEventListener(`htmx:${name}`, changeHere);
