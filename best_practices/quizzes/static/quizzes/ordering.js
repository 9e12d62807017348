// Moves steps by their buttons, by a new number, and by dragging, without loading the page again.
// Without this script the numbers and the buttons of the form do the same.
const list = document.querySelector("[data-steps]");
const selects = () => [...list.querySelectorAll("select")];

// Every step gets the number of its place; the answer is saved by the form's own script.
function settle() {
  selects().forEach((select, at) => {
    select.value = String(at + 1);
    const [up, down] = select.closest("li").querySelectorAll("button");
    up.disabled = at === 0;
    down.disabled = at === list.children.length - 1;
  });
  list.closest("form").dispatchEvent(new Event("change"));
}

function put(row, at) {
  const others = [...list.children].filter((other) => other !== row);
  list.insertBefore(row, others[at] ?? null);
  settle();
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  const at = [...list.children].indexOf(row);
  put(row, button.value.startsWith("up") ? at - 1 : at + 1);
  (button.disabled ? row.querySelector("button:enabled") : button).focus();
});

list.addEventListener("change", (event) => {
  event.stopPropagation();
  if (event.target.value) put(event.target.closest("li"), Number(event.target.value) - 1);
  event.target.focus();
});

// Dragging begins on the words of a step, with a mouse or a pen; a finger scrolls, and presses the buttons.
let dragged = null;
list.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch" || !event.target.closest("li > span")) return;
  dragged = event.target.closest("li");
  list.setPointerCapture(event.pointerId);
  event.preventDefault();
});
list.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const over = [...list.children].find((row) => event.clientY < row.getBoundingClientRect().bottom) ?? list.lastElementChild;
  if (over === dragged) return;
  const down = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
  list.insertBefore(dragged, down ? over.nextSibling : over);
});
list.addEventListener("pointerup", () => {
  if (dragged) settle();
  dragged = null;
});
list.addEventListener("pointercancel", () => {
  dragged = null;
});
