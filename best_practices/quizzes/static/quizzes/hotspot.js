// Places, moves and removes marks on the picture without loading the page again, by pointer and by keyboard.
// Without this script a click on the picture and the column and row below it do the same.
const picture = document.querySelector("[data-spot]");

if (picture) {
  const form = picture.closest("form");
  const overlay = form.querySelector("[data-overlay]");
  const list = form.querySelector("[data-marks]");
  const told = form.querySelector("[data-cursor]");
  const { most, cell, remove, full } = picture.dataset;
  const { width, height } = picture;
  const COLUMNS = "ABCDEFGHIJKLMNOPQRST";
  const ROWS = 10;
  const SVG = "http://www.w3.org/2000/svg";

  let marks = [...list.querySelectorAll("input")].map((field) => field.value.split(" ").map(Number));
  let at = [9, 4];
  let grasped = -1;

  const name = ([x, y]) => {
    const column = Math.min(Math.floor((x * COLUMNS.length) / 100), COLUMNS.length - 1);
    const row = Math.min(Math.floor((y * ROWS) / 100), ROWS - 1);
    return `${cell} ${COLUMNS[column]}${row + 1}`;
  };
  const middle = () => [((at[0] + 0.5) * 100) / COLUMNS.length, ((at[1] + 0.5) * 100) / ROWS];
  const plain = (number) => String(Math.round(number * 10) / 10);

  function make(tag, attributes, ...inside) {
    const made = attributes.svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    delete attributes.svg;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  }

  function draw() {
    overlay.querySelectorAll(".pin").forEach((pin) => pin.remove());
    list.replaceChildren();
    marks.forEach((mark, n) => {
      const [x, y] = [(mark[0] * width) / 100, (mark[1] * height) / 100];
      overlay.append(
        make(
          "g",
          { svg: 1, class: "pin", transform: `translate(${x} ${y})` },
          make("circle", { svg: 1, r: 12 }),
          make("text", { svg: 1, y: 5 }, String(n + 1)),
        ),
      );
      list.append(
        make(
          "li",
          {},
          make("input", { type: "hidden", name: "point", value: `${plain(mark[0])} ${plain(mark[1])}` }),
          make("span", {}, name(mark)),
          make("button", { class: "btn btn--quiet", name: "remove", value: n + 1 }, remove),
        ),
      );
    });
    if (!marks.length) list.append(make("input", { type: "hidden", name: "emptied", value: "1" }));
  }

  function save() {
    draw();
    form.dispatchEvent(new Event("change"));
  }

  function add(mark) {
    if (Number(most) === 1) marks = [];
    if (marks.length >= Number(most)) {
      told.textContent = full;
      return;
    }
    marks.push(mark);
    told.textContent = name(mark);
    save();
  }

  function place(event) {
    const box = picture.getBoundingClientRect();
    const part = (from, size, where) => Math.min(Math.max(((where - from) * 100) / size, 0), 100);
    return [part(box.left, box.width, event.clientX), part(box.top, box.height, event.clientY)].map((n) => Number(plain(n)));
  }

  // A mark that is pressed can be drawn elsewhere; anywhere else a click places a new one.
  const near = (mark) => (other) =>
    Math.hypot(((other[0] - mark[0]) * width) / 100, ((other[1] - mark[1]) * height) / 100) < 22;

  picture.addEventListener("pointerdown", (event) => {
    grasped = marks.findIndex(near(place(event)));
    if (grasped >= 0) picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (grasped < 0) return;
    marks[grasped] = place(event);
    draw();
  });
  picture.addEventListener("click", (event) => {
    event.preventDefault();
    if (event.detail === 0) return;
    if (grasped >= 0) {
      told.textContent = name(marks[grasped]);
      grasped = -1;
      save();
      return;
    }
    add(place(event));
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());

  // The cursor of the keyboard: one cell of the grid.
  const cursor = make("rect", { svg: 1, class: "track", width: width / COLUMNS.length, height: height / ROWS });
  function show() {
    cursor.setAttribute("x", (at[0] * width) / COLUMNS.length);
    cursor.setAttribute("y", (at[1] * height) / ROWS);
    overlay.append(cursor);
    told.textContent = name(middle());
  }
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  picture.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step) {
      at = [Math.min(Math.max(at[0] + step[0], 0), COLUMNS.length - 1), Math.min(Math.max(at[1] + step[1], 0), ROWS - 1)];
      show();
    } else if (event.key === "Enter" || event.key === " ") {
      add(middle());
    } else {
      return;
    }
    event.preventDefault();
  });
  picture.addEventListener("focus", () => {
    if (picture.matches(":focus-visible")) show();
  });
  picture.addEventListener("blur", () => cursor.remove());

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.name === "remove") {
      event.preventDefault();
      marks.splice(Number(button.value) - 1, 1);
      save();
      (list.querySelector("button") ?? picture).focus();
    } else if (button?.name === "place") {
      const [column, row] = [form.elements.column, form.elements.row];
      if (!column.value || !row.value) return;
      event.preventDefault();
      at = [COLUMNS.indexOf(column.value), Number(row.value) - 1];
      column.value = row.value = "";
      add(middle());
    }
  });
  // Half a cell is no answer yet: it is sent with the button, not by itself.
  [form.elements.column, form.elements.row].forEach((select) =>
    select.addEventListener("change", (event) => event.stopPropagation()),
  );
  form.querySelector("[id$=keys]").hidden = false;
}
