/* Moves exercises of the session, does them in turn and takes them out, before the server knows.
   Contract: .session-items has each .item, with data-superset and data-turn in a superset; .item--out was swapped
   out and stands before its substitute, .item--removed was taken out. form[data-outbox=order] in an .item has the
   buttons [name=step]; in its entry, `order` is "key.superset" of all items. The name is in h3; the word data-with
   says with what a superset is done; the template part-removed undoes a removal. */
import { keep } from "../outbox/forms.js";
import { ANY, part, rewrite, words } from "./parts.js";
import { stepped } from "./places.js";

const session = document.getElementById("session");
const LIVE = ".item:not(.item--out, .item--removed)";
const keyOf = (item) => item.id.slice(5);
const list = () => session.querySelector(".session-items");
const live = () => [...list().querySelectorAll(`:scope > ${LIVE}`)];
const isWhole = () => !session.matches(".session--one");

/* Writes the label of each exercise in a superset, and with which others it is done. */
export const nameTurns = () => {
  const items = live();
  let letter = 64;
  items.forEach((item, index) => {
    const { superset } = item.dataset;
    const others = items.filter((each) => superset && each.dataset.superset === superset);
    item.querySelectorAll(":scope .superset, :scope [data-with]").forEach((each) => each.remove());
    delete item.dataset.turn;
    if (others.length < 2) return;
    if (items[index - 1]?.dataset.superset !== superset) letter += 1;
    item.dataset.turn = String.fromCharCode(letter) + (others.indexOf(item) + 1);
    const label = Object.assign(document.createElement("span"), { className: "superset", textContent: item.dataset.turn });
    const names = others.filter((each) => each !== item).map((each) => each.dataset.name);
    const said = Object.assign(document.createElement("span"), {
      className: "visually-hidden",
      textContent: `, ${words.with.replace("{names}", names.join(", "))}`,
    });
    said.dataset.with = "";
    item.querySelector("h3").prepend(label, " ");
    item.querySelector("h3").append(said);
  });
};

/* Puts the exercises in the order of an entry. */
export const arrange = (order = "") => {
  if (!order || !isWhole()) return;
  const blocks = new Map();
  let before = [];
  let last = null;
  for (const item of list().children) {
    if (item.matches(LIVE)) {
      blocks.set(keyOf(item), (last = [...before, item]));
      before = [];
    } else if (last && item.matches(".item--removed")) last.push(item);
    else before.push(item);
  }
  const named = order.split(" ").map((word) => word.split("."));
  // An exercise that the entry doesn't know stays behind the one that it follows.
  const keys = named.map(([key]) => key).filter((key) => blocks.has(key));
  [...blocks.keys()].forEach((key, index, all) => {
    if (!keys.includes(key)) keys.splice(keys.indexOf(all[index - 1]) + 1, 0, key);
  });
  const focused = document.activeElement;
  for (const key of keys) list().append(...blocks.get(key));
  list().append(...before);
  for (const [key, superset] of named) {
    const item = document.getElementById(`item-${key}`);
    if (Number(superset)) item.dataset.superset = superset;
    else delete item?.dataset.superset;
  }
  nameTurns();
  if (list().contains(focused)) focused.focus();
};

/* Takes an exercise out, or puts it back. */
export const drop = (item, isOut) => {
  if (!item) return;
  item.classList.toggle("item--removed", isOut);
  item.querySelector(":scope > [data-outbox=drop]")?.remove();
  if (isOut) {
    const form = part("removed");
    rewrite(form, [[ANY, keyOf(item)]]);
    for (const each of form.querySelectorAll("span")) each.textContent = each.textContent.replace("{name}", item.dataset.name);
    item.append(form);
    item.querySelector(":scope > [data-outbox=drop] button").focus();
  }
  nameTurns();
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.outbox !== "order" || event.defaultPrevented || !isWhole()) return;
  event.preventDefault();
  const item = form.closest(".item");
  const slots = live().map((each) => ({ key: keyOf(each), group: Number(each.dataset.superset ?? 0) }));
  const step = event.submitter.value;
  const order = stepped(slots, keyOf(item), step).map(({ key, group }) => `${key}.${group}`).join(" ");
  keep(form, event.submitter, { fields: { step, order } });
}, true);
