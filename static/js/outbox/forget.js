/* Deletes what this device stores of a person: everything after the account was deleted, health data
   after the consent to it was withdrawn. Other people's waiting entries stay.
   Contract: the cookie "forget" is "all.<owner>" or "health.<owner>", and is removed when that is done;
   the service worker's cache of that person's pages is named pages-<owner>. */
import { cookie, named, root } from "../place.js";
import { state } from "./page.js";
import { revise } from "./store.js";

const again = (entry, fields) => ({ ...entry, fields: { ...entry.fields, ...fields }, state: "waiting", said: "" });

/* Returns an entry without its health data, by kind; the server removes the same from its rows. */
const left = {
  trouble: () => null,
  morning: () => null,
  note: () => null,
  finish: (entry) => (entry.fields.pain ? again(entry, { pain: "" }) : entry),
  stop: (entry) => again(entry, { sign: "other" }),
  skip: (entry) => (entry.fields.reason === "hurts" ? again(entry, { reason: "other" }) : entry),
};

const [, what, owner] = cookie("forget").match(/^(all|health)\.([0-9a-f-]{36})/) ?? [];
if (owner) {
  await revise((entry) => {
    if (entry.owner !== owner) return entry;
    if (what === "all") return null;
    return entry.kind in left ? left[entry.kind](entry) : entry;
  });
  await self.caches?.delete(named(`pages-${owner}`));
  localStorage.removeItem(named(`draft.start-check.${owner}`));
  navigator.serviceWorker?.controller?.postMessage("renew");
  document.cookie = `${named("forget")}=; max-age=0; path=${root}`;
  if (document.body.dataset.owner) await state();
}
