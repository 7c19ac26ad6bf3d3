/* The row of a set while the server hasn't answered: it waits on this device, was taken back here, was
   refused, or is one more. The server draws every row (templates/routines/_set.html); here its state
   changes, and what a state adds is a copy of a template of the page (_session_parts.html).
   Contract: li.set, an open one with form.set__log data-key, data-name, and the number of its set in
   [name=number] and in the id of its .tick, which ends in -<number>-<side>; one that is done with
   form.set__back data-other, the address that brings it back. #session data-extra ("Extra set
   {number}") is how the name of an extra row begins. */
import { uuid7 } from "../outbox/forms.js";
import { part, remember } from "./now.js";

const { extra: extraName } = document.getElementById("session").dataset;

/* What is drawn as waiting, by its form: { key, since, said }, said being all that the row says. */
const waiting = new WeakMap();
export const waitingIn = (form) => waiting.get(form);
export const isWaiting = (row) => waiting.has(row?.querySelector(".set__log"));

export const press = (tick, isDone) => {
  tick.classList.toggle("tick--done", isDone);
  tick.setAttribute("aria-pressed", isDone);
};

/* A line under the row, in the place of the one before: "device", "taken", or nothing. */
const note = (row, name) => {
  row.querySelector(".set__device")?.remove();
  if (name) row.append(part(name));
};
const here = ({ state }) => (state === "sent" ? "" : "device");

/* All that a row says, in one order, whether its effort and note stand in fields or are remembered. */
const saidIn = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && (value || name !== "note")).sort());

/* An entry from before a switch of units keeps the unit that its field had. */
const fill = (form, { fields, labels = [] }) => {
  const asked = Object.fromEntries(labels.map(([name, , empty]) => [name, empty]));
  for (const field of form.querySelectorAll(".set__inputs input"))
    field.value = fields[field.name] || (asked[field.name] ?? field.placeholder.replace("–", ""));
  for (const name of ["rir", "note"])
    if (fields[name] && new FormData(form).get(name) !== fields[name]) remember(form, name, fields[name]);
  const { unit, load, asked: target } = form.elements;
  if (load && fields.unit && fields.unit !== unit.value) {
    load.closest(".set__field").dataset.unit = unit.value = fields.unit;
    load.dataset.step = fields.unit === "lb" ? "2.5" : "1";
    // What was asked for is in the other unit.
    load.placeholder = "–";
    target.value = "";
  }
};

/* Draws the open row as done with what the entry says. */
export const wait = (row, entry) => {
  row.id = entry.into;
  row.classList.add("set--waiting");
  waiting.set(row.querySelector(".set__log"), { key: entry.key, since: Date.now() });
  correct(row, entry);
  note(row, here(entry));
};

/* Draws what the entry says into a row that waits. */
export const correct = (row, entry) => {
  const tick = row.querySelector(".tick");
  fill(tick.form, entry);
  waiting.get(tick.form).said = saidIn(tick.form);
  press(tick, true);
};

/* Whether something else stands in a row that waits than what waits. */
export const isChanged = (form) => saidIn(form) !== waiting.get(form).said;

/* Draws a row that waits as the open one that it was. */
export const reopen = (row) => {
  const tick = row.querySelector(".tick");
  waiting.delete(tick.form);
  row.classList.remove("set--waiting");
  press(tick, false);
  tick.removeAttribute("aria-pressed");
  note(row);
};

/* Draws a row that is done as taken back; its form now brings it back. */
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

/* Draws what was typed into the open row, and the server's own words why it was refused. */
export const refuse = (row, entry) => {
  const form = row?.querySelector(".set__log");
  if (!form || waiting.has(form) || !entry.into.startsWith("set-")) return;
  form.dataset.entry = entry.id;
  if (form.querySelector(".errorlist")) return;
  const found = new DOMParser().parseFromString(entry.said ?? "", "text/html").querySelector("[role=alert]");
  for (const field of form.querySelectorAll(".set__inputs input")) field.value = entry.fields[field.name] ?? "";
  if (found) form.append(found);
};

/* Adds the row after the last extra one, unless it is there: the same under the next number, with
   nothing typed or said in it. Where the sides have rows of their own, those of both. */
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
  for (const each of row.querySelectorAll(".set__now, .step, .set__undo, .errorlist, [data-remembered]")) each.remove();
  for (const field of row.querySelectorAll(".set__inputs input")) field.value = "";
  delete row.querySelector(".set__log").dataset.entry;
  return row;
};

/* The row's key, name and number stand in many attributes: one after the other gives way. */
const renumber = (row, number) => {
  const { dataset, elements } = row.querySelector(".set__log");
  const { key, name } = dataset;
  const called = (which) => extraName.replace("{number}", which);
  const place = (which) => `-${which}-${elements.side.value}`;
  const changes = [
    [key, uuid7()],
    [name, name.replace(called(number), called(number + 1))],
    [place(number), place(number + 1)],
  ];
  row.id = `set-${key}`;
  for (const each of [row, ...row.querySelectorAll("*")])
    for (const attribute of each.attributes)
      attribute.value = changes.reduce((text, [old, next]) => text.replaceAll(old, next), attribute.value);
  for (const field of row.querySelectorAll("[name=number]")) field.value = number + 1;
};
