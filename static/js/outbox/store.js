/* The entries on this device. An entry is { id, owner, url, fields, at, rev, state, kind, … }: id is a
   UUIDv7, at and rev are milliseconds, state is "waiting", "refused" or "sent". A sent one was committed
   at `written` by the server's clock, and is kept for pages older than that. A write is on the disk when
   its promise resolves; every promise rejects if the browser stores nothing. Touches no document. */
import { named } from "../place.js";

/* The name of the store, and of what those who use it have in common: a lock, a channel. */
export const OUTBOX = named("outbox");
const OPENS_MS = 3000;
let opened = null;
// The latest `at` that this page has seen; null before it has read the store.
let latest = null;

const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(OUTBOX, 1);
    const fail = () => reject(new Error("no store"));
    setTimeout(fail, OPENS_MS);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "id" });
    request.onblocked = request.onerror = fail;
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = () => (opened = null);
      // A newer version of the page wants to change the store and must not wait for this one.
      database.onversionchange = () => {
        database.close();
        opened = null;
      };
      resolve(database);
    };
  }));

const once = async (mode, work) => {
  const database = await open();
  return new Promise((resolve, reject) => {
    const step = database.transaction("entries", mode, { durability: "strict" });
    const result = work(step.objectStore("entries"));
    step.oncomplete = () => resolve(result.value ?? result.result);
    step.onabort = step.onerror = () => reject(step.error);
  });
};

// Tries twice, because a phone short of memory closes an open database.
const run = async (mode, work) => {
  try {
    return await once(mode, work);
  } catch {
    opened = null;
    return once(mode, work);
  }
};

/* Oldest first. */
export const all = async () => {
  const found = await run("readonly", (store) => store.getAll());
  latest = Math.max(latest ?? 0, ...found.map((entry) => entry.at));
  return found;
};

/* Adds make(at), with an `at` later than that of all entries, even if a clock was put back. After a call
   of all() the write has started when this returns: nothing is waited for. */
export const add = async (make, now = Date.now()) => {
  if (latest === null) await all();
  const entry = make((latest = Math.max(now, latest + 1)));
  await run("readwrite", (store) => {
    const put = store.put(entry);
    store.transaction.commit?.();
    return put;
  });
  return entry;
};

/* Replaces the entry by change(entry), or deletes it if that is nothing; does nothing if it is gone or
   was changed since it was read. → the entry as it is now, or was. */
export const change = ({ id, rev }, alter = () => null) =>
  run("readwrite", (store) => {
    const changed = {};
    store.get(id).onsuccess = ({ target }) => {
      const entry = target.result;
      if (entry?.rev !== rev) return;
      const next = alter(entry);
      if (next) store.put((changed.value = { ...next, rev: rev + 1 }));
      else {
        store.delete(id);
        changed.value = entry;
      }
    };
    return changed;
  });

/* Replaces each entry by alter(entry), or deletes it if that is nothing. */
export const revise = (alter) =>
  run("readwrite", (store) => {
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const next = alter(cursor.value);
      if (!next) cursor.delete();
      else if (next !== cursor.value) cursor.update({ ...next, rev: next.rev + 1 });
      cursor.continue();
    };
    return {};
  });
