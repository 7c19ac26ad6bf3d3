/* Sends a person's waiting entries, oldest first, one at a time in all tabs and workers together.
   drain(owner, tell) → "ok", "later", "login", or "other" if another person is signed in. Calls
   tell(entry, answer) after each entry that was accepted or refused. A refused entry blocks no other.
   Touches no document. */
import { send } from "./send.js";
import { OUTBOX, all, change } from "./store.js";

const drainAll = async (owner, tell) => {
  let last = "";
  let result = "ok";
  for (;;) {
    const entry = (await all()).find(
      (each) => each.id > last && each.owner === owner && each.state === "waiting",
    );
    if (!entry) return result;
    last = entry.id;
    const answer = await send(entry);
    if (answer.what === "later" || answer.what === "login") return answer.what;
    // An entry with a row is kept, to be drawn into pages that are older than it; not if it was overruled.
    if (answer.what === "acked")
      await change(entry, (now) => now.into && !answer.overruled && { ...now, state: "sent", written: answer.written });
    if (answer.what === "refused")
      await change(entry, (now) => ({ ...now, state: "refused", said: answer.html.slice(0, 60000) }));
    if (answer.what === "other") result = "other";
    else await tell(entry, answer);
  }
};

export const drain = (owner, tell = () => {}) => {
  const work = () => drainAll(owner, tell);
  return self.navigator.locks ? navigator.locks.request(OUTBOX, work) : work();
};
