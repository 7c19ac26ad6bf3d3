/* Puts a person's own part into a page that is the same for everybody, or a part that is asked for only
   once the page has been drawn.
   Contract: the element with data-fetch keeps its content until that address answers with HTML; any
   other answer (nobody is signed in, no signal) changes nothing. The part is removed when the page is
   left, because another person may come back to it, and is then fetched anew. Elements that htmx adds
   are found, too. */
const before = new WeakMap();

const put = async (place) => {
  try {
    const answer = await fetch(place.dataset.fetch, { redirect: "error" });
    if (answer.status === 200) place.innerHTML = await answer.text();
  } catch {
    // The link in it leads to the same.
  }
};

const find = (within) => {
  for (const place of within.querySelectorAll("[data-fetch]")) {
    if (before.has(place)) continue;
    before.set(place, place.innerHTML);
    put(place);
  }
};

const shown = () => [...document.querySelectorAll("[data-fetch]")].filter((place) => before.has(place));

addEventListener("pagehide", () => {
  for (const place of shown()) place.innerHTML = before.get(place);
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) shown().forEach(put);
});
document.addEventListener("htmx:load", (event) => find(event.target));
find(document);
