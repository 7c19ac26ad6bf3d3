/* The current row: the next one to do in each exercise has the cue, the effort and note, and − and +
   at its fields. With each set they move to the next row. After the last one the next exercise opens,
   and once that is begun, the finished one folds.
   Contract: .item with its name in data-name, its .set rows and its .figure-place; .set__now is the part that moves, [data-remembered]
   what was entered in it; input[data-step] in .set__field; the templates of its − and +, of effort and
   note, of a figure's button, and of what a link [data-more] leads to; #session data-key, and the words data-left, data-right of the sides.
   details.item__fold is an exercise that opens and folds. */
import { start } from "../pictures.js";
import { writeOut } from "./brief.js";
import { ANY, part, rewrite, words } from "./parts.js";

const session = document.getElementById("session");

/* Prescribed rows that are still to do, recognised by their form: while htmx replaces a row, it has the
   classes of the old one for a moment. */
export const OPEN = ".set:not(.set--done, .set--waiting, .set--extra):has(.set__log)";
const MORE = ".set--extra:not(.set--done, .set--waiting):has(.set__log)";
const SAID = ["rir", "note"];
// The part that moves, by exercise: between two current rows it is in none.
const parts = new WeakMap();

/* A copy of a template, for this exercise. */
const partOf = (item, name) => {
  const copy = part(name);
  rewrite(copy, [["{name}", item.dataset.name], ["{session}", session.dataset.key], [ANY, item.id.slice(5)]]);
  return copy;
};

/* The side of a field, if one row holds both sides. */
const sideOf = ({ form, name }) => {
  if (!form.elements.amount_right || name === "load") return "";
  return name === "amount" ? words.left : words.right;
};

const stepsOf = ({ name, dataset }) => {
  if (name !== "load") return "steps";
  return "help" in dataset ? "steps-help" : "steps-load";
};

const addSteps = (row) => {
  if (row.querySelector(".step")) return;
  for (const field of row.querySelectorAll("input[data-step]")) {
    const [less, more] = part(stepsOf(field)).children;
    for (const each of [less, more]) {
      each.dataset.step = `${each === less ? "-" : ""}${field.dataset.step}`;
      each.setAttribute("aria-label", [each.getAttribute("aria-label"), sideOf(field)].filter(Boolean).join(", "));
    }
    field.before(less);
    field.after(more);
  }
};

/* Stores a set's effort and note in hidden fields of its form, if it has no other fields for them. */
export const remember = (form, name, value) => {
  form.querySelector(`[data-remembered][name=${name}]`)?.remove();
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  field.dataset.remembered = "";
  form.append(field);
};

/* Leaves the entered effort and note in their row, hidden. */
const leave = (now) => {
  const form = now.closest("form");
  for (const name of SAID) {
    const value = new FormData(form).get(name);
    if (value) remember(form, name, value);
  }
  now.querySelector(".set__said")?.remove();
  now.remove();
};

/* Adds fields for effort and note, filled with what is stored in the row. */
const addSaid = (now, item) => {
  if (now.querySelector(".set__said")) return;
  now.append(partOf(item, "said"));
  const form = now.closest("form");
  for (const field of form.querySelectorAll("[data-remembered]")) {
    field.remove();
    form.elements[field.name].value = field.value;
    now.querySelector("details").open = true;
  }
};

/* Moves the parts of an exercise's current row to the row that is current now. */
export const handOn = (item) => {
  const all = [...item.querySelectorAll(".set__now")];
  const row = item.querySelector(OPEN) ?? item.querySelector(MORE);
  const own = row?.querySelector(".set__now");
  if (all.length) parts.set(item, own ?? all[0]);
  for (const now of all) if (now !== own) leave(now);
  for (const each of item.querySelectorAll(".set")) {
    if (each === row) continue;
    each.classList.remove("set--now");
    for (const step of each.querySelectorAll(".step")) step.remove();
  }
  if (!row) return;
  row.classList.add("set--now");
  const now = parts.get(item);
  if (now) {
    if (!own) row.querySelector(".set__inputs").before(now);
    addSaid(now, item);
  }
  addSteps(row);
};

const isDone = (fold) => !fold.querySelector(OPEN);

/* Opens the exercise of this row; without a row all sets are done, and the cool-down is next. */
export const unfold = (row) => {
  const fold = row ? row.closest(".item__fold") : session.querySelector("#phase-cool-down details");
  if (fold) fold.open = true;
};

/* Folds the other finished exercises, so that the part under the finger stays in place. */
export const foldOthers = (row) => {
  const before = row.getBoundingClientRect().top;
  for (const fold of session.querySelectorAll(".item__fold[open]"))
    if (!fold.contains(row) && isDone(fold)) fold.open = false;
  scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
};

/* Moves the parts in all exercises, after an answer has replaced some rows; and puts what an exercise's
   own page offers in the place of the link to it, and the buttons on the figures. */
export const handAllOn = () => {
  writeOut();
  for (const item of session.querySelectorAll(".item:has(.set)")) handOn(item);
  for (const link of session.querySelectorAll("[data-more]")) link.replaceWith(partOf(link.closest(".item"), "more"));
  for (const figure of session.querySelectorAll(".item .figure-place:not(:has(button))")) {
    figure.append(partOf(figure.closest(".item"), "play"));
    start(figure);
  }
};

for (const name of ["load", "afterSettle"]) document.addEventListener(`htmx:${name}`, handAllOn);
handAllOn();
// On coming back in mid-session the current row is above the foot, not below it.
if (!location.hash) session.querySelector("details[open] .set--now")?.scrollIntoView({ block: "nearest", behavior: "instant" });
