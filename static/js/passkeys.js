/* Passkeys: ask the browser to make one, or to answer with one, and send what it says.
   Contract: a form with data-passkey ("create" or "get") and data-options (the question, as JSON of
   WebAuthn); in it a button [data-passkey-start], which is hidden until this runs, the hidden fields
   "challenge" and "credential", and [data-passkey-said] with a sentence for each way to fail. With
   data-autofill the browser also offers passkeys in the field whose autocomplete says "webauthn". */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const decoded = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));

function question({ publicKey }) {
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: bytes(asked.user.id) };
  asked.excludeCredentials = decoded(asked.excludeCredentials);
  asked.allowCredentials = decoded(asked.allowCredentials);
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value != null));
}

function answer({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(given) };
}

const WAYS_TO_FAIL = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "elsewhere" };

let waiting = null; // what the browser offers beside a field, until a button asks

async function ask(form, options = {}) {
  const publicKey = question(JSON.parse(form.dataset.options));
  const found = await navigator.credentials[form.dataset.passkey]({ publicKey, ...options });
  form.elements.credential.value = JSON.stringify(answer(found));
  form.submit();
}

async function offer(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  await ask(form, { mediation: "conditional", signal: waiting.signal }).catch(() => {});
}

function prepare(form) {
  const button = form.querySelector("[data-passkey-start]");
  const said = form.querySelector("[data-passkey-said]");
  const say = (why) => {
    said.textContent = said.dataset[why];
    said.hidden = false;
  };
  if (!window.PublicKeyCredential) {
    say("unknown");
    return;
  }
  button.hidden = false;
  // Enter in a field asks, too; what `ask` sends brings no such event.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", async () => {
    said.hidden = true;
    button.disabled = true;
    waiting?.abort();
    await ask(form).catch((error) => say(WAYS_TO_FAIL[error.name] ?? "failed"));
    button.disabled = false;
  });
  if (!("autofill" in form.dataset)) return;
  offer(form);
  // A page with a question open isn't kept in memory for Back.
  addEventListener("pagehide", () => waiting?.abort());
  addEventListener("pageshow", ({ persisted }) => persisted && offer(form));
}

document.querySelectorAll("[data-passkey]").forEach(prepare);
