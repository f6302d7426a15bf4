/* The search. Engine and index are fetched when the dialog is first opened, not before. */
const opener = document.querySelector(".search-open");
const dialog = document.querySelector("dialog.search");
const input = document.getElementById("search-words");
const said = document.getElementById("search-said");
const list = document.querySelector(".search-results");
const SHOWN = 30;

/* How much more a hit counts for what it is. */
const WEIGHTS = { Term: 2, Thesis: 1.6, Claim: 1.6, Assumption: 1.6, Objection: 1.5, Rebuttal: 1.4,
  Part: 1.3, Work: 1.2, Page: 1.1, Response: 0.6, In: 0.9, Editors: 0.7, Sentence: 0.8, Paragraph: 0.6 };
const ROOT = opener && new URL(opener.dataset.root.replace(/\/?$/, "/"), location); // a page that is not here says “/”

let ready;
let entries = [];
let engine;

/* Words are alike whatever their accents, capitals and endings: cite, cites, cited, citing. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const stem = (word) => word.replace(/(?<=^\p{L}{3,}[^s])s$/u, "").replace(/(?<=^\p{L}{3,})(?:ing|ed|e)$/u, "");
const words = (text) => (fold(text).replace(/[’']s\b/g, "").match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
const squash = (text) => words(text).join(" ");
const COMMON = new Set(words("a an and are as at be but by can do does for from has have how i if in into is it its me my no " +
  "not of on or s so t that the their there they this to was we what when which who why will with you"));
const telling = (text) => words(text).filter((word) => !COMMON.has(word));

async function prepare() {
  const [{ default: MiniSearch }, answer] = await Promise.all([
    import(new URL(opener.dataset.engine, location)),
    fetch(opener.dataset.index),
  ]);
  if (!answer.ok) throw new Error(answer.statusText);
  entries = (await answer.json()).map((entry, number) => ({ ...entry, number }));
  engine = new MiniSearch({
    idField: "number",
    fields: ["id", "title", "names", "text"],
    tokenize: words,
    processTerm: (word) => word,
    searchOptions: {
      boost: { id: 8, title: 5, names: 5 },
      prefix: (word) => word.length > 2,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      weights: { prefix: 0.5, fuzzy: 0.15 },
      boostDocument: (number) => WEIGHTS[entries[number].kind.split(/[ ’]/)[0]] ?? 1,
    },
  });
  await engine.addAllAsync(entries, { chunkSize: 100 });
}

/* An id, written in any way: C10, c10, p3-2, [P3.2]; a sentence also as its label has it, 3.2. */
const bare = (text) => text.toLowerCase().replace(/^\W*(?=\d+[.-]\d+\W*$)/, "p").replace(/[^\p{L}\p{N}]/gu, "");

/* What a query names by its id: as a whole, or several, each by a word with a number in it. */
function name(query) {
  const ids = [query, ...query.split(/[\s,;]+/).filter((word) => /\d/.test(word))].map(bare);
  return ids.flatMap((id) => entries.filter((entry) => entry.id && bare(entry.id) === id));
}

function find(query) {
  const wanted = squash(query);
  if (!wanted) return [];
  const kept = telling(query);
  const asked = kept.length ? kept.join(" ") : wanted;
  let hits = engine.search(asked, { combineWith: "AND" });
  if (!hits.length) hits = engine.search(asked);
  const found = hits.map((hit) => ({ ...entries[hit.id], terms: hit.terms }));
  const named = name(query);
  const called = found.filter((entry) => calls(entry, wanted, squash));
  const nearly = found.filter((entry) => calls(entry, asked, (text) => telling(text).join(" ")));
  const titled = found.filter((entry) => kept.length > 1 && titles(entry, kept));
  return [...new Map([...named, ...called, ...nearly, ...titled, ...found].map((entry) => [entry.number, entry])).values()];
}

function calls(entry, wanted, reduce) {
  return [entry.title, ...(entry.names ?? "").split(", ")].some((name) => reduce(name) === wanted);
}

function titles(entry, kept) {
  const own = words(entry.title);
  return kept.every((word) => own.includes(word));
}

/* Shows a text with the words that were found marked; a long one from shortly before the first. */
function mark(element, text, terms, most = Infinity) {
  const plain = text.split(/(?<![\p{L}\p{N}])|(?![\p{L}\p{N}])/u);
  const hit = (word) => terms.has(stem(fold(word)));
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

function show(found) {
  list.replaceChildren(...found.slice(0, SHOWN).map((entry) => {
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

function say(count) {
  const many = count > SHOWN ? `, the first ${SHOWN} shown` : "";
  said.textContent = !input.value.trim() ? "" : count === 0 ? "Nothing found. Try fewer or other words."
    : `${count} ${count === 1 ? "result" : "results"}${many}`;
}

async function search() {
  try {
    ready ??= prepare();
    if (!engine) said.textContent = "Loading…";
    await ready;
  } catch {
    ready = undefined;
    said.textContent = "The search could not be loaded. Are you offline?";
    return;
  }
  const found = find(input.value);
  show(found);
  say(found.length);
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
  const stops = [input, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + by];
  next?.focus();
}

opener?.addEventListener("click", open);
addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
dialog?.addEventListener("keydown", step);
dialog?.addEventListener("input", search);
dialog?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await search();
  list.querySelector("a")?.click();
});
dialog?.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".search-close, .search-results a")) dialog.close();
});
