/* The timer of a test: it counts down the seconds of a test that counts stands, and counts up how long
   a hold or a stand lasts, whose seconds it writes into the next empty field.
   Contract: #timer, hidden without this script, with data-seconds (when it ends), data-counts ("up" or
   "down"), data-lead (seconds to get ready) and its words data-ready, data-runs, data-over, data-go,
   data-stop, data-into; in it [data-timer-left], [data-timer-what], [data-timer-into], the buttons
   [data-timer-go] and [data-timer-cancel]. The fields for seconds have data-timed. */
import { FORGOTTEN_MS, clock, countdown } from "./session/countdown.js";
import { due, say } from "./session/signal.js";

const panel = document.getElementById("timer");
const part = (name) => panel.querySelector(`[data-timer-${name}]`);
const words = panel.dataset;
const length = Number(words.seconds);
const up = words.counts === "up";

const fields = () => [...document.querySelectorAll("[data-timed]")];
const next = () => fields().find((field) => field.value.trim() === "") ?? fields().at(-1);

const tell = (text) => {
  part("what").textContent = text;
  say(text);
};

/* Shows what a tap on the button would do now, and which field comes next. */
const rest = (seconds = up ? 0 : length) => {
  part("left").textContent = clock(seconds);
  part("go").textContent = words.go;
  part("cancel").hidden = true;
  const field = up ? next() : null;
  part("into").textContent = field ? words.into.replace("{field}", field.labels[0].textContent.trim()) : "";
};

const write = (seconds) => {
  const field = next();
  field.value = seconds;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/* Ends a test after so many seconds. */
const over = (seconds) => {
  timer.stop();
  if (up) write(seconds);
  rest(up ? seconds : 0);
  tell(words.over.replace("{seconds}", seconds));
};

const begin = (kind) => {
  timer.start({ kind, length: kind === "lead" ? Number(words.lead) : length });
  tell(kind === "lead" ? words.ready : words.runs);
  part("go").textContent = words.stop;
  part("go").hidden = kind === "lead";
  part("cancel").hidden = false;
};

const cancel = () => {
  timer.stop();
  part("go").hidden = false;
  rest();
  tell("");
  part("go").focus({ preventScroll: true });
};

const timer = countdown({
  show: (seconds, { kind }) => {
    part("left").textContent = kind === "run" && up ? clock(length - seconds) : clock(seconds);
  },
  end: ({ kind }, late) => {
    if (late > FORGOTTEN_MS) return cancel();
    due();
    if (kind === "run") return over(length);
    begin("run");
    part("go").focus({ preventScroll: true });
  },
});

panel.addEventListener("click", ({ target }) => {
  if (target === part("cancel")) return cancel();
  if (target !== part("go")) return;
  const { state } = timer;
  if (!state) {
    begin("lead");
    part("cancel").focus({ preventScroll: true });
  } else if (state.kind === "run" && up) {
    over(Math.floor((Date.now() - state.started) / 1000));
  } else {
    cancel();
  }
});

panel.hidden = false;
rest();
