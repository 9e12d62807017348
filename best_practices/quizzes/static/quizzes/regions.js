// Draws the regions of a question over its picture, in the editor: by mouse, pen, finger or arrow keys.
// Everything is written into the number fields of the regions, which work without this script.
const SVG = "http://www.w3.org/2000/svg";
const NUDGE = 1;
const panel = document.querySelector("[data-picture-of-question]");

if (panel) {
  let active = null;
  let begun = null;

  const stage = document.createElement("div");
  const image = new Image();
  const layer = document.createElementNS(SVG, "svg");
  const hint = document.createElement("p");
  const names = document.createElement("p");
  const again = document.createElement("button");
  Object.assign(stage.style, { position: "relative", maxWidth: "60rem", touchAction: "none", cursor: "crosshair" });
  Object.assign(image.style, { display: "block", width: "100%" });
  Object.assign(layer.style, { position: "absolute", inset: "0", width: "100%", height: "100%" });
  layer.setAttribute("viewBox", "0 0 100 100");
  layer.setAttribute("preserveAspectRatio", "none");
  image.alt = "";
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  again.type = "button";
  again.className = "button button-secondary button-small";
  stage.append(image, layer);
  panel.querySelector(".w-panel__content").append(names, stage, hint);

  const fields = () => [...document.querySelectorAll("[data-points]")];
  const beside = (field, name) => document.getElementById(field.id.replace(/points$/, name));
  const shapeOf = (field) => beside(field, "shape")?.value || "rectangle";
  const numbers = (field) => field.value.split(/,?[\s;]+/).filter(Boolean).map((n) => Number(n.replace(",", ".")));
  const ratio = () => (image.naturalWidth ? image.naturalHeight / image.naturalWidth : 1);
  const within = (n) => Math.min(Math.max(n, 0), 100);

  function write(field, found) {
    field.value = found.map((n) => Math.round(n * 10) / 10).join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    draw();
  }

  function outline(shape, found) {
    const part = (tag, attributes) => {
      const made = document.createElementNS(SVG, tag);
      Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
      return made;
    };
    if (found.some(Number.isNaN) || found.length < 2) return null;
    if (shape === "circle") {
      const [cx, cy, r = 0] = found;
      return part("ellipse", { cx, cy, rx: r, ry: r / ratio() });
    }
    if (shape === "polygon") return part("polygon", { points: found.join(" ") });
    const [x, y, width = 0, height = 0] = found;
    return part("rect", { x, y, width, height });
  }

  function draw() {
    const all = fields();
    if (!all.includes(active)) active = all[0] ?? null;
    layer.replaceChildren();
    names.replaceChildren();
    stage.hidden = hint.hidden = names.hidden = !active || !image.src;
    if (!active) return;
    hint.textContent = active.dataset.hint;
    again.textContent = active.dataset.again;
    stage.setAttribute("aria-label", active.dataset.hint);
    all.forEach((field) => {
      const key = beside(field, "key")?.value || "…";
      const made = outline(shapeOf(field), numbers(field));
      if (made) {
        const right = beside(field, "correct")?.checked;
        made.setAttribute("fill", right ? "rgb(10 102 80 / .25)" : "rgb(173 58 6 / .2)");
        made.setAttribute("stroke", right ? "#0a6650" : "#ad3a06");
        made.setAttribute("stroke-width", field === active ? "4" : "2");
        made.setAttribute("vector-effect", "non-scaling-stroke");
        layer.append(made);
      }
      const button = document.createElement("button");
      button.type = "button";
      button.className = `button button-small ${field === active ? "" : "button-secondary"}`;
      button.setAttribute("aria-pressed", String(field === active));
      button.textContent = key;
      button.addEventListener("click", () => {
        active = field;
        draw();
        stage.focus();
      });
      names.append(button, " ");
    });
    names.append(again);
  }

  again.addEventListener("click", () => {
    write(active, []);
    stage.focus();
  });

  function place(event) {
    const box = stage.getBoundingClientRect();
    return [
      within(((event.clientX - box.left) * 100) / box.width),
      within(((event.clientY - box.top) * 100) / box.height),
    ];
  }

  stage.addEventListener("pointerdown", (event) => {
    if (!active) return;
    event.preventDefault();
    stage.focus();
    begun = place(event);
    stage.setPointerCapture(event.pointerId);
    if (shapeOf(active) === "polygon") {
      write(active, [...numbers(active), ...begun]);
      begun = null;
    }
  });
  stage.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const [x, y] = begun;
    const [across, down] = place(event);
    if (shapeOf(active) === "circle") {
      const wanted = Math.hypot(across - x, (down - y) * ratio());
      write(active, [x, y, Math.min(wanted, x, 100 - x, y * ratio(), (100 - y) * ratio())]);
    } else {
      write(active, [Math.min(x, across), Math.min(y, down), Math.abs(across - x), Math.abs(down - y)]);
    }
  });
  ["pointerup", "pointercancel"].forEach((name) =>
    stage.addEventListener(name, () => {
      begun = null;
    }),
  );

  // Arrow keys move the region, with Shift they change its size; of a polygon they then move the last corner.
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function nudged(shape, found, [dx, dy], size) {
    const [across, down] = [dx * NUDGE, dy * NUDGE];
    if (shape === "polygon") {
      const first = size ? found.length - 2 : 0;
      return found.map((n, at) => (at < first ? n : within(n + (at % 2 ? down : across))));
    }
    const moved = [...found];
    if (shape === "circle") {
      if (size) moved[2] = Math.max(moved[2] + across - down, NUDGE);
      else [moved[0], moved[1]] = [within(moved[0] + across), within(moved[1] + down)];
      return moved;
    }
    const [x, y, width, height] = found;
    if (size) return [x, y, Math.min(Math.max(width + across, NUDGE), 100 - x), Math.min(Math.max(height + down, NUDGE), 100 - y)];
    return [Math.min(Math.max(x + across, 0), 100 - width), Math.min(Math.max(y + down, 0), 100 - height), width, height];
  }
  const BEGINNINGS = { rectangle: [40, 40, 20, 20], circle: [50, 50, 10], polygon: [40, 40, 60, 40, 50, 60] };
  stage.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!active || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    const shape = shapeOf(active);
    const found = numbers(active);
    if (found.length < BEGINNINGS[shape].length) write(active, BEGINNINGS[shape]);
    else if (step) write(active, nudged(shape, found, step, event.shiftKey));
    else if (shape === "polygon") write(active, [...found, ...found.slice(-2)]);
  });

  // The picture: a drawing of ours by its name, else what the chooser of pictures shows.
  function look() {
    const name = document.getElementById("id_drawing")?.value;
    const chosen = document.querySelector("#id_picture-chooser img")?.src ?? "";
    const wanted = name ? `/${document.documentElement.lang.slice(0, 2) || "en"}/quiz/drawings/${name}.svg` : chosen;
    if (image.getAttribute("src") === wanted) return;
    if (wanted) image.src = wanted;
    else image.removeAttribute("src");
    draw();
  }
  image.addEventListener("load", draw);
  const form = panel.closest("form");
  form.addEventListener("change", (event) => {
    look();
    if (!event.target.matches("[data-points]")) draw();
  });
  form.addEventListener("input", (event) => {
    if (event.isTrusted) draw();
  });
  form.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-points]")) return;
    active = event.target;
    draw();
  });
  let count = -1;
  new MutationObserver(() => {
    look();
    if (fields().length === count) return;
    count = fields().length;
    draw();
  }).observe(form, { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] });
  look();
  draw();
}
