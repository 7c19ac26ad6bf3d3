/* Figures without much typing: − and +, a tap selects, Enter goes on to the next row, ↑ and ↓ move
   between the rows.
   Contract: .set is a row, with fields in .set__inputs and a ✓ .tick; form.set__log is one still to do;
   button[data-step] (now.js makes them) adds the step to the field beside it, or to its placeholder if
   it is empty. Comma and point are both accepted, as by the server. */
import { unfold } from "./now.js";

const FIELD = ".set__inputs input";
let fromField = null;

const step = ({ dataset, parentElement }) => {
  const field = parentElement.querySelector("input");
  const number = Number.parseFloat((field.value || field.placeholder).replace(",", ".")) || 0;
  field.value = Math.max(0, Math.round((number + Number(dataset.step)) * 100) / 100);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const move = (from, by) => {
  // The row for an extra set is skipped, unless it is open.
  const rows = [...document.querySelectorAll(".set")].filter((row) => !row.matches(".set--extra") || row.checkVisibility());
  const same = from.matches(".tick") ? ".tick" : `${FIELD}[name="${from.name}"]`;
  let index = rows.indexOf(from.closest(".set")) + by;
  while (rows[index] && !rows[index].querySelector(same)) index += by;
  if (!rows[index]) return;
  unfold(rows[index]);
  rows[index].querySelector(same).focus();
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-step]");
  if (button) step(button);
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(FIELD)) target.select();
});

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!target.matches(`${FIELD}, .set .tick`)) return;
  if (key === "Enter") fromField = target.name;
  if (key !== "ArrowUp" && key !== "ArrowDown") return;
  event.preventDefault();
  move(target, key === "ArrowUp" ? -1 : 1);
});

// The focus has moved to the next ✓: after typing it moves on to the field in that row.
document.addEventListener("set-shown", () => {
  const row = document.activeElement?.closest("form.set__log");
  if (fromField && row && document.activeElement.matches(".tick"))
    (row.elements[fromField] ?? row.querySelector(FIELD)).focus();
  fromField = null;
});
