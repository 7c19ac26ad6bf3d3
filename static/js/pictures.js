/* Pictures of the library move while they are pointed at, or once they are tapped.
   Contract: img.picture has the address of the still picture, …/still-…, and the moving one is at
   …/moving-…. If its card has a button.picture-play (hidden without this script), a tap on it starts and stops the movement. Pointing
   at the card does so too, and a picture with data-starts moves at once, unless the person asked for
   less motion. Pictures that htmx adds are found automatically, others by `start`. */
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const move = (picture, moving) => {
  const [from, to] = moving ? ["/still-", "/moving-"] : ["/moving-", "/still-"];
  const wanted = picture.getAttribute("src").replace(from, to);
  if (picture.getAttribute("src") !== wanted) picture.src = wanted;
  picture.closest("[data-card]")?.querySelector(".picture-play")?.setAttribute("aria-pressed", moving);
};

const pictureOf = (event) => event.target.closest?.("[data-card]")?.querySelector("img.picture");

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

/* Starts the pictures in `place` that move at once. */
export const start = (place) => {
  if (calm.matches) return;
  for (const picture of place.querySelectorAll("[data-starts] img.picture")) move(picture, true);
  const own = place.closest("[data-starts]")?.querySelector("img.picture");
  if (own) move(own, true);
};

document.addEventListener("htmx:load", (event) => start(event.target));
start(document.body);
