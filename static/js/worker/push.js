/* Shows reminders, and opens what they lead to. /sw.js puts this behind worker.js.
   Contract: a push holds JSON: title, body, path, tag, key, lang. A push must always show something, or the
   browser takes the permission away; so one that can't be read shows APP.reminders.said. A newer reminder
   with the same tag takes the place of the older one, and rings unless its key is the same: then it is the
   same message once more. Logging out takes away those that are still shown.
   When the browser gives this device another address, the page of reminders names the key and the form to
   send it with; it is sent only if reminders are on here for who is logged in. */
const NAME = "backhealth";
const { reminders } = APP;
const text = (value, otherwise) => (typeof value === "string" && value ? value : otherwise);

const read = (data) => {
  try {
    return data.json() ?? {};
  } catch {
    return {};
  }
};

const isShown = async (tag, key) => {
  const found = await self.registration.getNotifications({ tag });
  return found.some((each) => key && each.data?.key === key);
};

const show = async ({ data }) => {
  const { title, body, path, key, lang, ...said } = read(data);
  const tag = text(said.tag, NAME);
  const renotify = !(await isShown(tag, key).catch(() => false));
  return self.registration.showNotification(text(title, NAME), {
    body: text(body, reminders.said),
    tag,
    lang: text(lang, ""),
    data: { path: text(path, ""), key },
    icon: reminders.icon,
    badge: reminders.badge,
    renotify,
  });
};

/* Returns an address of the app: this path's, or that of its start. */
const ours = (path) => {
  const { scope } = self.registration;
  try {
    const { href } = new URL(path || APP.start, scope);
    if (href.startsWith(scope)) return href;
  } catch {
    // No path that can be read.
  }
  return new URL(APP.start, scope).href;
};

const open = async (path) => {
  const address = ours(path);
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find(({ url }) => url.split("#")[0] === address);
  return there ? there.focus() : self.clients.openWindow(address);
};

const sendAnew = async ({ newSubscription }) => {
  const answer = await fetch(reminders.page, { redirect: "manual", cache: "no-store" });
  const page = answer.ok ? await answer.text() : "";
  const named = (name) => page.match(new RegExp(`${name}="([^"]+)"`))?.[1];
  const token = named('name="csrfmiddlewaretoken" value');
  if (!token || !named("data-push-on")) return;
  const { pushManager } = self.registration;
  const subscription =
    newSubscription ??
    (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: named("data-push-key") }));
  const { endpoint, keys } = subscription.toJSON();
  const fields = { csrfmiddlewaretoken: token, endpoint, p256dh: keys.p256dh, auth: keys.auth, unasked: "1" };
  await fetch(named("data-push-add"), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
  });
};

/* On log-out, by worker.js: whichever listener answers a request is the last one that is asked. */
self.putAway = async () => {
  for (const each of await self.registration.getNotifications()) each.close();
};

self.addEventListener("push", (event) => event.waitUntil(show(event)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(sendAnew(event)));
