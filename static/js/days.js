/* Greys the weekdays that the picked ones rule out, and says why.
   Contract: #days has data-sets, all valid sets of weekdays as JSON; its checkboxes are named
   "weekdays", the radio buttons "sessions_per_week"; each label ends in a <small>, and
   data-next-to ("next to {day}") and data-full are the words for it.
   Without this script the form refuses the same sets with the same reason. */
const days = document.getElementById("days");

if (days) {
  const sets = JSON.parse(days.dataset.sets);
  const boxes = [...days.querySelectorAll('input[name="weekdays"]')];
  const name = (box) => box.parentElement.querySelector("span").textContent;

  const update = () => {
    const wanted = Number(days.querySelector('input[name="sessions_per_week"]:checked').value);
    const picked = boxes.filter((box) => box.checked).map((box) => Number(box.value));
    const fits = (day) =>
      sets.some((set) => set.length === wanted && [...picked, day].every((each) => set.includes(each)));
    for (const box of boxes) {
      const day = Number(box.value);
      box.disabled = !box.checked && !fits(day);
      const neighbour = boxes.find(
        (other) => other.checked && [1, 6].includes(Math.abs(Number(other.value) - day)),
      );
      const why = neighbour ? days.dataset.nextTo.replace("{day}", name(neighbour)) : days.dataset.full;
      box.parentElement.querySelector("small").textContent = box.disabled ? why : "";
    }
  };

  days.addEventListener("change", update);
  update();
}
