/* Takes over forms: an entry is written to the disk before it is sent, with a signal or without.
   Contract: form[data-outbox] (the kind), with a working action and method=post. A button with an address
   of its own ([formaction]) sends to that one, and is about what is around the button. What it is about
   has data-name, in words: the form itself, or the row or exercise around it, which the answer replaces. In
   the action of a set and the id of its row is the set's key, which each sending replaces by a new one.
   data-at, of the form or the button: when the subject last changed, in ms since 1970; data-entry: the entry that it corrects. If
   nothing can be stored, the form is sent directly. */
import { kept } from "./page.js";
import { add, all, change } from "./store.js";

const sending = new WeakSet();
const typed = new WeakSet();

/* Whether the form has typed figures that aren't stored yet: nothing may be drawn over them. */
export const isTyped = (form) => typed.has(form);

/* A UUIDv7 (RFC 9562) with 72 random bits; randomUUID doesn't exist on a plain http:// name. */
export const uuid7 = (ms = Date.now()) => {
  const hex = (number, digits) => number.toString(16).padStart(digits, "0");
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => hex(byte, 2)).join("");
  const digits = `${hex(ms, 12)}7${chance.slice(0, 3)}8${chance.slice(3)}`;
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/* The key at the end of the action of a set's form. */
export const keyOf = (form) => form.getAttribute("action").slice(-37, -1);

/* The fields for typing: name, label, and the figure that an empty field means. */
const labels = (form, name) =>
  [...form.elements]
    .filter((field) => field.matches("textarea, input:not([type]), input[type=text]"))
    // Figures first: on the page the note is above them.
    .sort((one, other) => (one.name === "note") - (other.name === "note"))
    .map((field) => [
      field.name,
      (field.ariaLabel || field.labels[0]?.textContent || field.name).trim().replace(`${name}, `, ""),
      field.placeholder.replace("–", ""),
    ]);

/* Stores a form's fields, and has them sent. `but` overrides the form's own attributes. */
export const keep = async (form, submitter, but = {}) => {
  const own = submitter?.hasAttribute("formaction") ? submitter : form;
  if (sending.has(own)) return;
  const { owner } = document.body.dataset;
  if (!owner) return sendPlainly(form, submitter);
  sending.add(own);
  const fields = Object.fromEntries(new FormData(form, submitter));
  delete fields.csrfmiddlewaretoken;
  const { outbox: kind, entry: old } = form.dataset;
  const subject = own.closest("[data-name]");
  const into = subject === form ? "" : (subject?.id ?? "");
  const name = subject?.dataset.name ?? document.title;
  const action = own.getAttribute("formaction") ?? own.getAttribute("action");
  const key = kind === "set" && keyOf(form);
  const make = (at) => {
    const id = uuid7(at);
    return {
      id,
      owner,
      url: key ? action.replace(key, id) : action,
      fields,
      at,
      rev: 0,
      state: "waiting",
      kind,
      key: id,
      into: key ? `set-${id}` : into,
      name,
      page: location.pathname,
      labels: labels(form, name),
      tick: (form.querySelector(".tick") ?? submitter)?.id,
      item: own.closest(".item")?.id.replace("item-", ""),
      ...but,
    };
  };
  const now = Math.max(Date.now(), Number(own.dataset.at ?? 0) + 1);
  // A session is finished once: what was refused before, on another visit of the page, is said anew.
  const isSame = (each) =>
    each.id === old || (kind === "finish" && each.state === "refused" && each.url === action && each.owner === owner);
  const before = (old || kind === "finish") && (await all().catch(() => [])).find(isSame);
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
    sending.delete(own);
  }
};

/* Asks the browser once not to clear the store when the device is short of space. */
const askToStay = () => {
  if (localStorage.outboxAsked) return;
  localStorage.outboxAsked = "yes";
  navigator.storage?.persist?.();
};

const sendPlainly = (form, submitter) => {
  if (submitter?.hasAttribute("formaction")) form.setAttribute("action", submitter.getAttribute("formaction"));
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
