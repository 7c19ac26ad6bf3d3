/* The service worker where files have no hashed names (./bh manage runserver): a copy would be out of
   date at the next change, so this one takes itself and what another left behind away. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const empty = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(empty());
});
