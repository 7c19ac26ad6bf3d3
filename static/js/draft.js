/* Stores the ticked answers of a form on this device until it is sent, and fills them in again.
   They are health answers: they are sent with the form and nowhere else, in no address and no cookie,
   and are deleted after a day, when they have arrived, on log-out and when consent is withdrawn
   (outbox/forget.js).
   Contract: form[data-draft="name"]; [data-draft-kept] is shown if answers can be stored,
   [data-draft-back] when some were filled in, and its button empties them; [data-draft-sent="name"] on a
   page means that they have arrived; form[data-drafts-end] deletes all drafts; <body data-owner> is their
   person. Without this script the server shows a refused form again with its answers. */
import { named } from "./place.js";

const DAY = 24 * 60 * 60 * 1000;
const ALL = named("draft.");
const key = (name) => `${ALL}${name}.${document.body.dataset.owner}`;
const form = document.querySelector("form[data-draft]");

/* A browser may refuse to store anything. */
const storage = (() => {
  try {
    localStorage.setItem(`${ALL}try`, "1");
    localStorage.removeItem(`${ALL}try`);
    return localStorage;
  } catch {
    return null;
  }
})();

const kept = (name) => {
  try {
    const { at, answers } = JSON.parse(storage.getItem(key(name)));
    return Date.now() - at < DAY ? answers : null;
  } catch {
    return null;
  }
};

const answers = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
const boxes = () => [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];

const fillIn = (found) => {
  const ticked = new Set(found.map(([name, value]) => `${name}=${value}`));
  for (const box of boxes()) box.checked = ticked.has(`${box.name}=${box.value}`);
};

if (storage && form) {
  const name = form.dataset.draft;
  const back = document.querySelector("[data-draft-back]");
  const found = kept(name);
  // The answers that the server shows again after a refusal are newer.
  if (found?.length && !answers().length) {
    fillIn(found);
    back.hidden = false;
  } else if (!found) {
    storage.removeItem(key(name));
  }
  document.querySelector("[data-draft-kept]").hidden = false;
  form.addEventListener("change", () => {
    storage.setItem(key(name), JSON.stringify({ at: Date.now(), answers: answers() }));
  });
  back.querySelector("button").addEventListener("click", () => {
    storage.removeItem(key(name));
    fillIn([]);
    back.hidden = true;
    boxes()[0].focus();
  });
}

const sent = document.querySelector("[data-draft-sent]");
if (storage && sent) storage.removeItem(key(sent.dataset.draftSent));

document.querySelector("form[data-drafts-end]")?.addEventListener("submit", () => {
  for (const each of Object.keys(storage ?? {})) if (each.startsWith(ALL)) storage.removeItem(each);
});
