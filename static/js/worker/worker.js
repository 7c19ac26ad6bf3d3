/* The service worker: opens the app without a signal (docs/decisions/0013).
   Contract: /sw.js puts APP before this text: version, files (addresses stored from the start), root (where
   the app lies on its host), start (Today), offline (shown for a page that isn't stored), logOut, caches
   (what the names of its two kinds begin with). A page is stored if its answer has X-Offline-Page.
   X-Offline-User names its person, empty if nobody is signed in; X-Offline-Asked is when the server got the
   request. An answer without these is the same for everybody; one whose X-Offline-App ("/" if there is
   none) isn't the root is another app's. Caches: files-VERSION, and pages-USER for that person's pages and
   their pictures. self.renew() fetches them anew, self.putAway() is of push.js. The outbox is never touched
   here. Runs as a module and as a classic script. */
const [FILES_OF, PAGES] = APP.caches;
const FILES = FILES_OF + APP.version;
const PATIENCE_MS = 4000;
const SETTLE_MS = 2000;
const below = ({ source }) => new RegExp(`${APP.root}(?:${source})`, "g");
const FILE = below(/static\/[^"'\s]+|exercises\/[a-z-]+\/still-[0-9a-f]{16}\.svg|session-parts\/[0-9a-f]{16}\.js/);
const LEADS = below(/(?:sessions\/[0-9a-f-]{36}(?:\/stop)?|outbox)\/(?=")/);

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const held = (address) => caches.match(address, { ignoreSearch: true, ignoreVary: true });
const all = (pattern, text) => [...new Set(text.match(pattern))];
/* The files that a page needs; beside each still picture is the moving one. */
const files = (text) => [...new Set(all(FILE, text).flatMap((file) => [file, file.replace("/still-", "/moving-")]))];

const isOurs = ({ headers }) => (headers.get("X-Offline-App") ?? "/") === APP.root;
const askedAt = (answer) => Number(answer?.headers.get("X-Offline-Asked"));

const letGo = async (kind, but = []) => {
  const old = (await caches.keys()).filter((name) => name.startsWith(kind) && !but.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
};

/* Stores a page and every file that it names; deletes a page that may no longer be stored. */
const keep = async (address, answer) => {
  const whose = answer.headers.get("X-Offline-User");
  const wanted = answer.ok && answer.headers.has("X-Offline-Page");
  if (answer.status >= 500 || !isOurs(answer)) return;
  if (whose === null) {
    if (wanted) await (await caches.open(FILES)).put(address, answer);
    return;
  }
  await letGo(PAGES, [PAGES + whose]);
  if (!whose) return;
  const pages = await caches.open(PAGES + whose);
  if (!wanted) return pages.delete(address);
  // A slow answer must not replace one that was requested later.
  if (askedAt(await pages.match(address)) > askedAt(answer)) return;
  const text = await answer.clone().text();
  await pages.put(address, answer);
  await Promise.all(files(text).map((file) => hold(pages, file)));
  if (address === APP.start) await keepWhatItLeadsTo(pages, all(LEADS, text));
  // A session that the stored Today doesn't link to has just begun.
  else if (!(await (await held(APP.start))?.text())?.includes(address)) await renew();
};

const hold = async (pages, file) => {
  if (await held(file)) return;
  const answer = await fetch(file, { priority: "low" });
  if (answer.ok) await pages.put(file, answer);
};

/* Today is the list of pages to store: itself, the sessions with their stop signs and the outbox that it
   names, and their files. */
const keepWhatItLeadsTo = async (pages, others) => {
  for (const each of others) await keep(each, await ask(each));
  const kept = [APP.start, ...others];
  const texts = await Promise.all(kept.map(async (each) => (await pages.match(each))?.text()));
  const wanted = new Set([...kept, ...files(texts.join())]);
  for (const request of await pages.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await pages.delete(request);
  }
};

const ask = (address) => fetch(address, { redirect: "manual" });
const renew = async () => keep(APP.start, await ask(APP.start));
self.renew = renew;

/* A gateway answers for a server that is down, or the server for its database. */
const isDown = ({ status }) => status > 501 && status < 505;

/* Returns the network's answer, unless it takes too long or nobody is there to answer. */
const page = async (event, { pathname, search }) => {
  const answer = fetch(event.request);
  const spare = (each) => (each.headers.has("X-Offline-Page") ? each.clone() : each);
  event.waitUntil(answer.then((each) => keep(pathname + search, spare(each))).catch(() => {}));
  const soon = await Promise.race([answer.catch(() => null), wait(PATIENCE_MS)]);
  if (soon && !isDown(soon)) return soon;
  const copy = await held(pathname === APP.root ? APP.start : pathname);
  return copy ?? answer.catch(notHere);
};

const notHere = async () => {
  const { body, headers } = await held(APP.offline);
  return new Response(body, { status: 503, headers });
};

/* 204: the page stays as it is, with everything typed into it, and shows why. */
const stay = async ({ referrer }) => {
  for (const each of await clients.matchAll()) {
    if (each.url.split("#")[0] === referrer) each.postMessage("no signal");
  }
  return new Response(null, { status: 204 });
};

const sent = async (request) => {
  const answer = await fetch(request).catch(() => null);
  return answer && !isDown(answer) ? answer : stay(request);
};

const install = async () => {
  await (await caches.open(FILES)).addAll(APP.files);
  // The pages stored so far name the files of the previous version.
  await renew();
  await self.skipWaiting();
};

const activate = async () => {
  // The previous version is kept for one version longer, for pages that are still open.
  const versions = (await caches.keys()).filter((name) => name.startsWith(FILES_OF));
  await letGo(FILES_OF, [FILES, ...versions.slice(-2)]);
  await self.clients.claim();
};

/* Once for several changes in a row. */
let turn = 0;
const renewSoon = async () => {
  const mine = ++turn;
  await wait(SETTLE_MS);
  if (mine === turn) await renew();
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "renew") event.waitUntil(renewSoon().catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || !url.pathname.startsWith(APP.root) || request.headers.has("range")) return;
  if (request.method === "POST" && url.pathname === APP.logOut) event.waitUntil(Promise.all([letGo(PAGES), self.putAway()]));
  if (request.mode === "navigate") {
    event.respondWith(request.method === "GET" ? page(event, url) : sent(request));
  } else if (request.method !== "GET") return;
  else if (url.pathname.match(FILE)?.[0] === url.pathname) {
    event.respondWith(held(request).then((copy) => copy ?? fetch(request)));
  }
});
