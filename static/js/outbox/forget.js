/* Lets go of what this device keeps of a person: everything once the account is deleted, what says how
   the back is once the consent to that is withdrawn. What others have waiting stays.
   Contract: the cookie "forget", "all.<owner>" or "health.<owner>", which goes when that is done; the
   service worker's cache of that person's pages is named pages-<owner>. */
import { state } from "./page.js";
import { revise } from "./store.js";

const again = (entry, fields) => ({ ...entry, fields: { ...entry.fields, ...fields }, state: "waiting", said: "" });

/* What is left of an entry without it, by kind; the server keeps as little of what it has. */
const left = {
  trouble: () => null,
  morning: () => null,
  finish: (entry) => (entry.fields.pain ? again(entry, { pain: "" }) : entry),
  skip: (entry) => (entry.fields.reason === "hurts" ? again(entry, { reason: "other" }) : entry),
};

const [, what, owner] = document.cookie.match(/(?:^|; )forget=(all|health)\.([0-9a-f-]{36})/) ?? [];
if (owner) {
  await revise((entry) => {
    if (entry.owner !== owner) return entry;
    if (what === "all") return null;
    return entry.kind in left ? left[entry.kind](entry) : entry;
  });
  await self.caches?.delete(`pages-${owner}`);
  localStorage.removeItem(`draft.start-check.${owner}`);
  navigator.serviceWorker?.controller?.postMessage("renew");
  document.cookie = "forget=; max-age=0; path=/";
  if (document.body.dataset.owner) await state();
}
