/* Maps that can be zoomed and moved, and that show the lines of the box in use. Without this file a
   map scrolls in its frame, and nothing is missing. Nothing is remembered. */
const LEAST = 0.2, MOST = 3, STEP = 1.25;

function follow(svg) {
  const lines = new Map();
  for (const line of svg.querySelectorAll(".map-line")) {
    for (const end of [line.dataset.from, line.dataset.to]) {
      if (!lines.has(end)) lines.set(end, []);
      lines.get(end).push(line);
    }
  }
  const light = (event, on) => {
    const node = event.target.closest("[data-id]");
    for (const line of (node && lines.get(node.dataset.id)) || []) line.classList.toggle("map-lit", on);
  };
  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    svg.parentElement.addEventListener(kind, (event) => light(event, on)); // a svg that listens takes the focus
  }
}

class Zoom {
  constructor(frame, svg) {
    this.frame = frame;
    this.svg = svg;
    this.width = svg.viewBox.baseVal.width;
    this.height = svg.viewBox.baseVal.height;
    this.scale = 1;
  }

  /* Zoom so that the place at (x, y), in the frame, stays where it is. */
  to(scale, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2) {
    scale = Math.min(MOST, Math.max(LEAST, scale));
    const grown = scale / this.scale;
    const left = (this.frame.scrollLeft + x) * grown - x, top = (this.frame.scrollTop + y) * grown - y;
    this.svg.setAttribute("width", Math.round(this.width * scale));
    this.svg.setAttribute("height", Math.round(this.height * scale));
    this.scale = scale;
    this.frame.scrollTo(left, top);
  }

  fit() {
    const { clientWidth, clientHeight } = this.frame;
    this.to(Math.min(1, clientWidth / this.width, Math.max(clientHeight, 0.7 * innerHeight) / this.height));
  }
}

function addTools(zoom) {
  const label = `Zoom: ${zoom.frame.getAttribute("aria-label")}`;
  const tools = build("div", { class: "map-tools", role: "group", "aria-label": label });
  for (const [words, name, act] of [
    ["+", "Zoom in", () => zoom.to(zoom.scale * STEP)],
    ["−", "Zoom out", () => zoom.to(zoom.scale / STEP)],
    ["Whole map", "", () => zoom.fit()],
    ["Actual size", "", () => zoom.to(1)],
  ]) {
    const button = build("button", { type: "button", ...(name && { "aria-label": name }) }, words);
    button.addEventListener("click", act);
    tools.append(button);
  }
  zoom.frame.before(tools);
}

function addKeys(zoom) {
  const keys = { "+": () => zoom.to(zoom.scale * STEP), "=": () => zoom.to(zoom.scale * STEP),
    "-": () => zoom.to(zoom.scale / STEP), "0": () => zoom.to(1), "f": () => zoom.fit() };
  zoom.frame.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the theme has a key “f” too
    act();
  });
}

/* The wheel zooms with a modifier only, so that nobody who scrolls by is caught. */
function addWheel(zoom) {
  zoom.frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = zoom.frame.getBoundingClientRect();
    zoom.to(zoom.scale * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
}

function addPinch(zoom) {
  let from = 0, scale = 1;
  const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  zoom.frame.addEventListener("touchstart", ({ touches }) => {
    if (touches.length === 2) [from, scale] = [apart(touches), zoom.scale];
  }, { passive: true });
  zoom.frame.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !from) return;
    event.preventDefault();
    const [one, other] = event.touches, box = zoom.frame.getBoundingClientRect();
    const x = (one.clientX + other.clientX) / 2 - box.left, y = (one.clientY + other.clientY) / 2 - box.top;
    zoom.to(scale * apart(event.touches) / from, x, y);
  }, { passive: false });
}

/* A mouse drags the map; a finger scrolls it anyway. A drag is no click. */
function addDrag(zoom) {
  const { frame } = zoom;
  let start = null, moved = false;
  frame.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    start = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop, at: [event.clientX, event.clientY] };
  });
  addEventListener("pointermove", (event) => {
    if (!start) return;
    moved ||= Math.hypot(event.clientX - start.at[0], event.clientY - start.at[1]) > 4;
    if (moved) frame.scrollTo(start.x - event.clientX, start.y - event.clientY);
  });
  addEventListener("pointerup", () => { start = null; });
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  }, true);
}

for (const svg of document.querySelectorAll("svg.argument-map")) if (svg.querySelector("[data-id]")) follow(svg);
for (const frame of document.querySelectorAll(".map-frame")) {
  const zoom = new Zoom(frame, frame.querySelector("svg"));
  for (const add of [addTools, addKeys, addWheel, addPinch, addDrag]) add(zoom);
}

/* Escape closes the claim that was opened last, and goes back to the one before. */
const steps = document.querySelectorAll(".map-step");
let way = [...steps].filter(({ open }) => open);
for (const step of steps) {
  step.addEventListener("toggle", () => {
    way = way.filter((other) => other !== step);
    if (step.open) way.push(step);
  });
}
addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key !== "Escape" || defaultPrevented || !way.length) return;
  const left = way.pop();
  left.open = false;
  (way.at(-1) ?? left).firstElementChild.focus();
});
