/* What waits on this device. An entry is { id, owner, url, fields, at, rev, state, kind, … }: id a
   UUIDv7, at and rev milliseconds, state "waiting", "refused" or "sent": written by the server, at
   `written` by its clock, and here for pages that are older than that. A write is on the disk when
   its promise resolves; all of them reject where the browser keeps nothing. Touches no document. */
const OPENS_MS = 3000;
let opened = null;
// The latest `at` that this page knows of; null before it has looked.
let latest = null;

const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    const fail = () => reject(new Error("no store"));
    setTimeout(fail, OPENS_MS);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "id" });
    request.onblocked = request.onerror = fail;
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = () => (opened = null);
      // A newer version of this page wants to change the store: it must not wait for this one.
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

// Once more, because a phone short of memory closes what was open.
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

/* Adds make(at), at being later than that of all that waits, also where a clock was put back. Once
   all() has been asked it is on its way to the disk when this returns: nothing is waited for. */
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

/* Changes the entry unless it has gone, or was changed since it was read: change(entry) is what is
   put in its place; nothing, to drop it. → what it is now, or was. */
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

/* Puts alter(entry) in the place of each: itself, to leave it; nothing, to drop it. */
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
