/* The quiet line of every page, and the warning before logging out.
   Contract: #outbox-line is hidden until this runs; its <a> shows the state; its words are data-saved,
   data-one, data-more ("{number} waiting …"), data-refused-one, data-refused, data-login. It stays hidden
   if no person is known. #outbox-stays, hidden, has data-one and data-more. */
import { mine, state } from "./page.js";

const line = document.getElementById("outbox-line");
const stays = document.getElementById("outbox-stays");
const words = (dataset, number, one, more) =>
  number && (number === 1 ? dataset[one] : dataset[more].replace("{number}", number));

const write = (entries, result) => {
  const refused = entries.filter((each) => each.state === "refused").length;
  const waiting = entries.length - refused;
  const parts = [
    words(line.dataset, waiting, "one", "more"),
    words(line.dataset, refused, "refusedOne", "refused"),
    waiting && result === "login" && line.dataset.login,
  ].filter(Boolean);
  const text = parts.join(" · ") || line.dataset.saved;
  const link = line.querySelector("a");
  if (link.textContent.trim() !== text) link.lastElementChild.textContent = text;
  line.hidden = false;
  line.classList.toggle("outbox-line--waits", entries.length > 0);
  if (!stays) return;
  stays.hidden = !entries.length;
  stays.textContent = words(stays.dataset, entries.length, "one", "more") || "";
};

let tried = "ok";
document.addEventListener("outbox:state", ({ detail: { mine, result } }) => {
  if (result) tried = result;
  write(mine, tried);
});
// Nothing is shown during the first try; after a failed one, at once.
document.addEventListener("outbox:kept", async () => tried !== "ok" && write(await mine(), tried));
if (document.body.dataset.owner) state().catch(() => {});
