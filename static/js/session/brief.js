/* The rows of sets that aren't the current one come without their fields, which are those of the current
   row: here they get copies of them.
   Contract: .set--brief, with its key in its id, its name in data-name, data-switch as its form has it, and a
   link .tick to #tick-<item>-<number>-<side> on the page that has all fields. What was done the last time
   stands in .set__previous, with data-what if it can be copied. The template part-copy has {key}, {name} and
   {what}. The current row is .set--now of the same .item, whose data-rest is the rest after a whole set. */
import { keyOf } from "../outbox/forms.js";
import { ANY, part, rewrite } from "./parts.js";

/* A copy of the current row's form, for another row. */
const formLike = (now, row, item, [number, side]) => {
  const own = now.querySelector(".set__log");
  const copy = document.createElement("div");
  copy.append(own.cloneNode(true));
  rewrite(copy, [[keyOf(own), row.id.slice(4)], [now.dataset.name, row.dataset.name]]);
  const form = copy.firstElementChild;
  for (const each of form.querySelectorAll(".set__now, .set__last, .set__found, .step, .errorlist, [data-remembered]")) each.remove();
  for (const field of form.querySelectorAll(".set__inputs input")) field.value = "";
  Object.assign(form.elements.number, { value: number });
  Object.assign(form.elements.side, { value: side });
  if ("rest" in form.dataset) form.dataset.rest = side === "left" ? 0 : item.dataset.rest;
  if ("hold" in form.dataset) form.dataset.side = side;
  delete form.dataset.switch;
  if (row.dataset.switch) form.dataset.switch = row.dataset.switch;
  return form;
};

/* The button that copies what was done the last time. */
const copyButton = (said, row, item, [number, side]) => {
  const made = part("copy");
  const { what } = said.dataset;
  rewrite(made, [[ANY, item.id.slice(5)], ["{key}", row.id.slice(4)], ["{name}", row.dataset.name], ["{what}", what]]);
  made.querySelector("[name=number]").value = number;
  made.querySelector("[name=side]").value = side;
  made.querySelector("button").textContent = said.textContent;
  return made;
};

/* Gives a row its fields. */
const write = (row) => {
  const item = row.closest(".item");
  const link = row.querySelector(".tick");
  const place = link.hash.split("-").slice(-2);
  const form = formLike(item.querySelector(".set--now"), row, item, place);
  form.querySelector(".tick").id = link.hash.slice(1);
  const last = row.querySelector(".set__last");
  if (last) form.querySelector(".set__inputs").before(last);
  link.replaceWith(form);
  const said = row.querySelector(".set__previous[data-what]");
  said?.replaceWith(copyButton(said, row, item, place));
  row.classList.remove("set--brief");
  delete row.dataset.switch;
  htmx.process(row);
};

export const writeOut = () => document.querySelectorAll(".set--brief").forEach(write);
