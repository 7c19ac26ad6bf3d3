/* Switches reminders on in this browser, after a tap, and says what is in the way.
   Contract: [data-push-add] is the address that takes a browser, [data-push-key] the app's key for push
   services, [data-push-on] the SHA-256 of the address at which this browser is reminded, empty if it isn't.
   Within it: [data-push-says] for each thing that there is to say, of which one is shown; "script" is shown
   until this runs. The form [data-push-form] has the
   fields endpoint, p256dh and auth. A form [data-push-stop] stops this browser. */
const PATIENCE_MS = 10_000;
const part = document.querySelector("[data-push-key]");
const { pushKey, pushOn } = part.dataset;
const form = part.querySelector("[data-push-form]");
const button = form.querySelector("button");

const say = (what) => {
  for (const each of part.querySelectorAll("[data-push-says]")) each.hidden = each.dataset.pushSays !== what;
  form.hidden = !["off", "lost", "failed", "asked"].includes(what);
};

const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);
const isSupported = "serviceWorker" in navigator && "PushManager" in self && "Notification" in self;

const obstacle = () => {
  if (!isSecureContext) return "insecure";
  if (!isSupported) return isApple && !matchMedia("(display-mode: standalone)").matches ? "home" : "unsupported";
  return Notification.permission === "denied" ? "blocked" : null;
};

const late = (ms) => new Promise((_done, fail) => setTimeout(fail, ms));
const worker = async () => Promise.race([navigator.serviceWorker.ready, late(PATIENCE_MS)]);
const current = async () => (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();

const digest = async (text) => {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
};
const asText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const state = async () => {
  const found = obstacle();
  if (found) return found;
  if (!pushOn) return "off";
  const subscription = await current();
  return subscription && (await digest(subscription.endpoint)) === pushOn ? "on" : "lost";
};

/* Returns this browser's subscription to the app's key; one to an earlier key ends. */
const subscribe = async () => {
  const { pushManager } = await worker();
  const old = await pushManager.getSubscription();
  const key = old?.options?.applicationServerKey;
  if (old && key && asText(key) === pushKey) return old;
  await old?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
};

const ask = async () => {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "blocked" : "asked";
  try {
    const { endpoint, keys } = (await subscribe()).toJSON();
    Object.assign(form.elements.endpoint, { value: endpoint });
    Object.assign(form.elements.p256dh, { value: keys.p256dh });
    Object.assign(form.elements.auth, { value: keys.auth });
  } catch {
    // The browser's own push service can't be reached, or it was switched off in the browser.
    return "failed";
  }
  form.submit();
  return "waiting";
};

button.addEventListener("click", async (event) => {
  event.preventDefault();
  say("waiting");
  say(await ask());
});

for (const each of document.querySelectorAll("[data-push-stop]")) {
  each.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await (await current())?.unsubscribe();
    } catch {
      // The server forgets this browser all the same.
    }
    each.submit();
  });
}

// A browser that keeps nothing of this site has no worker either.
say(await state().catch(() => "unsupported"));
