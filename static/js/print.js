/* A button that prints the page.
   Contract: a button with data-print is hidden until this runs. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
