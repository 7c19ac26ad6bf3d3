/* Says beside a field that a file is too large, before it is sent.
   Contract: an input with data-most-bytes, and data-too-large, the sentence. The server checks it again. */
for (const input of document.querySelectorAll("[data-most-bytes]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}
