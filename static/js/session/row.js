/* What is drawn into the row of a set without the server: it waits on this device, it was taken back,
   it was refused, or one more is offered.
   Contract: li.set with form.set__log data-key, [name=number] and ids that end in -<number>-<side>, or
   with form.set__back data-other, where to bring it back; in it .set__inputs and .tick. The labels name
   the number before a comma. #session data-device are the words. */
import { remember } from "./now.js";

const session = document.getElementById("session");

export const press = (tick, isDone) => {
  tick.classList.toggle("tick--done", isDone);
  tick.setAttribute("aria-pressed", isDone);
};

export const here = ({ state }) => (state === "sent" ? "" : session.dataset.device);

export const note = (row, text) => {
  row.querySelector(".set__device")?.remove();
  if (!text) return;
  const said = document.createElement("small");
  said.className = "set__device";
  said.textContent = text;
  row.append(said);
};

/* All that a row says, in one order, whether its effort and note stand in fields or are remembered. */
export const said = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && (value || name !== "note")).sort());

/* An entry from before a switch of units keeps the unit that its field had. */
export const fill = (form, { fields, labels = [] }) => {
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
  form.dataset.said = said(form);
};

export const toggle = (row, isDone, kind) => {
  const form = row.querySelector(".set__back");
  const { other, outbox } = form.dataset;
  if (outbox === kind) return;
  form.dataset.other = form.getAttribute("action");
  form.setAttribute("action", other);
  form.dataset.outbox = kind;
  press(form.querySelector(".tick"), isDone);
};

export const reopen = (row) => {
  const form = row.querySelector(".set__log");
  row.classList.remove("set--waiting");
  delete form.dataset.waits;
  delete form.dataset.said;
  press(row.querySelector(".tick"), false);
  row.querySelector(".tick").removeAttribute("aria-pressed");
  note(row);
};

/* The row again, with what was typed and why it was refused. */
export const refuse = (entry, form) => {
  if (!entry.into.startsWith("set-") || !form?.matches(".set__log") || form.dataset.waits) return;
  form.dataset.entry = entry.id;
  if (form.querySelector(".errorlist")) return;
  const found = new DOMParser().parseFromString(entry.said ?? "", "text/html").querySelector("[role=alert]");
  for (const field of form.querySelectorAll(".set__inputs input")) field.value = entry.fields[field.name] ?? "";
  if (found) form.append(found);
};

/* After the last extra set there is one more to offer, which without an answer is a copy of its row.
   Returns the new rows. */
export const offerOneMore = (row, number) => {
  const list = row.parentElement;
  const rows = (which) => [...list.children].filter((each) => each.querySelector("[name=number]")?.value === `${which}`);
  if (rows(number + 1).length) return [];
  for (const each of rows(number)) {
    const { key } = each.querySelector(".set__log").dataset;
    const last = (Number.parseInt(key.slice(24), 16) + number).toString(16).padStart(12, "0").slice(-12);
    const copy = each.cloneNode(true);
    copy.id = `set-${key}`;
    for (const each of copy.querySelectorAll(".set__now, .step")) each.remove();
    const html = copy.outerHTML
      .replaceAll(key, key.slice(0, 24) + last)
      .replaceAll(`-${number}-`, `-${number + 1}-`)
      .replaceAll(`name="number" value="${number}"`, `name="number" value="${number + 1}"`)
      .replaceAll(` ${number},`, ` ${number + 1},`);
    list.insertAdjacentHTML("beforeend", html);
    htmx.process(list.lastElementChild);
  }
  return rows(number + 1);
};
