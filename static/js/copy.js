/* A button that copies the text of another element.
   Contract: a button with data-copy, the element's id, and data-copied, what it says afterwards. It is
   hidden until this runs, and stays hidden where a page may not write to the clipboard. */
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}
