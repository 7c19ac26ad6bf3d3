/* The current row: the next one to do in each exercise has the cue, the effort and note, and − and +
   at its fields. With each set they move to the next row. After the last one the next exercise opens,
   and once that is begun, the finished one folds.
   Contract: .item with .set rows; .set__now is the part that moves; input[data-step] in .set__field, and
   the templates of its − and +; #session data-left, data-right name the sides. details.item__fold is an
   exercise that opens and folds. */
const session = document.getElementById("session");
const words = session.dataset;

/* Prescribed rows that are still to do, recognised by their form: while htmx replaces a row, it has the
   classes of the old one for a moment. */
export const OPEN = ".set:not(.set--done, .set--waiting, .set--extra):has(.set__log)";
const MORE = ".set--extra:not(.set--done, .set--waiting):has(.set__log)";
const SAID = ["rir", "note"];
// The parts as they were before anything was entered, by exercise.
const blanks = new WeakMap();

/* A copy of a template of the page (templates/routines/_session_parts.html). */
export const part = (name) => document.getElementById(`part-${name}`).content.cloneNode(true);

/* The side of a field, if one row holds both sides. */
const sideOf = ({ form, name }) => {
  if (!form.elements.amount_right || name === "load") return "";
  return name === "amount" ? words.left : words.right;
};

const addSteps = (row) => {
  if (row.querySelector(".step")) return;
  for (const field of row.querySelectorAll("input[data-step]")) {
    const [less, more] = part(field.name === "load" ? "steps-load" : "steps").children;
    for (const each of [less, more]) {
      each.dataset.for = field.id;
      each.dataset.step = `${each === less ? "-" : ""}${field.dataset.step}`;
      each.setAttribute("aria-label", [each.getAttribute("aria-label"), sideOf(field)].filter(Boolean).join(", "));
    }
    field.before(less);
    field.after(more);
  }
};

/* Leaves the entered effort and note in their row, hidden, and begins the next row with empty ones. */
const leave = (now) => {
  const form = now.closest("form");
  for (const name of SAID) {
    const value = new FormData(form).get(name);
    if (value) remember(form, name, value);
  }
};

export const addHidden = (form, name, value) => {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(field);
  return field;
};

/* Stores a set's effort and note in hidden fields of its form, if it has no other fields for them. */
export const remember = (form, name, value) => {
  form.querySelector(`[data-remembered][name=${name}]`)?.remove();
  addHidden(form, name, value).dataset.remembered = "";
};

const take = (row, now) => {
  const form = row.querySelector(".set__log");
  for (const field of form.querySelectorAll("[data-remembered]")) {
    const radio = now.querySelector(`[name=${field.name}][type=radio][value="${field.value}"]`);
    if (radio) radio.checked = true;
    else if (field.name === "note") now.querySelector("[name=note]").value = field.value;
    field.remove();
  }
  form.querySelector(".set__inputs").before(now);
};

/* Moves the parts of an exercise's current row to the row that is current now. */
export const handOn = (item) => {
  const all = [...item.querySelectorAll(".set__now")];
  if (all.length && !blanks.has(item)) blanks.set(item, blank(all[0]));
  const row = item.querySelector(OPEN) ?? item.querySelector(MORE);
  const own = row?.querySelector(".set__now");
  const text = (own ?? all[0])?.querySelector(".set__cue").textContent;
  for (const now of all) {
    if (now === own) continue;
    leave(now);
    now.remove();
  }
  for (const each of item.querySelectorAll(".set")) {
    if (each === row) continue;
    each.classList.remove("set--now");
    for (const step of each.querySelectorAll(".step")) step.remove();
  }
  if (!row) return;
  row.classList.add("set--now");
  if (!own && blanks.has(item)) {
    const now = blanks.get(item).cloneNode(true);
    if (text) now.querySelector(".set__cue").textContent = text;
    take(row, now);
  }
  addSteps(row);
};

const blank = (now) => {
  const copy = now.cloneNode(true);
  for (const radio of copy.querySelectorAll("[type=radio]")) radio.checked = radio.defaultChecked = false;
  copy.querySelector("[name=note]").setAttribute("value", "");
  copy.querySelector("details").open = false;
  return copy;
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

/* Moves the parts in all exercises, after an answer has replaced some rows. */
export const handAllOn = () => {
  for (const item of session.querySelectorAll(".item:has(.set)")) handOn(item);
};

for (const name of ["load", "afterSettle"]) document.addEventListener(`htmx:${name}`, handAllOn);
handAllOn();
// On coming back in mid-session the current row is above the foot, not below it.
if (!location.hash) session.querySelector("details[open] .set--now")?.scrollIntoView({ block: "nearest", behavior: "instant" });
