/* The page of waiting entries: correct, discard, download, send now.
   Contract: #outbox, hidden until this runs; its data- attributes are the words for each kind of entry
   ("… {name}"). In it [data-outbox-…] none, list, all, send, download, told, and the template
   #outbox-entry with its .outbox-entry__… parts. */
import { kick, mine, state } from "./page.js";
import { add, all, change } from "./store.js";

const page = document.getElementById("outbox");
const part = (name) => page.querySelector(`[data-outbox-${name}]`);
const words = page.dataset;
const time = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });

const nameOf = ({ kind, name, fields }) => {
  const off = { tick: !fields.done && "untick", skip: !fields.reason && "unskip", drop: !fields.removed && "undrop" }[kind];
  return (words[off || kind] ?? "{name}").replace("{name}", name);
};

/* "weight in kg: 8, repetitions: 12" */
const whatOf = ({ labels, fields }) =>
  [...labels.map(([name, label, empty]) => [label, fields[name] || empty]), ["", fields.pain]]
    .filter(([, value]) => value)
    .map(([label, value]) => (label ? `${label}: ${value}` : value))
    .join(", ");

const whyOf = ({ said }) => {
  if (!said) return "";
  const found = new DOMParser().parseFromString(said, "text/html");
  const alerts = [...found.querySelectorAll("[role=alert], .errorlist li")].map((each) => each.textContent.trim());
  return alerts.join(" ") || found.body.textContent.trim().slice(0, 200);
};

/* Another tab or the service worker may have sent the entry since it was listed: a change made here
   still counts. */
const now = async ({ id }) => (await all()).find((each) => each.id === id);

const correct = async (entry, fields) => {
  const again = (was, at = 0) => ({ ...was, fields, at: Math.max(Date.now(), was.at + 1, at), state: "waiting", said: "" });
  const there = await now(entry);
  const changed = there && (await change(there, (was) => again(was)));
  if (!changed) await add((at) => ({ ...again(entry, at), rev: entry.rev + 1 }));
  await kick();
};

const discarded = new Set();
const tellSaved = (entry) => {
  part("told").hidden = false;
  part("told").textContent = words.already.replace("{name}", nameOf(entry));
};

const discard = async (entry) => {
  const there = await now(entry);
  const gone = there && there.state !== "sent" && (await change(there));
  if (gone) discarded.add(entry.id);
  else tellSaved(entry);
  await state();
};

// It was being sent.
document.addEventListener("outbox:answered", ({ detail: { entry, answer } }) => {
  if (answer.what === "acked" && discarded.has(entry.id)) tellSaved(entry);
});

const open = (row, entry) => {
  const form = row.querySelector("form");
  form.hidden = false;
  form.querySelector("input, button").focus();
  form.onsubmit = async (event) => {
    event.preventDefault();
    await correct(entry, { ...entry.fields, ...Object.fromEntries(new FormData(form)) });
  };
};

const rowOf = (entry) => {
  const row = document.getElementById("outbox-entry").content.firstElementChild.cloneNode(true);
  const fill = (name, text) => (row.querySelector(`.outbox-entry__${name}`).textContent = text);
  fill("name", nameOf(entry));
  fill("what", whatOf(entry));
  fill("state", words[entry.state]);
  fill("when", words.when.replace("{time}", time.format(entry.at)));
  fill("why", entry.state === "refused" ? whyOf(entry) : "");
  for (const each of row.querySelectorAll(".visually-hidden")) each.textContent = ` ${nameOf(entry)}`;
  const button = row.querySelector("form button");
  for (const [name, text, empty] of entry.labels) {
    const label = document.createElement("label");
    const field = Object.assign(document.createElement("input"), { name, value: entry.fields[name] || empty });
    label.append(text, field);
    button.before(label);
  }
  const correct = row.querySelector("[data-correct]");
  correct.hidden = !entry.labels.length && entry.state === "waiting";
  correct.onclick = () => open(row, entry);
  row.querySelector("[data-discard]").onclick = () => confirm(words.sure) && discard(entry);
  return row;
};

/* Draws only what has changed: a button must not disappear under a finger, nor a field while typing. */
let drawn = "";
const draw = ({ detail: { mine } }) => {
  page.hidden = false;
  const now = JSON.stringify(mine);
  if (now === drawn) return;
  part("none").hidden = mine.length > 0;
  part("all").hidden = !mine.length;
  if (part("list").contains(document.activeElement.closest("form"))) return;
  drawn = now;
  part("list").replaceChildren(...mine.map(rowOf));
};

part("send").onclick = kick;
part("download").onclick = async () => {
  const file = new Blob([JSON.stringify(await mine(), null, 2)], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(file),
    download: `backhealth-${words.file}-${new Date().toISOString().slice(0, 10)}.json`,
  });
  link.click();
  URL.revokeObjectURL(link.href);
};
document.addEventListener("outbox:state", draw);
