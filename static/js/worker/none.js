/* The service worker if files have no hashed names (./bh manage runserver): a copy would be out of date
   after the next change, so it deletes what another one stored, and unregisters itself.
   Contract: /sw.js puts APP before this text: caches, what the names of the app's own ones begin with. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const empty = async () => {
    const own = (await caches.keys()).filter((name) => APP.caches.some((begin) => name.startsWith(begin)));
    await Promise.all(own.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(empty());
});
