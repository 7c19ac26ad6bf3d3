/* Puts the exercises of a day in order by dragging, or by the arrow keys on a handle.
   Contract: a [data-rows] list of rows with data-place, each with a form that has a field `to` and
   the buttons up, down and to. A row's .editor-handle is hidden without this script. The forms send
   the version of the routine in #editor-state, which each answer brings anew. The buttons are clicked:
   htmx sends the name of a button that was. */
const rows = (list) => [...list.querySelectorAll(":scope > [data-place]")];

const button = (row, action) => row.querySelector(`[name="action"][value="${action}"]`);

// The handle whose row a key moved: it has the focus again once its day was answered.
let moved = "";

const refresh = () => {
  for (const handle of document.querySelectorAll(".editor-handle")) handle.hidden = false;
  if (moved) document.getElementById(moved)?.focus();
  moved = "";
  const version = document.getElementById("editor-state")?.dataset.version;
  for (const field of document.querySelectorAll("input[name=version]")) field.value = version ?? field.value;
};

const middle = (row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return (top + bottom) / 2;
};

const drag = (row, handle, start) => {
  const list = row.parentElement;
  const before = rows(list);
  row.classList.add("editor-row--held");
  handle.setPointerCapture(start.pointerId);

  // The others move round the row: a row that is moved itself loses the pointer.
  const follow = ({ clientY }) => {
    const place = rows(list).indexOf(row);
    const isAbove = (other) => clientY < middle(other);
    for (const other of rows(list).slice(place + 1)) if (!isAbove(other)) row.before(other);
    for (const other of rows(list).slice(0, rows(list).indexOf(row)).reverse()) if (isAbove(other)) row.after(other);
  };

  const end = ({ type }) => {
    handle.removeEventListener("pointermove", follow);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
    row.classList.remove("editor-row--held");
    const place = rows(list).indexOf(row);
    if (type === "pointercancel") list.append(...before);
    else if (place !== before.indexOf(row)) {
      row.querySelector("[name=to]").value = place;
      button(row, "to").click();
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
  moved = handle.id;
  button(handle.closest("[data-place]"), action).click();
});

document.addEventListener("htmx:afterSettle", refresh);
refresh();
