/* Shows what a stop sign means as soon as it is tapped, before anything is sent (docs/decisions/0010).
   Contract: #stop is the form; its buttons have data-level; [data-stopped=level] is hidden and holds the
   text of that level; its h1 gets the focus. The server's answer replaces the page by the same text. */
const form = document.getElementById("stop");

form?.addEventListener("submit", ({ submitter }) => {
  const told = document.querySelector(`[data-stopped="${submitter?.dataset.level}"]`);
  if (!told) return;
  for (const each of told.parentElement.children) each.hidden = each !== told;
  told.querySelector("h1").focus();
});
