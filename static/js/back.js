/* What the Back button brings out of the browser's memory is shown to the person whose page it is, and
   to nobody else: not after a log-out, the end of the log-in or of the account, nor to who logged in
   since.
   Contract: <body data-owner> is the person's key, empty where the page is nobody's; the cookie "whose"
   says who was signed in at the last answer, /outbox/token/ who is now; layout.css hides all of a page
   whose root has the class "is-left". A page is hidden as it is left, so that nothing of it flashes up
   when it comes back. Without an answer the cookie decides, as for pages that are held on the device. */
const PATIENCE_MS = 2000;
const { owner } = document.body.dataset;
const { classList } = document.documentElement;

const isMine = async () => {
  if ((document.cookie.match(/(?:^|; )whose=([^;]*)/)?.[1] ?? "") !== owner) return false;
  try {
    const answer = await fetch("/outbox/token/", {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return !answer.ok || (await answer.text()) === owner;
  } catch {
    return true;
  }
};

addEventListener("pagehide", () => {
  // The next person could send what stands in them.
  for (const each of document.querySelectorAll("[type=password]")) each.value = "";
  if (owner) classList.add("is-left");
});

addEventListener("pageshow", async ({ persisted }) => {
  if (!persisted || !owner) return;
  if (await isMine()) classList.remove("is-left");
  else location.reload();
});
