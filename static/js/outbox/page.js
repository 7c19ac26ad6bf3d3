/* The outbox in a page: when it is drained, and who hears of it.
   Contract: <body data-owner> is the person's key; where it is empty the server is asked whose device this
   is, and only where something waits. Events on document, for whoever draws the page:
   "outbox:kept" { entry, form }, "outbox:answered" { entry, answer, here } (here: it was sent from
   this page), "outbox:state" { mine, result } (what waits for this person, after each try). */
import { drain } from "./drain.js";
import { who } from "./send.js";
import { all } from "./store.js";

const LONGEST_MS = 60_000;
const here = new Set();
const tabs = self.BroadcastChannel ? new BroadcastChannel("outbox") : null;
let { owner } = document.body.dataset;
let busy = null;
let again = false;
let timer = 0;
let tries = 0;

export const tell = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail }));

/* What waits for the person who is signed in. */
export const mine = async () => (owner ? (await all()).filter((each) => each.owner === owner) : []);

const answered = async (entry, answer) => {
  tell("answered", { entry, answer, here: here.has(entry.id), later: await mine() });
  tabs?.postMessage({ entry, answer });
};

export const state = async (result) => tell("state", { mine: await mine(), result });

const tryOnce = async () => {
  owner ||= (await all()).length ? await who() : "";
  if (!owner) return;
  const result = await drain(owner, answered);
  const waiting = (await mine()).some((each) => each.state === "waiting");
  tries = result === "ok" ? 0 : tries + 1;
  if (waiting && result !== "login") timer = setTimeout(kick, Math.min(LONGEST_MS, 1000 * 2 ** tries));
  await state(result);
};

/* Tries to send all that waits, now. */
export const kick = async () => {
  clearTimeout(timer);
  again = true;
  busy ??= (async () => {
    while (again) {
      again = false;
      await tryOnce();
    }
  })()
    .catch(() => {})
    .finally(() => {
      busy = null;
    });
  return busy;
};

export const kept = (entry, form) => {
  here.add(entry.id);
  tell("kept", { entry, form });
  tabs?.postMessage({ entry });
  kick();
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
};

const wake = () => {
  if (document.hidden) return;
  tries = 0;
  kick();
};

addEventListener("online", wake);
addEventListener("pageshow", wake);
document.addEventListener("visibilitychange", wake);
tabs?.addEventListener("message", async ({ data: { entry, answer } }) => {
  if (entry.owner !== owner) return;
  if (answer) tell("answered", { entry, answer, here: here.has(entry.id), later: await mine() });
  state(answer && "ok");
});
// Loaded after the page was shown (where-used.js): nothing else would begin.
if (document.readyState === "complete") wake();
