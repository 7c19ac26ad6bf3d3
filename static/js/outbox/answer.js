/* Puts the server's answers into the page, and follows their redirects.
   Contract: the answer's HTML replaces the element whose id is the entry's `into`, and its out-of-band
   parts replace theirs. An entry without `into` came from a form of the page itself, which is replaced
   by the form in a refusal. Fires "set-saved" on body. #outbox-kept is a template of the note under such
   a form while it waits. */
import { isTyped } from "./forms.js";
import { mine, tell } from "./page.js";
import { named } from "../place.js";

const swap = (target, html, style, select) =>
  htmx.swap(target, html, { swapStyle: style, swapDelay: 0, settleDelay: 0 }, { select });

/* Drops out-of-band parts that would move the focus or start a rest while newer sets wait here. */
const part = ({ entry, answer, here, later }) => {
  // The same row on a page that shows it as open, under that page's own key.
  const target =
    document.getElementById(entry.into) ?? document.getElementById(entry.tick)?.closest(".set:not(.set--waiting)");
  const page = document.createElement("template");
  page.innerHTML = answer.html;
  const drop = (found) => page.content.querySelectorAll(found).forEach((each) => each.remove());
  drop("[id^=tick-][hx-swap-oob]");
  // An extra row that this page already offers; the rows of a whole exercise replace its own.
  for (const row of page.content.querySelectorAll("li:not([hx-swap-oob], [hx-swap-oob] *, .item *)")) {
    const tick = row.querySelector("[id^=tick-]");
    if (row.id !== entry.into && tick && document.getElementById(tick.id)) row.remove();
  }
  // Rows that another device has logged, or that have another weight now, replace those that this page
  // shows as open, unless something is typed into them or they wait to be sent.
  for (const row of page.content.querySelectorAll("li[hx-swap-oob]")) {
    const shown = document.querySelector(row.getAttribute("hx-swap-oob").replace("outerHTML:", ""));
    const waits = shown?.matches(".set--waiting") && !row.matches(".set--done");
    if (!shown || waits || isTyped(shown.querySelector("form.set__log"))) row.remove();
  }
  const list = document.getElementById(page.content.querySelector("ul[hx-swap-oob]")?.id);
  const next = later.filter((each) => each.id > entry.id && each.state === "waiting");
  if (next.some((each) => each.kind === "set")) drop("#rest");
  const active = document.activeElement;
  const refused = here && answer.what === "refused" && !next.length;
  if (active !== document.body && !target?.contains(active) && !refused)
    for (const each of page.content.querySelectorAll("[autofocus]")) each.autofocus = false;
  const isTypedInto = answer.what === "acked" && [...(target?.querySelectorAll("form") ?? [])].some(isTyped);
  const stays = !target || isTypedInto || next.some((each) => each.into === entry.into);
  // A refusal without a form of its own is shown on the page of waiting entries.
  if (answer.what === "refused" && !page.content.getElementById(entry.into)) return;
  const typed = list ? typedIn(list) : [];
  swap(target ?? document.body, page.innerHTML, stays || list ? "none" : "outerHTML");
  typed.forEach(typeAgain);
  // Its Undo has gone with the row that was taken back.
  const hadUndo = entry.kind === "restore" && here && (active === document.body || target?.contains(active));
  if (hadUndo) document.querySelector(`#${entry.into} .tick`)?.focus({ preventScroll: true });
  if (list?.contains(active)) document.querySelector(`#${list.id} .set:not(.set--done) .tick`)?.focus();
};

/* Returns the figures typed into the open rows of a list that will be replaced, by the ids of their ✓,
   which name the place. */
const typedIn = (list) =>
  [...list.querySelectorAll("form.set__log")]
    .filter(isTyped)
    .map((form) => [form.querySelector(".tick").id, [...new FormData(form)]]);
const typeAgain = ([tick, fields]) => {
  const form = document.getElementById(tick)?.form;
  for (const field of form?.querySelectorAll(".set__inputs input") ?? []) {
    field.value = fields.find(([name]) => name === field.name)?.[1] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

/* Where the focus is, for the same page loaded anew: in which form, of those with its address, at what. */
const FOCUS = named("focus");
const formsTo = (address) => [...document.forms].filter((form) => form.action === address);
const noteFocus = (active) => {
  const { form } = active;
  if (!form) return;
  const { action, elements } = form;
  sessionStorage[FOCUS] = [action, formsTo(action).indexOf(form), [...elements].indexOf(active)].join(" ");
};
const kept = (sessionStorage[FOCUS] ?? "").split(" ");
delete sessionStorage[FOCUS];
formsTo(kept[0])[kept[1]]?.elements[kept[2]]?.focus({ preventScroll: true });

document.addEventListener("outbox:answered", ({ detail }) => {
  const { entry, answer, here } = detail;
  const isOwn = entry.page === location.pathname;
  if (isOwn && entry.into && answer.html) part(detail);
  else if (isOwn && here && answer.html) {
    swap(document.getElementById("content"), answer.html, "outerHTML", "#content");
    // The answer may have no form any more, when what it asked for is done.
    const again = document.querySelector("#content form[data-outbox]");
    if (again) again.dataset.entry = entry.id;
  }
  // Loaded anew, a page stays where it was scrolled to, and the focus where it was.
  if (here && answer.to === location.pathname + location.search) {
    noteFocus(document.activeElement);
    location.reload();
  } else if (here && answer.to) location.assign(answer.to);
  if (answer.what === "acked") document.body.dispatchEvent(new CustomEvent("set-saved", { bubbles: true }));
  tell("drawn", detail);
});

/* Shows under a form without a row that it is stored, if the answer takes longer. */
const SOON_MS = 1500;
let form = null;
let awaited = null;
const sayKept = async () => {
  const words = document.getElementById("outbox-kept");
  const isWaiting = (await mine()).some((each) => each.id === awaited && each.state === "waiting");
  if (!isWaiting || !words || !form.isConnected || form.querySelector(".outbox-kept")) return;
  form.append(words.content.cloneNode(true));
};
document.addEventListener("outbox:kept", ({ detail: { entry, form: sent } }) => {
  if (entry.into) return;
  [form, awaited] = [sent, entry.id];
  form.dataset.entry = entry.id;
  setTimeout(sayKept, SOON_MS);
});
document.addEventListener("outbox:state", sayKept);
