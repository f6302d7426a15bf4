/* The theme’s own script is the biggest file of the site, and does nothing until somebody moves.
   So it is fetched then. A click that comes before it is kept and made again. */
const address = document.currentScript.dataset.late;
const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
let coming;

/* The theme waits for the document to be read; that has happened, so it is told at once. */
function tellItAtOnce() {
  if (document.readyState === "loading") return;
  document.addEventListener = function (type, listener, options) {
    if (type === "DOMContentLoaded") queueMicrotask(() => listener(new Event(type)));
    else EventTarget.prototype.addEventListener.call(this, type, listener, options);
  };
}

function fetchIt() {
  coming ??= new Promise((ready) => {
    for (const sign of signs) removeEventListener(sign, fetchIt, true);
    const script = document.createElement("script");
    script.src = address;
    tellItAtOnce();
    script.addEventListener("load", () => {
      delete document.addEventListener;
      removeEventListener("click", keep, true);
      ready();
    });
    document.head.append(script);
  });
  return coming;
}

function keep(event) {
  const control = event.target.closest?.("[data-md-component=palette] :is(label, input)");
  if (!control) return;
  event.preventDefault();
  event.stopPropagation();
  fetchIt().then(() => control.click());
}

if (address) {
  for (const sign of signs) addEventListener(sign, fetchIt, { capture: true, passive: true });
  addEventListener("click", keep, true);
}
