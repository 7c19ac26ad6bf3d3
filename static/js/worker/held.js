/* On the page shown for a page that isn't on this device: shows the links to those that are.
   Contract: a[data-held], hidden until this runs; its address is the beginning of such pages' addresses. */
const addresses = [];
for (const name of await caches.keys()) {
  for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
}
// The shortest first: a session itself comes before the pages below it.
addresses.sort((one, other) => one.length - other.length);
for (const link of document.querySelectorAll("a[data-held]")) {
  const held = addresses.find((address) => address.startsWith(link.dataset.held));
  if (held) link.href = held;
  link.hidden = !held;
}
