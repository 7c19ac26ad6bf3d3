/* Puts the exercises of a day in order by dragging, or by the arrow keys on a handle.
   Contract: a [data-rows] list of rows with data-place, each with a form that has a field `to` and
   the buttons up, down and to. A row's .editor-handle is hidden without this script. The forms send
   the version of the routine in #editor-state, which each answer brings anew. */
const rows = (list) => [...list.querySelectorAll(":scope > [data-place]")];

const button = (row, action) => row.querySelector(`[name="action"][value="${action}"]`);

const refresh = (place) => {
  for (const handle of place.querySelectorAll(".editor-handle")) handle.hidden = false;
  const version = document.getElementById("editor-state")?.dataset.version;
  for (const field of document.querySelectorAll("input[name=version]")) field.value = version ?? field.value;
};

const drag = (row, handle, start) => {
  const list = row.parentElement;
  const before = rows(list);
  row.classList.add("editor-row--held");
  handle.setPointerCapture(start.pointerId);

  const follow = ({ clientY }) => {
    for (const other of rows(list)) {
      if (other === row) continue;
      const { top, bottom } = other.getBoundingClientRect();
      const isBelow = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isBelow && clientY > (top + bottom) / 2) other.after(row);
      else if (!isBelow && clientY < (top + bottom) / 2) {
        other.before(row);
        break;
      }
    }
    // A row that is moved in the document loses the pointer.
    if (!handle.hasPointerCapture(start.pointerId)) handle.setPointerCapture(start.pointerId);
  };

  const end = ({ type }) => {
    for (const name of ["pointermove", "pointerup", "pointercancel"]) handle.removeEventListener(name, name === "pointermove" ? follow : end);
    row.classList.remove("editor-row--held");
    const place = rows(list).indexOf(row);
    if (type === "pointercancel") list.prepend(...before);
    else if (place !== before.indexOf(row)) {
      const form = row.querySelector("form");
      form.elements.to.value = place;
      form.requestSubmit(button(row, "to"));
    }
  };

  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
};

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.(".editor-handle");
  if (handle && event.button === 0) drag(handle.closest("[data-place]"), handle, event);
});

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.(".editor-handle");
  const action = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!handle || !action) return;
  event.preventDefault();
  const step = button(handle.closest("[data-place]"), action);
  if (!step.disabled) step.form.requestSubmit(step);
});

document.addEventListener("htmx:afterSettle", () => refresh(document));
refresh(document);
