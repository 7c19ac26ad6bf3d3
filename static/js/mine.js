/* Puts a person's own part into a page that is the same for everybody.
   Contract: the element with data-fetch keeps its content until that address answers with HTML; any
   other answer (nobody is signed in, no signal) changes nothing. The part is removed when the page is
   left, because another person may come back to it, and is then fetched anew. */
const put = async (place) => {
  try {
    const answer = await fetch(place.dataset.fetch, { redirect: "error" });
    if (answer.status === 200) place.innerHTML = await answer.text();
  } catch {
    // The link in it leads to the same.
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
