/* Registers the service worker (worker.js) and tells it when its stored pages are out of date.
   Contract: this file is static/js/worker/register.js below the place of the app, where sw.js lies too;
   htmx's own events, and "set-saved" on the document once a waiting set has reached the server. If the
   browser has no service worker, as on a plain http:// name, nothing happens. A form that isn't for the
   outbox and got no answer shows the template #no-signal. */
const { serviceWorker } = navigator;

let form = null;
const silence = () => document.querySelector(".no-signal")?.remove();
const say = () => {
  silence();
  (form?.closest(".set") ?? form)?.append(document.getElementById("no-signal").content.cloneNode(true));
};
addEventListener("submit", ({ target }) => {
  form = target;
  silence();
});
/* 502 to 504: a server that is down, or whose database is. */
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  addEventListener(name, ({ detail: { requestConfig, xhr } }) => {
    const { status } = xhr;
    if (requestConfig.verb !== "get" && (!status || (status > 501 && status < 505))) say();
  });
}

if (serviceWorker) {
  // Sending in the background needs modules, which every browser with Background Sync has.
  const sync = "SyncManager" in window;
  const renew = () => serviceWorker.controller?.postMessage("renew");

  addEventListener("load", () => {
    const script = new URL(`../../../sw.js${sync ? "?sync" : ""}`, import.meta.url);
    const registered = serviceWorker.register(script, { type: sync ? "module" : "classic" });
    // Switched off, or no signal: the app works without it, and the next page tries again.
    registered.catch(() => {});
  });
  serviceWorker.addEventListener("message", ({ data }) => data === "no signal" && say());
  document.addEventListener("set-saved", renew);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.requestConfig.verb !== "get") renew();
  });
}
