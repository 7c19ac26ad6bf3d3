/* Keeps the screen on while the page of a running session or of a test is open.
   Contract: one element has data-awake, "on" or "off". A browser that can't, or won't at the moment
   (low battery), lets the screen sleep: nothing depends on it. */
const { awake } = document.querySelector("[data-awake]").dataset;
let lock = null;

const keep = async () => {
  if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch {
    lock = null;
  }
};

if (awake === "on" && navigator.wakeLock) {
  document.addEventListener("visibilitychange", keep);
  keep();
}
