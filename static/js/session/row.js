/* The row of a set while the server hasn't answered: it waits on this device, was taken back here, was
   refused, or is an extra one. The server draws every row (templates/routines/_sets.jinja.html); here its state
   changes, and the parts that a state adds are copies of templates of the page (_session_parts.jinja.html).
   Contract: li.set, with its name in data-name. An open one has form.set__log, and the number of its set in
   [name=number] and in the id of its .tick, which ends in -<number>-<side>; a done one has
   form.set__back data-other, the address that brings it back. The name of an extra row begins with
   the word data-extra ("Extra set {number}"), that of the last prescribed one with data-last. */
import { keyOf, uuid7 } from "../outbox/forms.js";
import { remember } from "./now.js";
import { part, rewrite, words } from "./parts.js";

const { extra: extraName, last: lastName } = words;

/* The rows drawn as waiting, by form: { key, since, said }, where said is everything entered in the row. */
const waiting = new WeakMap();
export const waitingIn = (form) => waiting.get(form);
export const isWaiting = (row) => waiting.has(row?.querySelector(".set__log"));

export const press = (tick, isDone) => {
  tick.classList.toggle("tick--done", isDone);
  tick.setAttribute("aria-pressed", isDone);
};

/* Replaces the line under the row: "device", "taken", or none. */
const note = (row, name) => {
  row.querySelector(".set__device")?.remove();
  if (name) row.append(part(name));
};
const here = ({ state }) => (state === "sent" ? "" : "device");

/* Returns everything entered in a row, in a fixed order, with effort and note from fields or hidden ones. */
const saidIn = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && (value || name !== "note")).sort());

/* An entry older than a switch of units keeps the unit that its field had. */
const fill = (form, { fields, labels = [] }) => {
  const asked = Object.fromEntries(labels.map(([name, , empty]) => [name, empty]));
  for (const field of form.querySelectorAll(".set__inputs input"))
    field.value = fields[field.name] || (asked[field.name] ?? field.placeholder.replace("–", ""));
  for (const name of ["rir", "note"])
    if (fields[name] && new FormData(form).get(name) !== fields[name]) remember(form, name, fields[name]);
  const { unit, load, asked: target } = form.elements;
  if (load && fields.unit && fields.unit !== unit.value) {
    const field = load.closest(".set__field").dataset;
    field.unit = field.unit.replace(unit.value, fields.unit);
    unit.value = fields.unit;
    load.dataset.step = fields.unit === "lb" ? "2.5" : "1";
    // The target is in the other unit.
    load.placeholder = "–";
    target.value = "";
  }
};

/* Draws the open row as done with the figures of the entry. */
export const wait = (row, entry) => {
  row.id = entry.into;
  row.classList.add("set--waiting");
  waiting.set(row.querySelector(".set__log"), { key: entry.key, since: Date.now() });
  correct(row, entry);
  note(row, here(entry));
};

/* Draws the figures of the entry into a row that waits. */
export const correct = (row, entry) => {
  const tick = row.querySelector(".tick");
  fill(tick.form, entry);
  waiting.get(tick.form).said = saidIn(tick.form);
  press(tick, true);
};

/* Whether the figures in a waiting row differ from those of its entry. */
export const isChanged = (form) => saidIn(form) !== waiting.get(form).said;

/* Draws a waiting row as open again. */
export const reopen = (row) => {
  const tick = row.querySelector(".tick");
  waiting.delete(tick.form);
  row.classList.remove("set--waiting");
  press(tick, false);
  tick.removeAttribute("aria-pressed");
  note(row);
};

/* Draws a done row as taken back; its form now brings it back. */
export const takeBack = (row) => {
  row.classList.add("set--leaving");
  turn(row, false, "restore");
  note(row, "taken");
};

export const bringBack = (row, entry) => {
  row.classList.remove("set--leaving");
  if (row.matches(".set--done")) turn(row, true, "remove");
  note(row, here(entry));
};

const turn = (row, isDone, kind) => {
  const form = row.querySelector(".set__back");
  const { other, outbox } = form.dataset;
  if (outbox === kind) return;
  form.dataset.other = form.getAttribute("action");
  form.setAttribute("action", other);
  form.dataset.outbox = kind;
  press(form.querySelector(".tick"), isDone);
};

/* Draws the typed figures into the open row, with the server's reason for refusing them. */
export const refuse = (row, entry) => {
  const form = row?.querySelector(".set__log");
  if (!form || waiting.has(form) || !entry.into.startsWith("set-")) return;
  form.dataset.entry = entry.id;
  if (form.querySelector(".errorlist")) return;
  const found = new DOMParser().parseFromString(entry.said ?? "", "text/html").querySelector("[role=alert]");
  for (const field of form.querySelectorAll(".set__inputs input")) field.value = entry.fields[field.name] ?? "";
  if (found) form.append(found);
};

/* Adds the row for an extra set after the one with this number, unless it is there: a copy with the next
   number and without figures. If each side has its own row, adds both. */
export const offerOneMore = (row, number) => {
  const list = row.parentElement;
  const rows = (which) => list.querySelectorAll(`.set:has([name=number][value="${which}"])`);
  if (rows(number + 1).length) return;
  for (const each of rows(number)) {
    const copy = empty(each.cloneNode(true));
    renumber(copy, number);
    list.append(copy);
    htmx.process(copy);
  }
};

const empty = (row) => {
  row.className = "set set--extra";
  const number = row.querySelector(".set__number");
  number.replaceChildren(part("extra"), ...number.querySelectorAll("small"));
  row.querySelector(".set__previous").replaceWith(part("previous"));
  for (const each of row.querySelectorAll(".set__now, .set__last, .step, .set__undo, .errorlist, [data-remembered]")) each.remove();
  for (const field of row.querySelectorAll(".set__inputs input")) field.value = "";
  delete row.querySelector(".set__log").dataset.entry;
  return row;
};

/* Replaces the row's key, name and number, which many attributes contain, one after the other. */
const renumber = (row, number) => {
  const form = row.querySelector(".set__log");
  const { elements } = form;
  const { name } = row.dataset;
  const called = (which) => extraName.replace("{number}", which);
  const place = (which) => `-${which}-${elements.side.value}`;
  const next = uuid7();
  row.id = `set-${next}`;
  row.dataset.name = name.replace(lastName.replaceAll("{number}", number), called(number)).replace(called(number), called(number + 1));
  rewrite(row, [
    [keyOf(form), next],
    [name, row.dataset.name],
    [place(number), place(number + 1)],
  ]);
  for (const field of row.querySelectorAll("[name=number]")) field.value = number + 1;
};
