/* Sends waiting entries while no page is open (Background Sync). worker.js imports this if it is served
   as a module, /sw.js?sync.
   Contract: a "sync" event with the tag "outbox", which outbox/page.js registers. Open pages get each
   answer as they get each other's. If it rejects, the browser tries again later. self.renew, from
   worker.js, fetches the stored pages anew. */
import { drain } from "../outbox/drain.js";
import { who } from "../outbox/send.js";
import { OUTBOX } from "../outbox/store.js";

const pages = new BroadcastChannel(OUTBOX);

const send = async () => {
  const result = await drain(await who(), (entry, answer) => pages.postMessage({ entry, answer }));
  if (result === "later") throw new Error("not yet");
  await self.renew();
};

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(send());
});
