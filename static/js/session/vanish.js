/* Removes an offer to undo after a while, but never under a finger or with the focus.
   Contract: [data-vanish] is the number of seconds. */
const vanish = (offer) => {
  if (!offer.isConnected) return;
  if (offer.matches(":hover, :focus-within")) wait(offer, 1);
  else offer.remove();
};
const wait = (offer, seconds) => setTimeout(vanish, 1000 * seconds, offer);

document.addEventListener("htmx:load", ({ target }) => {
  for (const offer of target.querySelectorAll("[data-vanish]")) wait(offer, Number(offer.dataset.vanish));
});
