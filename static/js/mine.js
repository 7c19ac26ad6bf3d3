/* Puts a person's own part into a page that is the same for everybody.
   Contract: the element with data-fetch keeps what it holds until the address has answered with
   HTML for it; any other answer (nobody is signed in, no signal) changes nothing. */
for (const place of document.querySelectorAll("[data-fetch]")) {
  try {
    const answer = await fetch(place.dataset.fetch, { redirect: "error" });
    if (answer.status === 200) place.innerHTML = await answer.text();
  } catch {
    // The link that stands there does the same.
  }
}
