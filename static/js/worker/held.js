/* On the page shown for a page that isn't on this device: shows the links to those that are.
   Contract: a[data-held], hidden until this runs; its address is the beginning of such pages' addresses. */
const addresses = [];
for (const name of await caches.keys()) {
  for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
}
for (const link of document.querySelectorAll("a[data-held]")) {
  // The shortest is the session itself, before the pages below it.
  const [held] = addresses
    .filter((address) => address.startsWith(link.dataset.held))
    .sort((one, other) => one.length - other.length);
  if (held) link.href = held;
  link.hidden = !held;
}
