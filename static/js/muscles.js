/* A tap on the body map ticks a muscle in the list below it: main work, then helps, then neither.
   Contract: a path with data-muscle="glutes" stands for the boxes primary and secondary with the value
   "glutes"; CSS colours the map by what is ticked. The element .muscle-choice__said says what is chosen,
   after the words in its data-primary and data-secondary. */
const place = document.getElementById("muscles");
const said = place.querySelector(".muscle-choice__said");
const box = (name, muscle) => place.querySelector(`input[name="${name}"][value="${muscle}"]`);

const chosen = (name) =>
  [...place.querySelectorAll(`input[name="${name}"]:checked`)]
    .map((each) => each.closest("fieldset").querySelector("legend").textContent)
    .join(", ");

const say = () => {
  const parts = ["primary", "secondary"].map((name) => (chosen(name) ? `${said.dataset[name]} ${chosen(name)}.` : ""));
  said.textContent = parts.filter(Boolean).join(" ");
};

place.addEventListener("click", (event) => {
  const muscle = event.target.closest("[data-muscle]")?.dataset.muscle;
  if (!muscle) return;
  const [main, helps] = [box("primary", muscle), box("secondary", muscle)];
  [main.checked, helps.checked] = [!main.checked && !helps.checked, main.checked];
  say();
});
place.addEventListener("change", ({ target }) => {
  const other = target.name === "primary" ? "secondary" : "primary";
  if (target.checked) box(other, target.value).checked = false;
  say();
});
addEventListener("pageshow", say);
say();
