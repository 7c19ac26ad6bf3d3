/* Takes over forms: what is sent is on the disk first, and the way is the same with and without a
   signal.
   Contract: form[data-outbox] (the kind), with a working action and method=post. data-key: the key in
   its action that each sending replaces by one of its own. data-into: the id of what the answer takes
   the place of; data-name: what it is about, in words; data-at: when it last changed, in ms since
   1970; data-entry: the entry that it corrects. Where nothing can be kept, the form is sent plainly. */
import { kept } from "./page.js";
import { add, all, change } from "./store.js";

const sending = new WeakSet();
const typed = new WeakSet();

/* Whether somebody has typed into the form what isn't kept yet: nothing may be drawn over it. */
export const isTyped = (form) => typed.has(form);

/* RFC 9562, with 72 bits of chance; randomUUID isn't there on a plain http:// name. */
const uuid7 = (ms) => {
  const hex = (number, digits) => number.toString(16).padStart(digits, "0");
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => hex(byte, 2)).join("");
  const digits = `${hex(ms, 12)}7${chance.slice(0, 3)}8${chance.slice(3)}`;
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/* The fields that are typed into: name, what it is called, and what it means when it is empty. */
const labels = (form, name) =>
  [...form.elements]
    .filter((field) => field.matches("textarea, input:not([type]), input[type=text]"))
    // Figures first: the note stands above them on the page.
    .sort((one, other) => (one.name === "note") - (other.name === "note"))
    .map((field) => [
      field.name,
      (field.ariaLabel || field.labels[0]?.textContent || field.name).trim().replace(`${name}, `, ""),
      field.placeholder.replace("–", ""),
    ]);

/* Keeps what a form says, and has it sent. `but` says what differs from the form's own attributes. */
export const keep = async (form, submitter, but = {}) => {
  if (sending.has(form)) return;
  const { owner } = document.body.dataset;
  if (!owner) return sendPlainly(form, submitter);
  sending.add(form);
  const fields = Object.fromEntries(new FormData(form, submitter));
  delete fields.csrfmiddlewaretoken;
  const { outbox: kind, key, into = "", name = document.title, at: last = 0, entry: old, ...rest } = form.dataset;
  const make = (at) => {
    const id = uuid7(at);
    const own = (text) => (key ? text.replace(key, id) : text);
    return {
      id,
      owner,
      url: own(form.getAttribute("action")),
      fields,
      at,
      rev: 0,
      state: "waiting",
      kind,
      key: id,
      into: own(into),
      name,
      page: location.pathname,
      labels: labels(form, name),
      tick: submitter?.id,
      item: rest.item,
      ...but,
    };
  };
  const now = Math.max(Date.now(), Number(last) + 1);
  const before = old && (await all().catch(() => [])).find((each) => each.id === old);
  try {
    const entry = before
      ? await change(before, (was) => ({ ...was, fields, at: now, state: "waiting", said: "" }))
      : await add(make, now);
    const written = entry ?? (await add(make, now));
    typed.delete(form);
    kept(written, form);
    askToStay();
  } catch {
    sendPlainly(form, submitter);
  } finally {
    sending.delete(form);
  }
};

/* Once: that the browser doesn't clear the store when the device is short of room. */
const askToStay = () => {
  if (localStorage.outboxAsked) return;
  localStorage.outboxAsked = "yes";
  navigator.storage?.persist?.();
};

const sendPlainly = (form, submitter) => {
  if (submitter?.name) {
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(said);
  }
  form.submit();
};

document.addEventListener("input", ({ target }) => {
  if (target.form) typed.add(target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-outbox]") || event.defaultPrevented) return;
  event.preventDefault();
  keep(event.target, event.submitter);
});
