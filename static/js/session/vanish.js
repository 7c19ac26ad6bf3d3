/* Takes an offer to undo away after a while, but never from under a finger or the focus.
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
