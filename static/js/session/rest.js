/* Counts the rest down; its buttons are the server's own forms.
   Contract: #rest data-started and data-now (milliseconds since 1970 by the server's clock),
   data-length (seconds), data-over (what to say at its end), [data-rest-left], .rest__what;
   hidden where no rest runs. Each answer brings a new #rest. Nothing starts by itself at the end. */
import { clock, countdown } from "./countdown.js";
import { due, say } from "./signal.js";

const LATE_MS = 3000;
let rest = null;

const timer = countdown({
  show: (seconds) => {
    rest.querySelector("[data-rest-left]").textContent = clock(seconds);
  },
  end: (_, late) => {
    rest.classList.add("rest--over");
    rest.querySelector(".rest__what").textContent = rest.dataset.over;
    say(rest.dataset.over);
    if (late < LATE_MS) due();
  },
});

document.addEventListener("htmx:load", () => {
  const before = rest;
  rest = document.getElementById("rest");
  if (rest === before) return;
  const { started, now, length } = rest.dataset;
  if (!started) return timer.stop();
  if (before && before.dataset.started !== started) say(rest.querySelector(".rest__what").textContent);
  // This device's clock may be wrong: only what the server's says counts.
  timer.start({ started: Number(started) - Number(now) + Date.now(), length: Number(length) });
});
