/* The search. Engine and index are fetched when the dialog is first opened, not
   before. The keys that call it are in late.js, which is there from the beginning. */
const opener = document.querySelector(".search-open");
const dialog = document.querySelector("dialog.search");
const input = document.getElementById("search-words");
const said = document.getElementById("search-said");
const list = document.querySelector(".search-results");
const none = document.querySelector(".search-none");
const nearest = document.querySelector(".search-near");
const REST = 150; // milliseconds without a key, before anything is fetched for what is typed
const ROOT = opener && new URL(opener.dataset.root.replace(/\/?$/, "/"), location); // a page that is not here says “/”

let ready;
let finder;
let turn = 0;

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function prepare() {
  const index = new URL(opener.dataset.index, location);
  const [engine, given] = await Promise.all([import(new URL(opener.dataset.engine, location)), fetchJson(index)]);
  const find = engine.makeFinder(given, (name) => fetchJson(new URL(`search/${name}`, index)));
  finder = { find, stem: engine.stem, apart: !given.entries };
}

/* Shows a text with the words that were found marked; a long one from shortly before the first. */
function mark(element, text, terms, most = Infinity) {
  const plain = text.split(/(?<![\p{L}\p{N}])|(?![\p{L}\p{N}])/u);
  const hit = (word) => terms.has(finder.stem(word));
  let start = 0;
  if (text.length > most) {
    let before = 0;
    const first = plain.findIndex(hit);
    for (start = Math.max(first, 0); start > 0 && before < most / 4; start--) before += plain[start - 1].length;
  }
  let length = 0;
  if (start > 0) element.append("…");
  for (const word of plain.slice(start)) {
    if ((length += word.length) > most) return element.append("…");
    if (!hit(word)) { element.append(word); continue; }
    element.append(Object.assign(document.createElement("mark"), { textContent: word }));
  }
}

function piece(name, parent) {
  const element = document.createElement("span");
  element.className = name;
  parent.append(element);
  return element;
}

function show(found, into) {
  into.replaceChildren(...found.map((entry) => {
    const terms = new Set(entry.terms ?? []);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(entry.home.slice(1), ROOT);
    piece("search-kind", link).textContent = entry.kind;
    mark(piece("search-title", link), entry.title, terms);
    if (entry.text) mark(piece("search-text", link), entry.text, terms, 180);
    item.append(link);
    return item;
  }));
}

function say(count, shown) {
  const many = count > shown ? `, the first ${shown} shown` : "";
  said.textContent = !input.value.trim() ? "" : count === 0 ? "Nothing found. Try fewer or other words."
    : `${count} ${count === 1 ? "result" : "results"}${many}`;
}

async function search() {
  const mine = ++turn;
  let found;
  try {
    ready ??= prepare();
    if (!finder) said.textContent = "Loading…";
    await ready;
    if (finder.apart) await new Promise((rested) => setTimeout(rested, REST));
    if (mine !== turn) return;
    found = await finder.find(input.value);
  } catch {
    ready = undefined;
    said.textContent = navigator.onLine ? "The search could not be loaded. Reload the page, for the site may have changed."
      : "The search could not be loaded. Are you offline?";
    return;
  }
  if (mine !== turn) return; // somebody has typed on
  const { hits, count, near } = found;
  show(hits, list);
  say(count, hits.length);
  none.hidden = hits.length > 0 || !input.value.trim();
  show(none.hidden ? [] : near, nearest);
  nearest.previousElementSibling.hidden = !near.length;
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  search();
}

function step(event) {
  if (event.key === "Escape") { // or the browser would first empty the field
    event.preventDefault();
    return dialog.close();
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const stops = [input, ...dialog.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + by];
  next?.focus();
}

opener?.addEventListener("click", open);
dialog?.addEventListener("keydown", step);
dialog?.addEventListener("input", search);
dialog?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await search();
  list.querySelector("a")?.click();
});
dialog?.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".search-close, a")) dialog.close();
});
