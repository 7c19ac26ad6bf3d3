/* After the last extra set there is one more to offer, which without an answer is a copy of its row.
   Contract: .set with form.set__log data-key, [name=number] and ids that end in -<number>-<side>; the
   labels name the number before a comma. Returns the new rows. */
export const offerOneMore = (row, number) => {
  const list = row.parentElement;
  const rows = (which) => [...list.children].filter((each) => each.querySelector("[name=number]")?.value === `${which}`);
  if (rows(number + 1).length) return [];
  for (const each of rows(number)) {
    const { key } = each.querySelector(".set__log").dataset;
    const last = (Number.parseInt(key.slice(24), 16) + number).toString(16).padStart(12, "0").slice(-12);
    const copy = each.cloneNode(true);
    copy.id = `set-${key}`;
    for (const each of copy.querySelectorAll(".set__now, .step")) each.remove();
    const html = copy.outerHTML
      .replaceAll(key, key.slice(0, 24) + last)
      .replaceAll(`-${number}-`, `-${number + 1}-`)
      .replaceAll(`name="number" value="${number}"`, `name="number" value="${number + 1}"`)
      .replaceAll(` ${number},`, ` ${number + 1},`);
    list.insertAdjacentHTML("beforeend", html);
    htmx.process(list.lastElementChild);
  }
  return rows(number + 1);
};
