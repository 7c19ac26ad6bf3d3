/* Keeps what is ticked in a form on this device until it is sent, and fills it in again.
   Health answers: they go to the server with the form and nowhere else, into no address and no cookie,
   and they are let go of after a day, when they have arrived, on log-out and when consent is withdrawn
   (outbox/forget.js).
   Contract: form[data-draft="name"]; [data-draft-kept] is shown where answers can be kept,
   [data-draft-back] when some were filled in, and its button empties them; [data-draft-sent="name"] on a
   page says that they have arrived; form[data-drafts-end] ends all drafts; <body data-owner> says whose
   they are. Without this script the server shows a refused form again with what was ticked. */
const DAY = 24 * 60 * 60 * 1000;
const key = (name) => `draft.${name}.${document.body.dataset.owner}`;
const form = document.querySelector("form[data-draft]");

/* A browser may refuse to keep anything. */
const storage = (() => {
  try {
    localStorage.setItem("draft.try", "1");
    localStorage.removeItem("draft.try");
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
  // What the server shows again after a refusal is newer.
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
  for (const each of Object.keys(storage ?? {})) if (each.startsWith("draft.")) storage.removeItem(each);
});
