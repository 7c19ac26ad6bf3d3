/* Shows a page that the Back button takes from the browser's memory only to its person: not after a
   log-out, the end of the log-in or of the account, nor to a person who has logged in since.
   Contract: <body data-owner> is the person's key, empty if the page is nobody's; the cookie "whose" is
   the person signed in at the last answer, /outbox/token/ the one signed in now; layout.css hides a page
   whose root has the class "is-left". A page is hidden when it is left, so that nothing of it is seen for
   a moment when it comes back. Without an answer the cookie decides, as for pages stored on the device. */
import { cookie, root } from "./place.js";

const PATIENCE_MS = 2000;
const { owner } = document.body.dataset;
const { classList } = document.documentElement;

const isMine = async () => {
  if (cookie("whose") !== owner) return false;
  try {
    const answer = await fetch(`${root}outbox/token/`, {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return !answer.ok || (await answer.text()) === owner;
  } catch {
    return true;
  }
};

addEventListener("pagehide", () => {
  // The next person could send the figures left in them.
  for (const each of document.querySelectorAll("[type=password]")) each.value = "";
  if (owner) classList.add("is-left");
});

addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted || !owner) return;
  if (await isMine()) classList.remove("is-left");
  else location.reload();
});
