/* The service worker if files have no hashed names (./bh manage runserver): a copy would be out of date
   after the next change, so it deletes what another one stored, and unregisters itself. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const empty = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(empty());
});
