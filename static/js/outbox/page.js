/* The outbox in a page: when it is drained, and which events it fires.
   Contract: <body data-owner> is the person's key; if it is empty, the server is asked whose device this
   is, but only if something waits. data-asked is when the server got the request for this page, in ms by
   its clock. Events on document, for the scripts that draw the page: "outbox:kept" { entry, form },
   "outbox:answered" { entry, answer, here } (here: it was sent from this page), "outbox:state"
   { mine, result } (this person's waiting entries, after each try). */
import { drain } from "./drain.js";
import { who, whose } from "./send.js";
import { OUTBOX, all, change, revise } from "./store.js";

const LONGEST_MS = 60_000;
const here = new Set();
const tabs = self.BroadcastChannel ? new BroadcastChannel(OUTBOX) : null;
let { owner } = document.body.dataset;
let busy = null;
let again = false;
let askedForFormer = false;
let timer = 0;
let tries = 0;

export const tell = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail }));

const waits = ({ state }) => state !== "sent";
/* The entries of the person who is signed in, and those of them that wait. */
export const known = async () => (owner ? (await all()).filter((each) => each.owner === owner) : []);
export const mine = async () => (await known()).filter(waits);

const answered = async (entry, answer) => {
  tell("answered", { entry, answer, here: here.has(entry.id), later: await mine() });
  tabs?.postMessage({ entry, answer });
};

export const state = async (result) => tell("state", { mine: await mine(), result });

/* What a guest entered before the log-in is this person's once the guest's log came into the account.
   Asked once on a page, and only if something of somebody else waits here. */
const takeOver = async () => {
  if (askedForFormer || !(await all()).some((each) => waits(each) && each.owner !== owner)) return;
  const now = await whose();
  askedForFormer = true;
  if (now.owner !== owner || !now.former.length) return;
  await revise((entry) => (now.former.includes(entry.owner) ? { ...entry, owner } : entry));
};

const tryOnce = async () => {
  owner ||= (await all()).some(waits) ? await who() : "";
  if (!owner) return;
  await takeOver();
  const result = await drain(owner, answered);
  const waiting = (await mine()).some((each) => each.state === "waiting");
  tries = result === "ok" ? 0 : tries + 1;
  if (waiting && result !== "login") timer = setTimeout(kick, Math.min(LONGEST_MS, 1000 * 2 ** tries));
  await state(result);
};

/* Tries to send all waiting entries now. */
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
/* Deletes sent entries once this page and the service worker's copy of it are newer. */
const tidy = async () => {
  for (const each of await all()) {
    if (waits(each) || each.written >= document.body.dataset.asked) continue;
    const held = await self.caches?.match(each.page, { ignoreVary: true });
    if (!(each.written >= held?.headers.get("X-Offline-Asked"))) await change(each);
  }
};

if (document.body.dataset.asked) tidy().catch(() => {});
// Loaded after the page was shown (where-used.js): nothing else would start it.
if (document.readyState === "complete") wake();
