/* Pictures of the library move while they are pointed at, or once they are tapped.
   Contract: img.picture has the moving picture's address in data-moving. Where its card has a
   button.picture-play (hidden without this script), a tap on it starts and stops the movement;
   pointing at the card does so too, and one with data-starts moves from the start, unless the
   person asked for less motion. */
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const move = (picture, moving) => {
  picture.dataset.still ??= picture.getAttribute("src");
  picture.src = moving ? picture.dataset.moving : picture.dataset.still;
  picture.closest("[data-card]")?.querySelector(".picture-play")?.setAttribute("aria-pressed", moving);
};

const pictureOf = (event) => event.target.closest?.("[data-card]")?.querySelector(".picture");

document.addEventListener("pointerover", (event) => {
  const picture = pictureOf(event);
  if (picture && event.pointerType === "mouse" && !calm.matches) move(picture, true);
});

document.addEventListener("pointerout", (event) => {
  const picture = pictureOf(event);
  const card = picture?.closest("[data-card]:not([data-starts])");
  if (card && !card.contains(event.relatedTarget) && event.pointerType === "mouse") move(picture, false);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".picture-play");
  if (button) move(pictureOf(event), button.getAttribute("aria-pressed") !== "true");
});

if (!calm.matches) {
  for (const picture of document.querySelectorAll("[data-starts] .picture")) move(picture, true);
}
