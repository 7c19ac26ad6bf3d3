/* Sends what waits for a person, oldest first, one at a time in all tabs and workers together.
   drain(owner, tell) → "ok", "later", "login", or "other" where another is signed in;
   tell(entry, answer) after each that was taken or refused. What is refused holds up nothing.
   Touches no document. */
import { send } from "./send.js";
import { all, change } from "./store.js";

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
    // What has a row is drawn by it in a page that doesn't know of it yet; not what a newer word overruled.
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
  return self.navigator.locks ? navigator.locks.request("outbox", work) : work();
};
