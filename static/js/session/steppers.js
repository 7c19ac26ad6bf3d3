/* Figures without much typing: − and +, a tap selects, Enter goes on to the next row, ↑ and ↓ move
   between the rows.
   Contract: .set is a row, with fields in .set__inputs and a ✓ .tick; form.set__log is one that is
   still to do; button[data-step][data-for] (now.js makes them) adds the step to the field with that
   id, from its placeholder where it is empty. Comma and point are both read; the server reads both,
   too. */
import { unfold } from "./now.js";

const FIELD = ".set__inputs input";
let fromField = null;

const step = ({ dataset }) => {
  const field = document.getElementById(dataset.for);
  const number = Number.parseFloat((field.value || field.placeholder).replace(",", ".")) || 0;
  field.value = Math.max(0, Math.round((number + Number(dataset.step)) * 100) / 100);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const move = (from, by) => {
  // One set more is passed by, unless it was asked for.
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

// The focus has gone to the next ✓: who typed goes on to the field in that row.
document.addEventListener("set-shown", () => {
  const row = document.activeElement?.closest("form.set__log");
  if (fromField && row && document.activeElement.matches(".tick"))
    (row.elements[fromField] ?? row.querySelector(FIELD)).focus();
  fromField = null;
});
