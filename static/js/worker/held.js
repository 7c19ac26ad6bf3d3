/* On the page for a page that isn't on this device: shows the links to those that are.
   Contract: a[data-held], hidden until here; its address is where pages of that kind begin. */
const addresses = [];
for (const name of await caches.keys()) {
  for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
}
for (const link of document.querySelectorAll("a[data-held]")) {
  const held = addresses.find((address) => address.startsWith(link.dataset.held));
  if (held) link.href = held;
  link.hidden = !held;
}
