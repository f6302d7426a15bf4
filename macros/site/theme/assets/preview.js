/* Previews: what a link leads to, before anyone goes there. Without this file a link is just a link.

   A pointer that rests on a link, or the keyboard's focus, shows the preview beside it; Escape, or
   going elsewhere, takes it away. On a touch screen a tap follows the link as ever: only a long
   press shows the preview, at the foot of the screen, and the link in it still has the menu that
   the browser shows for a long press. What is shown is taken from the target's own page, fetched
   at most once, when someone means to see it, and never on a slow or data-saving connection. */
(() => {
  const ITEM = /\/(?:argument|claims|glossary|objections)\/[^/]+\/$/;
  const LIST = /\/(?:essay(?:\/\d+)?|sources)\/$/; // where what lies at an anchor has its home
  const NO_PREVIEW = ".headerlink, .passage-link, [download], [data-no-preview]";
  const KEPT = new Set(["b", "cite", "em", "i", "q", "strong", "sub", "sup"]);
  const LEFT_OUT = ".preview, .pop, button";
  const LONGEST = 480; // characters: more than any glance has
  const HOVER = 300, FOCUS = 450, PRESS = 420, GRACE = 280; // milliseconds
  const STEADY = 10; // pixels that a finger may slip
  const GAP = 8;

  const pages = new Map();
  const card = build("div", { class: "preview", hidden: "" });
  let meant = null; // the link that someone means to preview
  let shown = null; // the link whose preview is open
  let dismissed = null; // the link whose preview was sent away, until the pointer leaves it
  let pressed = null; // where a finger is down: { link, x, y, held }
  let timer = 0, grace = 0;

  // -- the switch, which is remembered where the browser lets it be

  let off = localStorage.getItem("previews") === "off";
  const control = build("button", { type: "button", class: "switch preview-switch", role: "switch" }, "Preview links");
  control.addEventListener("click", () => turn(!off));
  addEventListener("storage", ({ key, newValue }) => { if (key === "previews") show(newValue === "off"); });

  function turn(value) {
    show(value);
    if (value) localStorage.setItem("previews", "off");
    else localStorage.removeItem("previews");
  }

  function show(value) {
    off = value;
    control.setAttribute("aria-checked", String(!off));
  }

  // -- what a link leads to

  /** Return where a link leads, if that can be previewed: its page, and the anchor on it. */
  function findTarget(link) {
    if (!link || link.matches(NO_PREVIEW) || card.contains(link) || off) return null;
    const url = new URL(link.getAttribute("href"), document.baseURI);
    const anchor = decodeURIComponent(url.hash.slice(1));
    const known = ITEM.test(url.pathname) || (LIST.test(url.pathname) && anchor);
    if (!known || url.origin !== location.origin) return null;
    const here = url.pathname === location.pathname;
    if (here && (!anchor || document.getElementById(anchor)?.contains(link))) return null;
    const beside = link.closest("th")?.nextElementSibling ?? link.closest(".against p:first-child")?.parentElement ?? link.parentElement;
    if (beside.querySelector(":scope > .glance")) return null; // it says so already
    const page = url.origin + url.pathname;
    return here || pages.has(page) || !isSparing() ? { page, anchor, here } : null;
  }

  function findLink(event) {
    return event.target.closest?.("article a[href]") ?? null;
  }

  const isSparing = () =>
    navigator.connection?.saveData ||
    /2g/.test(navigator.connection?.effectiveType ?? "") ||
    matchMedia("(prefers-reduced-data: reduce)").matches;

  /** Return the page, parsed but inert: nothing in it runs or is loaded. */
  async function read({ page, here }) {
    if (here) return document;
    if (!pages.has(page)) pages.set(page, fetchPage(page).catch(() => null));
    return pages.get(page);
  }

  async function fetchPage(page) {
    const answer = await fetch(page);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /** Return what to show of a target. The page of a long essay says only on which page a passage is. */
  async function look(target) {
    const root = await read(target);
    const place = target.anchor ? root?.getElementById(target.anchor) : null;
    if (!place?.matches(".essay-places a")) return describe(root, target);
    const page = new URL(place.getAttribute("href"), target.page).href.split("#")[0];
    return describe(await read({ page }), { page, anchor: target.anchor });
  }

  /** Return what to show of a page, or of what lies at an anchor on it. */
  function describe(root, { page, anchor }) {
    const article = root?.querySelector("article");
    const heading = article?.querySelector("h1");
    if (!heading) return null;
    const place = anchor && root.getElementById(anchor);
    const found = place && describePlace(place, heading);
    if (found || LIST.test(page)) return found || null;
    return {
      kind: article.querySelector(".kicker") ?? "Part of the essay",
      title: heading,
      texts: [...article.querySelectorAll(".retired p:first-child b, .at-a-glance p.glance")].slice(0, 2),
      foot: countObjections(article, page),
    };
  }

  function describePlace(place, heading) {
    if (place.matches(".sentence, .paragraph")) {
      const id = place.id.toUpperCase().replace("-", ".");
      return { kind: `The essay’s words, ${id}`, texts: [place], voice: "essay" };
    }
    if (place.closest(".sources") && place.matches("li")) {
      return { kind: "Work cited", texts: [...place.querySelectorAll(".reference")] };
    }
    if (/^n\d+$/.test(place.id)) {
      return { kind: "Editors’ note", texts: [place] };
    }
    return describeResponse(place.closest(".response"), place, heading);
  }

  function describeResponse(response, place, heading) {
    if (!response) return null;
    const quoted = response.querySelector("blockquote");
    const words = [...response.querySelectorAll(".retired b, .gloss, blockquote p")];
    return {
      kind: place.closest("h3") ?? response.querySelector("h3"),
      title: heading,
      titleBefore: "To: ",
      texts: quoted ? words : [...words, ...response.querySelectorAll(":scope > p:not(.gloss)")].slice(0, 2),
      voice: quoted && "essay",
    };
  }

  function countObjections(article, page) {
    if (!/\/claims\/[^/]+\/$/.test(page)) return "";
    const all = article.querySelectorAll(".against > li").length;
    const open = article.querySelectorAll(".against .status-open").length;
    const disputed = article.querySelectorAll(".against > li:has(.status-disputed)").length;
    if (!all) return "No objection is recorded yet";
    const told = [`${all} objection${all === 1 ? "" : "s"}`];
    if (open) told.push(`${open} with no answer recorded`);
    if (disputed) told.push(`${disputed} with a disputed reply`);
    return told.join(", ");
  }

  // -- the preview itself: nothing but text and a few plain elements ever gets into it

  /** Copy what an element says, up to a number of characters. */
  function copy(from, to, room = { left: LONGEST }) {
    if (typeof from === "string") { to.append(from); return to; }
    for (const node of from.childNodes) {
      if (room.left <= 0) break;
      if (node.nodeType === Node.TEXT_NODE) to.append(cut(node.data.replace(/\s+/g, " "), room));
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(LEFT_OUT)) copy(node, inside(node, to), room);
    }
    return to;
  }

  function cut(words, room) {
    const kept = words.length <= room.left ? words : words.slice(0, words.lastIndexOf(" ", room.left)) + " …";
    room.left -= words.length;
    return kept;
  }

  function inside(node, to) {
    if (node.matches(".status")) {
      const classes = [...node.classList].filter((name) => /^status(-[a-z]+)?$/.test(name));
      return to.appendChild(build("span", { class: classes.join(" ") }));
    }
    return KEPT.has(node.localName) ? to.appendChild(build(node.localName)) : to;
  }

  function fill(link, found, byTouch) {
    const kind = copy(found.kind, build("p", { class: "preview-kind" }));
    const said = build("div", { id: "preview-text", class: "preview-text", role: "tooltip" }, kind);
    if (found.title) {
      said.append(copy(found.title, build("p", { class: "preview-title" }, found.titleBefore ?? "")));
    }
    const room = { left: LONGEST };
    for (const text of found.texts) {
      const inOurWords = text.matches(".gloss") ? { class: "preview-gloss" } : {};
      if (room.left > 0) said.append(copy(text, build("p", inOurWords), room));
    }
    if (found.voice) said.classList.add(`preview-${found.voice}`);
    if (found.foot) said.append(build("p", { class: "preview-foot" }, found.foot));
    card.replaceChildren(said, buildActions(link, byTouch));
  }

  function buildActions(link, byTouch) {
    const off = build("button", { type: "button", tabindex: -1 }, "Turn previews off");
    off.addEventListener("click", () => { turn(true); sayGoodbye(); });
    const actions = build("div", { class: "preview-actions" });
    if (byTouch) {
      const open = build("a", { href: new URL(link.getAttribute("href"), document.baseURI) }, "Open");
      const leave = build("button", { type: "button" }, "Close");
      leave.addEventListener("click", close);
      off.tabIndex = 0;
      actions.append(open, leave);
    }
    actions.append(off);
    return actions;
  }

  function sayGoodbye() {
    const back = build("button", { type: "button" }, "Turn them on again");
    back.addEventListener("click", () => { turn(false); close(); });
    const where = "Previews are off. A switch at the foot of every page turns them on again.";
    const said = build("p", { class: "preview-text", role: "status" }, where);
    shown.removeAttribute("aria-describedby");
    card.replaceChildren(said, build("div", { class: "preview-actions" }, back));
    place();
  }

  async function open(link, byTouch) {
    const target = findTarget(link);
    const found = target && await look(target);
    if (meant !== link) return;
    if (!found) return forget();
    close();
    shown = link;
    fill(link, found, byTouch);
    link.setAttribute("aria-describedby", "preview-text");
    if (link.title) { link.dataset.title = link.title; link.removeAttribute("title"); }
    card.classList.toggle("preview-sheet", byTouch);
    document.querySelector("article").append(card);
    card.hidden = false;
    place();
  }

  function close() {
    clearTimeout(grace);
    if (shown) {
      shown.removeAttribute("aria-describedby");
      if (shown.dataset.title) { shown.title = shown.dataset.title; delete shown.dataset.title; }
    }
    shown = null;
    card.hidden = true;
  }

  function forget() {
    clearTimeout(timer);
    meant = null;
  }

  /** Put the preview where it fits: below its link, above, beside; or scrolling, where most room is. */
  function place() {
    card.style.left = card.style.top = card.style.maxHeight = "";
    if (!shown) return;
    if (!card.classList.contains("preview-sheet")) placeBeside(shown);
    const said = card.firstElementChild;
    if (said.scrollHeight > said.clientHeight) said.tabIndex = 0;
    else said.removeAttribute("tabindex");
  }

  function placeBeside(link) {
    const lines = [...link.getClientRects()]; // a link may run over several
    const line = lines.find((rect) => rect.top <= lastY && lastY <= rect.bottom) ?? lines[0];
    if (!line) return;
    const { left, right, top, bottom } = link.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - bottom - 2 * GAP, above = top - 2 * GAP;
    const across = Math.max(GAP, Math.min(line.left, clientWidth - width - GAP));
    const down = Math.max(GAP, Math.min(top, clientHeight - height - GAP));
    const places = [
      [height <= below, across, bottom + GAP],
      [height <= above, across, top - GAP - height],
      [right + width + 2 * GAP <= clientWidth, right + GAP, down],
      [left - width - 2 * GAP >= 0, left - GAP - width, down],
    ];
    const [fits, x, y] = places.find(([fits]) => fits) ?? [false, across, above > below ? GAP : bottom + GAP];
    if (!fits) card.style.maxHeight = `${Math.max(above, below)}px`;
    card.style.left = `${x}px`;
    card.style.top = `${y}px`;
  }

  // -- pointer, keyboard, touch

  let lastY = -1; // where the pointer is: a link may run over two lines

  function mean(link, delay, byTouch = false) {
    if (link === shown || link === dismissed || !findTarget(link)) return;
    forget();
    meant = link;
    timer = setTimeout(() => open(link, byTouch), delay);
  }

  /** Words that are selected have something else beside them, or are about to. */
  const isSelecting = () => !getSelection().isCollapsed;

  const isHeld = () =>
    card.matches(":hover, :focus-within") || shown?.matches(":hover") ||
    (shown === document.activeElement && shown.matches(":focus-visible"));

  function leave() {
    clearTimeout(grace);
    grace = setTimeout(() => { if (!isHeld()) close(); }, GRACE);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = findLink(event);
    lastY = event.clientY;
    if (link !== dismissed) dismissed = null;
    if (link && link === meant) return;
    if (meant !== document.activeElement) forget();
    if (shown && !card.contains(event.target)) leave();
    if (link && !isSelecting()) mean(link, HOVER);
  });
  document.addEventListener("selectionchange", () => {
    if (!isSelecting()) return;
    forget();
    close();
  });
  document.documentElement.addEventListener("pointerleave", () => { if (shown) leave(); });

  document.addEventListener("focusin", (event) => {
    const link = findLink(event);
    if (!link?.matches(":focus-visible")) return;
    lastY = -1;
    mean(link, FOCUS);
  });
  document.addEventListener("focusout", (event) => {
    dismissed = null;
    if (event.target === meant) forget();
    if (event.target === shown) leave();
  });

  document.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 40, ArrowUp: -40 }[event.key];
    if (by && shown && shown === document.activeElement && card.firstElementChild.tabIndex === 0) {
      event.preventDefault(); // what is too long for the window scrolls while its link has the focus
      card.firstElementChild.scrollBy(0, by);
    }
    if (event.key !== "Escape" || !(meant || shown)) return;
    dismissed = meant ?? shown;
    forget();
    close();
  });

  document.addEventListener("pointerdown", (event) => {
    if (shown && !card.contains(event.target)) { forget(); close(); }
    pressed = null;
    const link = findLink(event);
    if (event.pointerType !== "touch" || !findTarget(link)) return;
    pressed = { link, x: event.clientX, y: event.clientY, held: false };
    link.classList.add("preview-pressed");
    mean(link, PRESS, true);
    const press = pressed;
    setTimeout(() => { press.held = press === pressed && meant === link; }, PRESS);
  });
  const slip = (event) => {
    if (!pressed || pressed.held) return;
    if (event.type === "pointermove" && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < STEADY) return;
    forget();
  };
  for (const name of ["pointermove", "pointerup", "pointercancel"]) document.addEventListener(name, slip);

  /* The long press belongs to the preview, and the click that may follow it to nobody. */
  document.addEventListener("contextmenu", (event) => {
    if (pressed && findLink(event) === pressed.link && meant === pressed.link) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (pressed?.held && findLink(event) === pressed.link) event.preventDefault();
    else if (findLink(event)) { forget(); close(); }
    if (pressed && !card.contains(event.target)) pressed = null;
  }, true);

  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  addEventListener("pagehide", () => { forget(); close(); });

  show(off);
  const foot = document.querySelector(".md-footer-meta__inner") ?? document.querySelector("footer");
  if (foot) foot.append(control);
})();
