/* Puts a person's own part into a page that is the same for everybody.
   Contract: the element with data-fetch keeps what it holds until the address has answered with
   HTML for it; any other answer (nobody is signed in, no signal) changes nothing. The part goes as the
   page is left: who comes back to it may be another person, and it is fetched anew. */
const put = async (place) => {
  try {
    const answer = await fetch(place.dataset.fetch, { redirect: "error" });
    if (answer.status === 200) place.innerHTML = await answer.text();
  } catch {
    // The link that stands there does the same.
  }
};

for (const place of document.querySelectorAll("[data-fetch]")) {
  const before = place.innerHTML;
  addEventListener("pagehide", () => {
    place.innerHTML = before;
  });
  addEventListener("pageshow", ({ persisted }) => persisted && put(place));
  put(place);
}
