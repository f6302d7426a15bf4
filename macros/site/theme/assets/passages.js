/* What a sentence offers. Its number opens what can be copied of it, dotted words open the note on
   them, where they stand; and a switch, which is remembered, hides the notes. Without this file a
   number is the sentence’s plain link, and dotted words lead to their note. */
const essay = document.querySelector(".essay");
const card = build("div", { class: "pop", popover: "auto", role: "dialog", tabindex: -1 });
const GAP = 6; // pixels between a line and what opens at it
let opener; // the link at which it opened last
let closing; // that link, when it is pressed again

// -- what opens, below the last line of its link or above the first; nothing on the page moves

function open(link, label, ...content) {
  opener = link;
  card.setAttribute("aria-label", label);
  card.replaceChildren(...content);
  link.closest(".paragraph").after(card);
  card.showPopover();
  place([...link.getClientRects()]);
  (card.querySelector("button") ?? card).focus({ preventScroll: true });
}

function place(lines) {
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = card.getBoundingClientRect();
  const first = lines[0], last = lines.at(-1);
  const fits = last.bottom + GAP + height <= clientHeight || first.top - GAP - height < 0;
  const top = fits ? last.bottom + GAP : first.top - GAP - height;
  card.style.top = `${scrollY + top}px`;
  card.style.left = `${Math.max(GAP, Math.min((fits ? last : first).left, clientWidth - width - GAP))}px`;
}

// -- a sentence: its words and address, put into what the build has written

function openSentence(link) {
  const sentence = link.nextElementSibling;
  const canonical = document.querySelector("[rel=canonical]");
  const values = {
    words: link.dataset.words ?? sentence.textContent,
    passage: `P${link.dataset.n}`,
    address: new URL(link.getAttribute("href"), canonical?.href ?? location).href,
  };
  const said = build("p", { class: "said", role: "status" });
  const actions = JSON.parse(essay.dataset.copies).map(([name, marked]) => buildCopy(name, putIn(marked, values), said));
  const change = document.querySelector(".suggest-passages .suggest-change");
  if (change) actions.push(buildSuggestion(change, values.passage, sentence.textContent));
  open(link, `Sentence ${values.passage}`, build("p", {}, values.passage), ...actions, said);
}

/** Put values into the text of what the build has marked up; the values are text and no more. */
function putIn(marked, values) {
  const made = new DOMParser().parseFromString(marked, "text/html").body;
  const texts = document.createTreeWalker(made, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    currentNode.data = currentNode.data.replace(/\{(words|passage|address)\}/g, (_, name) => values[name]);
  }
  return made;
}

function buildCopy(name, made, said) {
  const button = build("button", { type: "button", class: "pop-action" }, name);
  button.addEventListener("click", async () => {
    said.textContent = ""; // so that a second copy is said, too
    await self.copyMarked(made);
    button.textContent = said.textContent = "Copied";
  });
  return button;
}

function buildSuggestion(change, item, current) {
  const address = new URL(change.href);
  const answers = { item, current, title: `Wording: ${item}` };
  for (const [name, answer] of Object.entries(answers)) address.searchParams.set(name, answer);
  address.searchParams.delete("version"); // of the paragraph
  return build("a", { href: address.href, rel: "nofollow", class: "pop-action" }, "Suggest a change");
}

// -- a note: a copy of it, unfolded

function openNote(link) {
  const note = document.getElementById(link.hash.slice(1)).cloneNode(true);
  for (const fold of note.querySelectorAll("details")) {
    const summary = build("p", {}, ...fold.querySelector("summary").childNodes);
    fold.replaceWith(summary, ...fold.querySelectorAll(":scope > :not(summary)"));
  }
  open(link, "Editors’ note", ...note.childNodes);
}

// -- the switch

const control = document.querySelector(".note-switch");
const marks = [...document.querySelectorAll(".noted")].map((link) =>
  ["href", "role", "title"].map((name) => [link, name, link.getAttribute(name)])).flat();

function show(off) {
  document.documentElement.classList.toggle("no-notes", off);
  control.setAttribute("aria-checked", String(!off));
  for (const [link, name, value] of marks) off ? link.removeAttribute(name) : link.setAttribute(name, value);
}

if (control) {
  show(localStorage.getItem("notes") === "off");
  control.addEventListener("click", () => {
    const off = control.getAttribute("aria-checked") === "true";
    show(off);
    localStorage.setItem("notes", off ? "off" : "on");
  });
}

if (essay && card.showPopover) {
  card.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !card.contains(relatedTarget)) card.hidePopover();
  });
  for (const link of essay.querySelectorAll(".passage-link")) link.setAttribute("aria-haspopup", "dialog");
  essay.addEventListener("pointerdown", () => { closing = card.matches(":popover-open") && opener; }, true);
  essay.addEventListener("click", (event) => {
    const link = event.target.closest(".paragraph :is(.passage-link, .noted[href])");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.matches(".passage-link") && !navigator.clipboard) return;
    event.preventDefault();
    if (event.detail && link === closing) return; // with a pointer, not by a key
    link.matches(".noted") ? openNote(link) : openSentence(link);
  });
}
