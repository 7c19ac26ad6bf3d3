/* Sends one entry, and returns the result. Touches no document except its cookies, which a worker reads
   elsewhere. */
import { cookie, named, root } from "../place.js";

const PATIENCE_MS = 8000;
const REFUSED = [400, 404, 405, 410, 413, 422];

const token = async () =>
  self.document ? cookie("csrftoken") : ((await self.cookieStore?.get(named("csrftoken")))?.value ?? "");

const ask = (url, options) =>
  fetch(url, {
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...options,
  });

/* Returns the key of the person signed in, or "", and those of the guests whose logs came into the
   account; sets the cookie for sending. Rejects offline. */
export const whose = async () => {
  const answer = await ask(`${root}outbox/token/`);
  const said = answer.ok ? await answer.text() : "";
  const former = answer.headers.get("X-Outbox-Former")?.split(" ") ?? [];
  return { owner: /^[0-9a-f-]{36}$/.test(said) ? said : "", former };
};

export const who = async () => (await whose()).owner;

const post = async ({ id, owner, url, fields, at }) =>
  ask(url, {
    method: "POST",
    headers: {
      "X-CSRFToken": await token(),
      "HX-Request": "true",
      "X-Outbox": id,
      "X-Outbox-Owner": owner,
      "X-Outbox-At": at,
      "X-Outbox-Now": Date.now(),
    },
    body: new URLSearchParams(fields),
  });

/* → { what, html, to, written, overruled }: `what` is "acked"; "refused", to be corrected; "other", it is
   another person's; "login", nobody is signed in; "later". `html` is the answer, `to` the address that it
   leads to, `written` the time of the commit by the server's clock; `overruled`: it changed nothing,
   because a newer change is stored. */
export const send = async (entry) => {
  try {
    let answer = await post(entry);
    if (answer.status === 403) {
      // A log-in has changed the token since.
      await who();
      answer = await post(entry);
    }
    const { status, headers } = answer;
    const to = headers.get("HX-Redirect");
    const read = () => answer.text().catch(() => "");
    if (answer.ok && headers.get("X-Outbox-Ack") === entry.id) {
      const written = Number(headers.get("X-Outbox-Written"));
      return { what: "acked", html: await read(), to, written, overruled: headers.has("X-Outbox-Overruled") };
    }
    if (answer.ok) return { what: "later" };
    if (REFUSED.includes(status)) return { what: "refused", html: await read(), to };
    if (status === 409) return { what: "other" };
    if (status === 401 || status === 403 || answer.type === "opaqueredirect") return { what: "login" };
  } catch {
    // No signal, or no answer in time.
  }
  return { what: "later" };
};
