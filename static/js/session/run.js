/* Leads through the exercises of the warm-up or the cool-down, and ticks each when it is done.
   Contract: section.phase with [data-run], a button that is hidden until this runs, and li[data-run-item]
   data-name, data-seconds (of one side if it has data-per-side), its ✓ .tick with an id, .figure-place. #run is the dialog, with [data-run-…] phase, place, figure, name, left, what, next,
   say, and the buttons back, pause, done, skip, stop; its data-ready, data-left, data-switch,
   data-right, data-next ("Next: {name}"), data-last, data-place ("{number} of {total}"), data-pause and
   data-go are the words. Closing it only pauses: the next start continues. */
import { FORGOTTEN_MS, clock, countdown } from "./countdown.js";
import { due, say } from "./signal.js";
import { start } from "../pictures.js";

const READY_S = 5;
const dialog = document.getElementById("run");
const part = (name) => dialog.querySelector(`[data-run-${name}]`);
const words = dialog.dataset;
const tickOf = (item) => item.querySelector(".tick");
const isTicked = (item) => tickOf(item).getAttribute("aria-pressed") === "true";
const sectionOf = (name) => document.getElementById(name);
const itemsOf = (name) => [
  ...(sectionOf(name)?.querySelectorAll("[data-run-item]:not(.item--skipped)") ?? []),
];
/* Returns the parts of an item in order, with the seconds of each. */
const partsOf = ({ dataset }) => {
  const seconds = Number(dataset.seconds);
  return "perSide" in dataset
    ? { ready: READY_S, left: seconds, switch: READY_S, right: seconds }
    : { ready: READY_S, on: seconds };
};

const where = ({ phase, tick }) => {
  const items = itemsOf(phase);
  const index = items.findIndex((item) => tickOf(item).id === tick);
  return { items, index, item: items[index] };
};

const begin = (phase, item, kind = "ready") => {
  const state = { phase, tick: tickOf(item).id, kind, length: partsOf(item)[kind] };
  timer.start(state);
  tell(state);
};

const tell = (state) => {
  const { items, index, item } = where(state);
  const next = items[index + 1];
  const word = words[state.kind] ?? "";
  const figure = item.querySelector(".figure-place");
  part("phase").textContent = sectionOf(state.phase).querySelector("h2").textContent;
  part("place").textContent = words.place.replace("{number}", index + 1).replace("{total}", items.length);
  if (item.dataset.name !== part("figure").dataset.of) {
    part("figure").replaceChildren(...figure.cloneNode(true).childNodes);
    part("figure").dataset.of = item.dataset.name;
    start(part("figure"));
  }
  part("name").textContent = item.dataset.name;
  part("what").textContent = word;
  part("next").textContent = next ? words.next.replace("{name}", next.dataset.name) : words.last;
  say(word ? `${word}: ${item.dataset.name}` : item.dataset.name, part("say"));
};

/* Goes to the next item; after the last one to the content below. */
const goOn = (state, by = 1) => {
  const { items, index } = where(state);
  const next = items[Math.max(0, index + by)];
  if (next) return begin(state.phase, next);
  timer.stop();
  dialog.close();
  const below = sectionOf(state.phase).nextElementSibling?.querySelectorAll(".tick:not(.tick--done), a.button") ?? [];
  [...below].find((each) => each.checkVisibility())?.focus();
};

const done = (state) => {
  const { item } = where(state);
  if (!isTicked(item)) tickOf(item).form.requestSubmit(tickOf(item));
  goOn(state);
};

const timer = countdown({
  key: `run ${location.pathname}`,
  show: (seconds, { paused }) => {
    part("left").textContent = clock(seconds);
    part("pause").textContent = paused === undefined ? words.pause : words.go;
  },
  end: (state, late) => {
    const { item } = where(state);
    if (!item) return dialog.close();
    if (late > FORGOTTEN_MS) {
      begin(state.phase, item, state.kind);
      return timer.pause();
    }
    due();
    const kinds = Object.keys(partsOf(item));
    const next = kinds[kinds.indexOf(state.kind) + 1];
    if (next) begin(state.phase, item, next);
    else done(state);
  },
});

const open = (phase) => {
  const items = itemsOf(phase);
  if (timer.state?.phase === phase && where(timer.state).item) {
    timer.resume();
    tell(timer.state);
  } else if (items.length) {
    begin(phase, items.find((item) => !isTicked(item)) ?? items[0]);
  } else {
    return;
  }
  if (!dialog.open) dialog.showModal();
};

const buttons = {
  back: () => goOn(timer.state, -1),
  pause: () => (timer.state.paused === undefined ? timer.pause() : timer.resume()),
  done: () => done(timer.state),
  skip: () => goOn(timer.state),
  stop: () => dialog.close(),
};
for (const [name, act] of Object.entries(buttons)) part(name).addEventListener("click", act);
dialog.addEventListener("close", timer.pause);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-run]");
  if (button) open(button.closest("section").id);
});

document.addEventListener("htmx:load", ({ target }) => {
  for (const button of target.querySelectorAll("[data-run]")) button.hidden = false;
  if (target !== document.body) return;
  timer.restore();
  const state = timer.state;
  if (state && !where(state).item) timer.stop();
  else if (state && state.paused === undefined) open(state.phase);
});
