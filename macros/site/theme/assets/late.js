/* The theme’s own script is the biggest file of the site, and does nothing until somebody moves;
   nor do those of ours that are bundled with it. So they are fetched then. What comes before them
   is kept and made again: a click, the key that opens the search, the pointer on a link,
   words selected, a finger still on its link. */
const { late: address, style: sheet } = document.currentScript.dataset;
const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
const touches = ["pointerdown", "pointerup", "pointercancel"];
const WAITING = "[data-md-component=palette] :is(label, input), .search-open, .note-switch, article a[href='#offline'], .paragraph :is(.passage-link, .noted)";
let coming, held;

/* The theme waits for the document to be read; that has happened, so it is told at once. */
function tellItAtOnce() {
  if (document.readyState === "loading") return;
  document.addEventListener = function (type, listener, options) {
    if (type === "DOMContentLoaded") queueMicrotask(() => listener(new Event(type)));
    else EventTarget.prototype.addEventListener.call(this, type, listener, options);
  };
}

/* A page comes with the styles of what can be seen; those of what scripts show come with these. */
function fetchStyles() {
  const link = document.createElement("link");
  const come = new Promise((ready) => ["load", "error"].forEach((sign) => link.addEventListener(sign, ready)));
  Object.assign(link, { rel: "stylesheet", href: sheet });
  document.head.append(link);
  return come;
}

/* A page that was open while the site changed: what it names is gone, so it is fetched anew, once. */
async function reloadIfGone() {
  const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
  if (![404, 410].includes(answer?.status) || history.state?.gone === address) return;
  history.replaceState({ ...history.state, gone: address }, "");
  location.reload();
}

function fetchIt() {
  coming ??= new Promise((ready) => {
    const styled = fetchStyles();
    const script = document.createElement("script");
    script.src = address;
    tellItAtOnce();
    script.addEventListener("load", async () => {
      delete document.addEventListener;
      await styled;
      for (const sign of signs) removeEventListener(sign, fetchIt, true);
      removeEventListener("click", keep, true);
      for (const sign of touches) removeEventListener(sign, hold, true);
      repeat();
      ready();
    });
    script.addEventListener("error", () => {
      delete document.addEventListener;
      script.remove();
      coming = undefined;
      reloadIfGone();
    });
    document.head.append(script);
  });
  return coming;
}

/* Ctrl+K anywhere; / where nobody is writing. */
function callsSearch({ key, ctrlKey, metaKey, altKey, shiftKey, target }) {
  if (altKey) return false;
  if (key === "/") return !ctrlKey && !metaKey && !target.closest?.("input, textarea, select, [contenteditable]");
  return key === "k" && (ctrlKey || metaKey) && !shiftKey;
}

function callSearch(event) {
  const button = callsSearch(event) && document.querySelector(".search-open");
  if (!button) return;
  event.preventDefault();
  fetchIt().then(() => button.click());
}

function keep(event) {
  const control = event.target.closest?.(WAITING);
  if (!control) return;
  event.preventDefault();
  event.stopPropagation();
  fetchIt().then(() => control.click());
}

/* Remembers where a finger is, until it is lifted or slips. */
function hold(event) {
  held = event.type === "pointerdown" && event.pointerType === "touch" ? event : undefined;
}

function repeat() {
  held?.target.dispatchEvent(new PointerEvent("pointerdown", held)); // with all that it said
  document.dispatchEvent(new Event("selectionchange"));
  document.activeElement?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  if (!matchMedia("(hover: hover)").matches) return;
  const under = [...document.querySelectorAll(":hover")].at(-1);
  under?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
}

if (address) {
  for (const sign of signs) addEventListener(sign, fetchIt, { capture: true, passive: true });
  addEventListener("click", keep, true);
  addEventListener("keydown", callSearch);
  for (const sign of touches) addEventListener(sign, hold, true);
}
