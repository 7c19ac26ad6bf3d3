/* Counts a timed set: get ready, hold and, if another side follows, switch and hold again. The seconds
   held are filled in and the row is sent, as ✓ would do.
   Contract: .set data-name, and in it form.set__log data-hold (seconds), data-switch (seconds to change over, if
   another side follows), a [data-hold-start] that is hidden until this runs, fields named amount…, and
   ✓ button.tick, whose id is the same on every page of the session and ends in its side.
   #hold is the panel: [data-hold-left], [data-hold-what], [data-hold-go], [data-hold-cancel]; its
   data-lead, data-hold, data-switch, data-go and data-done are the words. */
import { FORGOTTEN_MS, clock, countdown } from "./countdown.js";
import { due, say } from "./signal.js";

const LEAD_S = 3;
const panel = document.getElementById("hold");
const part = (name) => panel.querySelector(`[data-hold-${name}]`);
const rowOf = (tick) => {
  const form = document.getElementById(tick)?.form;
  return form?.matches(".set:not(.set--waiting) .set__log") ? form : null;
};
let sent = false;

const tell = ({ kind, tick }) => {
  const text = `${panel.dataset[kind]}: ${rowOf(tick).closest(".set").dataset.name}`;
  part("what").textContent = text;
  say(text);
};

const begin = (state) => {
  timer.start(state);
  tell(state);
};

const stop = () => {
  timer.stop();
  panel.hidden = true;
};

/* Cancels: nothing is logged, and the focus returns to the button that started the timer. */
const cancel = ({ tick }) => {
  stop();
  rowOf(tick).querySelector("[data-hold-start]").focus({ preventScroll: true });
};

const log = ({ tick }, seconds) => {
  const row = rowOf(tick);
  for (const field of row.querySelectorAll('[name^="amount"]')) field.value = seconds;
  const other = tick.replace(/left$/, "right");
  sent = true;
  row.requestSubmit(row.querySelector("button.tick"));
  if (!row.dataset.switch || !rowOf(other)) return stop();
  begin({ kind: "switch", tick: other, length: Number(row.dataset.switch) });
};

const hold = ({ tick }) => {
  const { dataset, elements } = rowOf(tick);
  const typed = Number.parseInt(elements.amount.value, 10);
  begin({ kind: "hold", tick, length: typed > 0 ? typed : Number(dataset.hold) });
};

const timer = countdown({
  key: `hold ${location.pathname}`,
  show: (seconds, state) => {
    if (!rowOf(state.tick)) return stop();
    panel.hidden = false;
    part("left").textContent = clock(seconds);
    part("go").textContent = state.kind === "hold" ? panel.dataset.done : panel.dataset.go;
  },
  end: (state, late) => {
    if (!rowOf(state.tick) || late > FORGOTTEN_MS) return stop();
    due();
    if (state.kind === "hold") log(state, state.length);
    else hold(state);
  },
});

document.addEventListener("click", ({ target }) => {
  const start = target.closest("[data-hold-start]");
  if (start) {
    begin({ kind: "lead", tick: start.form.querySelector("button.tick").id, length: LEAD_S });
    part("go").focus({ preventScroll: true });
  }
  const state = timer.state;
  if (!state) return;
  if (target === part("cancel")) cancel(state);
  if (target !== part("go")) return;
  const held = Math.floor((Date.now() - state.started) / 1000);
  if (state.kind !== "hold") hold(state);
  else if (held > 0) log(state, held);
  else cancel(state);
});

document.addEventListener("htmx:load", ({ target }) => {
  for (const start of target.querySelectorAll("[data-hold-start]")) start.hidden = false;
  if (target !== document.body) return;
  timer.restore();
  if (timer.state) tell(timer.state);
});

// The focus moves to the next ✓; during a hold it stays in the panel.
document.addEventListener("set-shown", () => {
  if (sent && timer.state) part("go").focus({ preventScroll: true });
  sent = false;
});
