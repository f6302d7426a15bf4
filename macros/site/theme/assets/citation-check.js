/* Is my citation still good? Everything that a text says of the site, judged in reading order: by the page, in the
   browser, and by `make check-citations`, in Node.js. tests/citation_cases.yml says what is right. */

const OPEN = "\ue010", CLOSE = "\ue011", BREAK = "\ue012";
const NEAR = 0.75, LEAST_WORDS = 4, SURE_WORDS = 8, FAR = 160, LONGEST_QUOTATION = 5000, SHORT = 80, LONGEST_ADDRESS = 2000;
const IMMUTABLE = ["paragraph", "sentence"];
const LARGEST_TEXT = 5_000_000;

/** Whether a citation can stay as it is. */
export const isGood = ({ state }) => ["current", "not frozen"].includes(state);

const strip = (text, marks) => {
  let [start, stop] = [0, text.length];
  while (start < stop && marks.includes(text[start])) start++;
  while (stop > start && marks.includes(text[stop - 1])) stop--;
  return text.slice(start, stop);
};
const splitSpaces = text => text.split(/\s+/).filter(Boolean);
const joinSpaces = text => splitSpaces(text).join(" ");
const blank = found => " ".repeat(found.length);
const escapeRegExp = text => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

/* -- marked-up text made plain, line by line */

const HIDDEN = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)\/?>/g;
const ADDRESS = /\s(?:href|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const BLOCKS = new Set(("address article aside dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li " +
  "main nav ol p pre section table td th tr ul").split(" "));
const ENTITY = /&(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{1,8});/g;
const ENTITIES = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’",
  laquo: "«", raquo: "»", bdquo: "„", mdash: "—", ndash: "–", hellip: "…", shy: "",
};

export function toPlain(text) {
  text = text.replace(/\r\n?/g, "\n").replace(/^\ufeff+/, "").replace(/[\ue010-\ue012]/g, " ");
  text = text.replace(HIDDEN, found => "\n".repeat(found.split("\n").length - 1));
  text = text.replace(TAG, replaceTag).replace(ENTITY, replaceEntity);
  return markBlocks(IS_TEX.test(text) ? fromTex(text) : text);
}

function replaceTag(_, closes, name, rest) {
  name = name.toLowerCase();
  const lines = "\n".repeat(rest.split("\n").length - 1);
  const found = ADDRESS.exec(rest);
  const address = found ? ` ${found[1] || found[2] || ""} ` : "";
  if (name === "blockquote") return lines + (closes ? CLOSE : address + OPEN);
  if (name === "q") return lines + (closes ? "”" : `${address}“`);
  return lines + (BLOCKS.has(name) ? BREAK : address);
}

function replaceEntity(whole, name) {
  if (name[0] !== "#") return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
  const number = "xX".includes(name[1]) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  const readable = (number >= 32 && number < 0xD800) || (number >= 0xF900 && number < 0x110000);
  return readable ? String.fromCodePoint(number) : " ";
}

const IS_TEX = /\\[a-zA-Z]+\*?(?:\[[^[\]]*\])*\{|^[ \t]*@[a-zA-Z]+[ \t]*\{/m;
const CITED = /\\[a-zA-Z]*cite[a-zA-Z]*\*?((?:\[[^[\]]*\])*)\{([^{}]*)\}|^[ \t]*@[a-zA-Z]+[ \t]*\{/gm;
const TEX = [
  [/\\begin\{(?:display)?quot(?:e|ation)\}/g, OPEN],
  [/\\end\{(?:display)?quot(?:e|ation)\}/g, CLOSE],
  [/\\(?:enquote|textquote|blockquote)\*?\{([^{}]*)\}/g, "“$1”"],
  [/``/g, "“"],
  [/''/g, "”"],
  [/---/g, "—"],
  [/\\([&%$#_{}])/g, "$1"],
  [/\\[a-zA-Z]+\*?/g, " "],
  [/\}\{/g, " "],
  [/[{}]/g, ""],
  [/~/g, " "],
];

function fromTex(text) {
  text = text.replace(CITED, (_, more, keys) =>
    keys === undefined ? " " : `${more} ` + keys.replace(/[^\s,]+/g, key => `@${key}`));
  return TEX.reduce((made, [pattern, replacement]) => made.replace(pattern, replacement), text);
}

function markBlocks(text) {
  const lines = [];
  let inside = false;
  for (let line of text.split("\n")) {
    const quoted = /^ {0,3}>[> \t]*/.exec(line);
    if (quoted) line = (inside ? "" : OPEN) + line.slice(quoted[0].length);
    else if (inside) lines[lines.length - 1] += CLOSE;
    lines.push(line);
    inside = quoted !== null;
  }
  return lines.join("\n") + (inside ? CLOSE : "");
}

/* -- words, and how they are compared */

const QUOTES = /[“”„‟«»‹›‘’‚‛'`´ʼ″′＂＇]/g;
const DASHES = /\s*(?:[‐‑‒–—―−﹘﹣－]|-{2,})\s*|\s+-\s+/g;
const NOT_WORDS = [/\s*\[\^[^[\]]*\]/g, /\s*\[@[^[\]]*\]/g, /\[\s*sic\s*\]/gi];
const LINK = /\[([^[\]]*)\]\([^()\s]*\)/g;
const ASIDE = /\s*\((?:[^()]*(?:[TCAORNP][0-9]|[vV]ersion [0-9]|https?:\/\/|[0-9]{4}|n\.d\.)[^()]*|\s*)\)/g;
const MARKS = /[[\]*`\ue010-\ue012]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
const EDGES = ' .,;:!?"()-';
const GAP = /\s*\.\s?\.\s?\.\s*/;
const SPACES = /\s*[–—―]+\s*|\s*-{2,}\s*|\s+-\s+|\s+/;

const foldCase = text => text.toUpperCase().toLowerCase().replace(/ς/g, "σ");
function normalise(text) {
  const marked = text.normalize("NFC").replace(QUOTES, '"');
  const folded = foldCase(marked.normalize("NFKC").replace(QUOTES, '"'));
  return joinSpaces(folded.normalize("NFKC").replace(DASHES, "-"));
}
function clean(text) {
  text = joinSpaces(text);
  for (const pattern of NOT_WORDS) text = text.replace(pattern, "");
  return joinSpaces(text.replace(LINK, "$1").replace(ASIDE, "").replace(MARKS, ""));
}
const fold = text => strip(normalise(clean(text)), EDGES);
const splitWords = text => text.split(SPACES).filter(Boolean);
const foldWord = word => strip(normalise(word), EDGES);

const REFERENCE = /\[(?:(?<item>[A-Z]\d+(?:\.\d+)?)|@[A-Za-z0-9][\w:.#$%&+?<>~/-]*(?:,\s*[^[\]]+)?)\]/g;
const EMPHASIS = /(?<![\p{L}\p{N}_*])\*(?![\s*])([^*]+?)(?<![\s*])\*(?![\p{L}\p{N}_*])/gu;
const plainText = text => joinSpaces(text.replace(REFERENCE, (...found) => found.at(-1).item || "\0")
  .replace(/\s*\0/g, "").replace(EMPHASIS, "$1"));

/* -- differences: the longest run that both have, then on both sides of it, as Python's difflib */

function findBlocks(before, after) {
  const places = new Map();
  after.forEach((word, at) => places.set(word, [...(places.get(word) || []), at]));
  const blocks = [], waiting = [[0, before.length, 0, after.length]];
  while (waiting.length) {
    const [a, b, c, d] = waiting.pop();
    const [i, j, size] = findLongest(before, places, a, b, c, d);
    if (!size) continue;
    blocks.push([i, j, size]);
    if (a < i && c < j) waiting.push([a, i, c, j]);
    if (i + size < b && j + size < d) waiting.push([i + size, b, j + size, d]);
  }
  return blocks.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

function findLongest(before, places, a, b, c, d) {
  let best = [a, c, 0], lengths = new Map();
  for (let i = a; i < b; i++) {
    const next = new Map();
    for (const j of places.get(before[i]) || []) {
      if (j < c || j >= d) continue;
      const size = (lengths.get(j - 1) || 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    lengths = next;
  }
  return best;
}

function findPieces(before, after, folder = word => word) {
  const pieces = [];
  const add = (kind, words) => {
    const last = pieces.at(-1);
    if (!words.length) return;
    if (last && last.kind === kind) last.words.push(...words);
    else pieces.push({ kind, words: [...words] });
  };
  let [i, j] = [0, 0];
  for (const [a, b, size] of [...findBlocks(before.map(folder), after.map(folder)), [before.length, after.length, 0]]) {
    add("old", before.slice(i, a));
    add("new", after.slice(j, b));
    add("both", after.slice(b, b + size));
    [i, j] = [a + size, b + size];
  }
  return pieces;
}

export const shortenRun = words => words.length <= 12 ? words.join(" ")
  : [...words.slice(0, 5), "…", ...words.slice(-5)].join(" ");
const showPieces = pieces => pieces.map(({ kind, words }) => ({
  both: () => shortenRun(words), old: () => `[-${words.join(" ")}-]`, new: () => `{+${words.join(" ")}+}`,
})[kind]()).join(" ");

function suggest(word, known) {
  let best = null;
  for (const other of known) {
    const shared = findBlocks([...other], [...word]).reduce((sum, block) => sum + block[2], 0);
    const score = 2 * shared / ([...other].length + [...word].length || 1);
    if (score >= 0.6 && (!best || score > best[0] || (score === best[0] && other > best[1]))) best = [score, other];
  }
  return best ? `; did you mean ${best[1]}?` : "";
}

/* -- what can be cited */

const ANCHOR_OF_ITEM = /^[a-z]+[0-9]+(-[0-9]+)?$/;
const LETTERED = /^[A-Z][0-9]+(\.[0-9]+)?$/;
const makeKey = key => key.replaceAll(":", "-").toLowerCase();
const withTitle = item => ({ title: item.title, ...item.wording });

class Index {
  constructor(items) {
    this.items = items.map(item => ({
      ...item, name: `${item.kind} ${item.id}`, lettered: LETTERED.test(item.id), wording: withTitle(item),
      versions: item.versions.map(version => ({ ...version, wording: withTitle(version) })),
    }));
    this.byId = new Map(this.items.filter(item => item.lettered).map(item => [item.id, item]));
    this.byKey = new Map(this.items.map(item => [makeKey(item.key), item]));
    this.oldKeys = new Map(this.items.flatMap(item => item.formerly.map(key => [makeKey(key), item])));
    this.homes = new Map(this.items.flatMap(item => item.homes.map(home => [home, item])));
    for (const item of this.items) this.homes.set(item.home, item);
    this.sections = [...new Set([...this.homes.keys()].map(home => home.split("/")[1]))].sort();
    this.passages = new Map(this.items.filter(item => IMMUTABLE.includes(item.kind))
      .map(item => [item.home.split("#")[1] || "", item]));
  }

  find(address) {
    let [page, anchor] = cut(address, "#");
    page = cut(page, "?")[0].replace(/index\.(html|md)$/, "");
    const version = /^(.+\/)v([0-9]{1,6})\/?$/.exec(page);
    if (version && this.homes.has(version[1])) return this.place(version[1], Number(version[2]));
    page = this.findPage(page);
    const found = this.findAnchor(page, anchor);
    if (found) return found;
    if (this.homes.has(page) && !ANCHOR_OF_ITEM.test(anchor)) return this.place(page);
    return this.findFault(page, anchor);
  }

  findPage(page) {
    const whole = page.endsWith("/") ? page : `${page}/`;
    const folder = page.slice(0, page.lastIndexOf("/") + 1) || "/";
    const beside = !this.homes.has(whole) && page.slice(folder.length).includes(".") && this.homes.has(folder);
    return beside ? folder : whole;
  }

  findAnchor(page, anchor) {
    const item = this.homes.get(page);
    if (anchor && this.homes.has(`${page}#${anchor}`)) return this.place(`${page}#${anchor}`);
    if (item && anchor === item.id.toLowerCase()) return this.place(page);
    const passage = this.passages.get(anchor);
    if (!item || item.kind !== "part" || !passage) return null;
    if (item.wording.text.includes(passage.wording.text))
      return { item: passage, address: `${item.home}#${anchor}`, moved: page !== item.home, version: null };
    return { item: passage, address: passage.home, moved: true, version: null };
  }

  place(home, version = null) {
    const item = this.homes.get(home);
    return { item, address: item.home + (version === null ? "" : `v${version}/`), moved: home !== item.home, version };
  }

  findFault(page, anchor) {
    const section = page.slice(1).includes("/") ? page.split("/")[1] : "";
    if (!this.sections.includes(section)) return null;
    const within = start => [...this.homes.keys()].filter(home => home.startsWith(start));
    if (page !== `/${section}/`) return { known: within(`/${section}/`) };
    const anchored = within(`${page}#`);
    return anchored.length && ANCHOR_OF_ITEM.test(anchor) ? { known: anchored } : null;
  }
}

function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

/* -- mentions */

const URL_MARKS = String.raw`\s<>"“”‘’|\\^\u0060\ue010-\ue012`;
const ABSOLUTE = new RegExp(`https?://[^${URL_MARKS}]+`, "g");
const TRAILING = ".,;:!?'*_]}";
const ID = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?<![/#@.&$\-])(?:(?<kind>thesis|claim|assumption|objection|response|rebuttal|note|` +
  String.raw`paragraph|sentence|passage)s?\s+)?(?<id>[A-Z][0-9]{1,5}(?:\.[0-9]{1,4})?)(?![\p{L}\p{N}_]|-|\.[0-9])` +
  String.raw`(?:,?\s*\(?(?:version\s*|v\.?\s?)(?<version>[0-9]{1,4})(?![\p{L}\p{N}_]))?`, "giu");
const ONE_ID = new RegExp(`^(?:${ID.source})$`, "iu");
const AROUND = /^(?:\\[A-Za-z]*cite[A-Za-z]*\*?(?:\[[^\[\]]*\])*\{([^{}]+)\}|\[([^\[\]]+)\]|\(([^()]+)\))$/;
const MARKED = /^[“”‘’"'«»]+([^“”‘’"'«»]+)[“”‘’"'«»]+$/;

/** Take off the brackets or the command around one citation, and the marks around an id. */
function unwrap(given) {
  let text = given.trim();
  for (let around; (around = AROUND.exec(text));) text = around.slice(1).find(Boolean).trim();
  const marked = MARKED.exec(text);
  return marked && ONE_ID.test(marked[1].trim()) ? marked[1].trim() : text;
}

const KEY = /(?<![\p{L}\p{N}_])(?<![.@-])@(?<key>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\p{L}\p{N}_])/gu;
const LISTED = /[A-Z][0-9]+(?:\.[0-9]+)?(?:[,;–] ?|,? and |,? or )$/;
const KEY_OF_ITEM = /^(?:[a-z][0-9]+|(?:term|part)-.+)$/;
const CHUNK = /\n[ \t]*\n|[\ue010-\ue012]/g;
const QUOTED = new RegExp(
  String.raw`“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<![=\p{L}\p{N}_])(?<!= )"([^"]+)"|` +
  String.raw`(?<![\p{L}\p{N}_])‘([^‘“”]+?)’(?![\p{L}\p{N}_])`, "gdu");
const CITES = /^[”"’»]?[.!?,;:]?[ \t]*\n?[ \t]*(?:[(\[,@—–-]|https?:)/;
const SENTENCE = /[.!?][”"’»)\]]*\s+(?![\s(\[])|\n[ \t]*\n/;

const withoutScheme = url => url.replace(/^https?:\/\/(www\.)?/, "");

function trimAddress(url) {
  const count = mark => url.split(mark).length - 1;
  while (url && (TRAILING.includes(url.at(-1)) || (url.at(-1) === ")" && count("(") < count(")")))) url = url.slice(0, -1);
  return url;
}

function findMentions(text, index, sites, every) {
  const plain = toPlain(text);
  const local = new RegExp(
    String.raw`(?<![A-Za-z0-9/.:_#%\-])(?:(?:\.{1,2}/)*\.{0,2}/)?(?:${index.sections.map(escapeRegExp).join("|")})/` +
    String.raw`[^${URL_MARKS}()[\]]*`, "g");
  const masked = plain.replace(local, blank).replace(ABSOLUTE, blank);
  const named = [...findAddresses(plain, local, index, sites), ...findIds(masked, index, every), ...findKeys(masked, index)];
  const found = [...named, ...attribute(plain, findQuotations(plain), named)].sort((a, b) => a.start - b.start);
  let [place, line] = [0, 1];
  return found.sort((a, b) => a.start - b.start).map(mention => {
    const first = mention.start + (mention.kind === "quotation" ? /^\s*/.exec(mention.found)[0].length : 0);
    if (first < place) [place, line] = [0, 1];
    for (; place < first; place++) if (plain[place] === "\n") line++;
    return { ...mention, line };
  });
}

function findAddresses(plain, local, index, sites) {
  const urls = [...plain.matchAll(ABSOLUTE)].filter(match => match[0].length <= LONGEST_ADDRESS).map(match => [match.index, trimAddress(match[0])]);
  const bases = new Set(sites.map(site => withoutScheme(site).replace(/\/+$/, "")));
  for (const [, url] of urls) {
    const base = findBase(url, index);
    if (base !== null) bases.add(base);
  }
  const found = [];
  for (const [start, shown] of urls) {
    const whole = withoutScheme(shown);
    const fitting = [...bases].filter(base => `${whole}/`.startsWith(`${base}/`)).sort((a, b) => b.length - a.length);
    if (fitting.length) {
      const address = whole.slice(fitting[0].length) || "/";
      found.push({ kind: "address", start, stop: start + shown.length, found: address, shown, sure: true });
    }
  }
  for (const match of plain.replace(ABSOLUTE, blank).matchAll(local)) {
    const shown = trimAddress(match[0].slice(0, LONGEST_ADDRESS));
    const address = "/" + shown.replace(/^[./]+/, "");
    if (isLocal(shown, address, index)) {
      const start = match.index;
      found.push({ kind: "address", start, stop: start + shown.length, found: address, shown, sure: true });
    }
  }
  return found;
}

function isLocal(shown, address, index) {
  const marked = shown.startsWith(".") || shown.startsWith("/");
  const place = index.find(address);
  if (place && place.item) return marked || shown.endsWith("/") || shown.includes("#");
  const page = cut(address, "#")[0];
  const at = page.lastIndexOf("/");
  return marked && strip(page.slice(0, at), "/") !== "" && !page.slice(at + 1).includes(".");
}

function findBase(url, index) {
  const whole = withoutScheme(url);
  for (let at = whole.indexOf("/"); at >= 0; at = whole.indexOf("/", at + 1)) {
    const place = index.find(whole.slice(at));
    if (place && place.item && place.item.lettered) return whole.slice(0, at);
  }
  return null;
}

function findIds(masked, index, every) {
  const letters = new Set([...index.byId.keys()].map(id => id[0]));
  const found = [];
  for (const match of masked.matchAll(ID)) {
    const { kind, id, version } = match.groups;
    const [start, stop] = [match.index, match.index + match[0].length];
    if (!letters.has(id[0])) continue;
    const sure = kind !== undefined || version !== undefined;
    if (sure || every || index.byId.has(id) || isCited(masked, start, stop)) {
      const number = version === undefined ? null : Number(version);
      found.push({ kind: "id", start, stop, found: id, shown: joinSpaces(match[0]) + (match[0].includes("(") ? ")" : ""),
        version: number, sure });
    }
  }
  return found;
}

function isCited(masked, start, stop) {
  const before = masked.slice(Math.max(0, start - 24), start);
  const inBrackets = ["(", "["].includes(before.at(-1)) && [")", "]", ",", ";"].includes(masked[stop]);
  return inBrackets || LISTED.test(before);
}

function findKeys(masked, index) {
  const found = [];
  for (const match of masked.matchAll(KEY)) {
    const { key } = match.groups;
    const item = index.byKey.get(key) || index.oldKeys.get(key);
    if (item ? item.kind !== "source" : KEY_OF_ITEM.test(key))
      found.push({ kind: "key", start: match.index, stop: match.index + match[0].length, found: key, shown: match[0], sure: false });
  }
  return found;
}

function findQuotations(plain) {
  const found = [];
  const quote = (start, stop, block = false) =>
    found.push({ kind: "quotation", start, stop, found: plain.slice(start, stop), sure: false, beside: false, block });
  let start = 0, inside = false;
  for (const match of [...plain.matchAll(CHUNK), null]) {
    const stop = match ? match.index : plain.length;
    const chunk = plain.slice(start, stop);
    if (inside) {
      if (chunk.trim() && !/^\s*[—–-]/.test(chunk)) quote(start, stop, true);
    } else {
      for (const words of chunk.matchAll(QUOTED)) {
        const [from, to] = words.indices.slice(1).find(Boolean);
        quote(start + from, start + to);
      }
    }
    if (match) {
      inside = match[0] === OPEN || (match[0] !== CLOSE && inside);
      start = stop + match[0].length;
    }
  }
  return found;
}

function attribute(plain, quoted, named) {
  for (const mention of named) {
    const after = quoted.findIndex(quotation => quotation.start >= mention.start);
    const next = after < 0 ? quoted.length : after;
    const own = [quoted[next - 1], quoted[next]].find(quotation => quotation && belongs(plain, quotation, mention));
    if (own) {
      own.sure ||= mention.sure;
      own.beside = true;
    }
  }
  return quoted;
}

function belongs(plain, quotation, mention) {
  if (quotation.start <= mention.start && mention.start < quotation.stop) return true;
  let between;
  if (mention.start >= quotation.stop) {
    between = plain.slice(quotation.stop, mention.start);
    const cites = CITES.exec(between);
    if (!cites && !quotation.block && plain[quotation.stop - 1] !== ",") return false;
    if (cites) between = between.slice(cites[0].length);
  } else {
    between = plain.slice(mention.stop, quotation.start);
  }
  if (quotation.block) between = strip(between, ` \t\n${OPEN}${CLOSE}${BREAK}`);
  return [...between].length <= FAR && !SENTENCE.test(between);
}

/* -- quotations */

class Quotations {
  constructor(index) {
    this.passages = index.items.flatMap(findPassages);
    this.passages.sort((a, b) => a.age - b.age || a.place - b.place);
    this.holding = new Map();
    this.passages.forEach((passage, number) => {
      for (const word of new Set(passage.foldedWords)) {
        if (!this.holding.has(word)) this.holding.set(word, []);
        this.holding.get(word).push(number);
      }
    });
  }

  find(quotation) {
    const folded = fold(quotation);
    const pieces = folded.split(GAP).map(piece => strip(piece, EDGES)).filter(Boolean);
    const gapped = pieces.length > 1 && Math.max(...pieces.map(piece => splitSpaces(piece).length)) >= 3;
    return this.passages.find(({ folded: text }) => holds(text, [folded]) || (gapped && holds(text, pieces))) || null;
  }

  findNear(quotation) {
    const words = splitWords(clean(quotation)).map(foldWord);
    let best = null;
    for (const number of this.findLikely(words)) {
      const passage = this.passages[number];
      const [start, shared] = findWindow(words, passage.foldedWords);
      const size = Math.min(words.length, passage.words.length);
      const likeness = Math.floor(2000 * shared / (words.length + size));
      if (likeness >= 1000 * NEAR && (!best || likeness > best.likeness)) best = { likeness, passage, start, size };
    }
    return best;
  }

  findLikely(words) {
    const different = new Set(words), counts = new Map();
    for (const word of different)
      for (const number of this.holding.get(word) || []) counts.set(number, (counts.get(number) || 0) + 1);
    const mayLack = number =>
      2 * words.length - NEAR * (words.length + Math.min(words.length, this.passages[number].words.length));
    return [...counts].filter(([number, count]) => 2 * (different.size - count) <= mayLack(number))
      .map(([number]) => number).sort((a, b) => a - b);
  }
}

function findPassages(item) {
  if (item.kind === "source") return [];
  const seen = new Set(), found = [];
  const versions = IMMUTABLE.includes(item.kind) ? [] : [...item.versions].reverse();
  for (const version of [null, ...versions]) {
    for (const [field, text] of Object.entries((version || item).wording)) {
      const key = JSON.stringify([field, text]);
      if (seen.has(key)) continue;
      seen.add(key);
      const words = splitWords(clean(text));
      const age = (version ? 1 : 0) + (item.retired ? 2 : 0);
      const place = { sentence: 0, paragraph: 1, part: 3 }[item.kind] ?? 2;
      found.push({ item, field, text, version, folded: fold(text), words, foldedWords: words.map(foldWord), age, place });
    }
  }
  return found;
}

function holds(text, pieces) {
  let start = 0;
  for (const piece of pieces) {
    start = findWhole(text, piece, start);
    if (start < 0) return false;
    start += piece.length;
  }
  return true;
}

function findWhole(text, piece, start) {
  const letter = /[\p{L}\p{N}]/u;
  while ((start = text.indexOf(piece, start)) >= 0) {
    if (!letter.test(text[start - 1] || "") && !letter.test(text[start + piece.length] || "")) return start;
    if (++start > text.length) return -1;
  }
  return -1;
}

function findWindow(words, within) {
  const size = Math.min(words.length, within.length), left = new Map();
  const change = (word, by) => left.set(word, (left.get(word) || 0) + by);
  for (const word of words) change(word, 1);
  let best = 0, shared = 0, start = 0;
  within.forEach((word, end) => {
    change(word, -1);
    if (left.get(word) >= 0) shared++;
    if (end >= size) {
      const gone = within[end - size];
      if (left.get(gone) >= 0) shared--;
      change(gone, 1);
    }
    if (end >= size - 1 && shared > best) [best, start] = [shared, end - size + 1];
  });
  return [start, best];
}

function compareNear({ passage, start, size }, quotation) {
  const more = Math.floor(size / 4) + 1;
  const words = splitWords(clean(quotation));
  const window = passage.words.slice(Math.max(0, start - more), start + size + more);
  const pieces = trimPieces(findPieces(words, window, foldWord));
  return pieces.some(({ kind }) => kind !== "both") ? pieces : trimPieces(findPieces(words, window, normalise));
}

function trimPieces(pieces) {
  const trimmed = trimAt(pieces, pieces.length && pieces[0].kind === "old" ? 1 : 0, true);
  return trimAt(trimmed, trimmed.length - 1, false);
}

function trimAt(pieces, at, atStart) {
  const piece = pieces[at];
  if (!piece || piece.kind !== "new") return pieces;
  const count = at && pieces[at - 1].kind === "old" ? pieces[at - 1].words.length : 0;
  const words = atStart ? piece.words.slice(Math.max(0, piece.words.length - count)) : piece.words.slice(0, count);
  return [...pieces.slice(0, at), ...(words.length ? [{ kind: "new", words }] : []), ...pieces.slice(at + 1)];
}

/* -- verdicts */

const IN_NO_EDITION = "today’s wording is in no edition yet and may still change";
const NOWHERE = "these words are in no wording of this site, of today or of any edition";
const TOO_SHORT = `too few words to be found: give at least ${LEAST_WORDS}, an id or an address`;

const findVersion = (item, number) => item.versions.find(version => version.number === number) || null;
const tellEdition = version => `version ${version.number} (edition of ${version.edition})`;

function judgeAddress(mention, index) {
  const found = index.find(mention.found);
  if (found === null) return null;
  if (found.item) return judgePlace(mention, found);
  return makeVerdict(mention, "unknown", "no item has this address" + suggest(mention.found, found.known));
}

function judgeId(mention, index) {
  const item = index.byId.get(mention.found);
  if (item) return judgePlace(mention, placeOf(item, mention.version));
  const alike = [...index.byId.keys()].filter(id => id[0] === mention.found[0]);
  return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, alike));
}

function placeOf(item, number = null) {
  const version = number === null ? null : findVersion(item, number);
  return { item, address: (version || item).home, moved: false, version: number };
}

function judgeKey(mention, index) {
  const item = index.byKey.get(mention.found) || index.oldKeys.get(mention.found);
  if (item) return judgePlace(mention, { ...placeOf(item), moved: !index.byKey.has(mention.found) });
  return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, index.byKey.keys()));
}

function judgeWord(word, index) {
  const mention = { kind: "address", line: 1, found: withoutScheme(word), shown: word };
  if (word.includes("/")) return judgeAnyAddress(mention, index);
  const key = makeKey(word.replace(/^[@#]+/, ""));
  const named = { kind: "key", line: 1, found: key, shown: word };
  if (index.byKey.has(key) || index.oldKeys.has(key)) return judgeKey(named, index);
  const item = index.items.find(({ id, home }) => [id.toLowerCase(), cut(home, "#")[1]].includes(key));
  if (item) return judgePlace(named, placeOf(item));
  return makeVerdict(named, "unknown", `there is no ${word}` + suggest(word, index.items.map(({ id }) => id)));
}

function judgeAnyAddress(mention, index) {
  const ends = [...mention.found].flatMap((mark, at, all) => mark === "/" ? [all.slice(at).join("")] : []);
  const found = ends.map(end => index.find(end));
  const place = found.find(one => one && one.item);
  if (place) return judgePlace(mention, place);
  const at = found.findIndex(one => one !== null);
  if (at < 0) return makeVerdict(mention, "unknown", "nothing that has versions has this address");
  return makeVerdict(mention, "unknown", "no item has this address" + suggest(ends[at], found[at].known));
}

function judgePlace(mention, place) {
  const { item } = place;
  const asked = place.version ?? null;
  const version = asked === null ? null : findVersion(item, asked);
  if (asked !== null && !version) return makeVerdict(mention, "unknown", tellVersions(item, asked), item.home);
  const named = version ? `${item.name}, ${tellEdition(version)}` : item.name;
  const moved = place.moved ? `${named} has moved: it ` : `${named} `;
  if (item.retired) return makeVerdict(mention, "retired", moved + tellRetired(item), place.address);
  if (version && version.number !== item.current) {
    const told = `${moved}has been reworded since; ${tellToday(item)}`;
    return makeVerdict(mention, "reworded", told, place.address, compareVersion(version, item));
  }
  const state = item.current !== null ? "current" : "not frozen";
  const told = moved + (version ? "is current" : tellCurrent(item));
  return makeVerdict(mention, place.moved ? "moved" : state, told, place.address);
}

function tellVersions(item, number) {
  const count = item.versions.length;
  if (!count) return `${item.name} has no version ${number}: it is in no edition yet`;
  return `${item.name} has no version ${number}; it has ${count > 1 ? `versions 1 to ${count}` : "version 1"}`;
}

function tellRetired({ retired }) {
  const told = `was retired on ${retired.date}: ${plainText(retired.reason)}`;
  return retired.successors.length ? `${told} Read instead: ${retired.successors.join(", ")}` : told;
}

function tellToday(item) {
  const current = findVersion(item, item.current);
  return current ? `today’s wording is ${tellEdition(current)}` : IN_NO_EDITION;
}

function tellCurrent(item) {
  if (IMMUTABLE.includes(item.kind)) return "never changes";
  const current = findVersion(item, item.current);
  if (current) return `is current, ${tellEdition(current)}`;
  if (item.versions.length) return `has been reworded since ${tellEdition(item.versions.at(-1))}; ${IN_NO_EDITION}`;
  return "is new: in no edition yet, so the wording may still change";
}

function compareVersion({ wording: before }, { wording: now }) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(field => before[field] !== now[field]);
  return fields.map(field => differ(field, before[field] || "", now[field] || ""));
}

const differ = (field, before, now) =>
  ({ field, pieces: findPieces(splitSpaces(plainText(before)), splitSpaces(plainText(now))) });

function judgeQuotation(mention, quotations) {
  const count = splitWords(clean(mention.found)).length;
  if (count < LEAST_WORDS) return null;
  const passage = quotations.find(mention.found);
  if (passage) {
    const past = passage.version !== null || passage.item.retired !== null;
    return mention.sure || count >= SURE_WORDS || !past ? judgePassage(mention, passage) : null;
  }
  if (!mention.sure && count < SURE_WORDS) return null;
  const near = quotations.findNear(mention.found);
  if (near) {
    const told = `nearly in ${tellPassage(near.passage)}, which differs`;
    const difference = { field: near.passage.field, pieces: compareNear(near, mention.found) };
    return makeVerdict(mention, "nearly", told, addressOf(near.passage), [difference]);
  }
  return mention.sure ? makeVerdict(mention, "nowhere", NOWHERE) : null;
}

const addressOf = ({ item, version }) => version ? version.home : item.home;

function tellPassage({ item, version, field }) {
  const named = version ? `${item.name}, ${tellEdition(version)}` : item.name;
  return IMMUTABLE.includes(item.kind) ? named : `${named} (${field})`;
}

function judgePassage(mention, passage) {
  const { item, version, field, text } = passage;
  const told = `verbatim in ${tellPassage(passage)}`;
  if (item.retired) return makeVerdict(mention, "retired", `${told}, which ${tellRetired(item)}`, addressOf(passage));
  if (version) {
    const difference = differ(field, text, item.wording[field] || "");
    return makeVerdict(mention, "reworded", `${told}, reworded since`, addressOf(passage), [difference]);
  }
  const frozen = item.versions.find(({ wording }) => wording[field] === text);
  const since = frozen ? `, current since ${tellEdition(frozen)}` : `; ${IN_NO_EDITION}`;
  const state = frozen ? "current" : "not frozen";
  return makeVerdict(mention, state, told + (IMMUTABLE.includes(item.kind) ? ", which never changes" : since), item.home);
}

function makeVerdict(mention, state, told, address = "", differences = []) {
  const quoted = mention.kind === "quotation";
  const shown = quoted ? `“${shorten(strip(clean(mention.found), "“” "))}”` : mention.shown;
  return { line: mention.line, shown, state, told, address, differences };
}

function shorten(text, most = 60) {
  const letters = [...text];
  if (letters.length <= most) return text;
  const start = letters.slice(0, most).join("");
  return `${start.slice(0, Math.max(0, start.lastIndexOf(" "))) || start} …`;
}

/* A verdict as the command prints it. */
export function tell({ shown, state, told, address, differences }) {
  const shownDifferences = differences.map(({ field, pieces }) => `${field}: ${showPieces(pieces)}`);
  return `${state}: ${shown}: ${[told, ...shownDifferences].join("; ")}${address ? ` (${address})` : ""}`;
}

/* -- checking */

export class Checker {
  /* `items` are those of the export; `sites` are addresses of the site, `names` what it is called. */
  constructor(items, sites = [], names = []) {
    this.index = new Index(items);
    this.quotations = new Quotations(this.index);
    this.sites = sites;
    this.names = new Set(names.map(fold));
  }

  checkText(text, ours = false) {
    const mentions = findMentions(text, this.index, this.sites, ours);
    ours ||= mentions.some(mention => this.isOurs(mention));
    const verdicts = new Map();
    let others = 0;
    for (const mention of mentions) {
      let verdict = null;
      if (mention.kind === "quotation") {
        verdict = this.judgeQuotation(mention, ours);
        if (!verdict && this.isLong(mention)) others++;
      } else if (ours || mention.sure) verdict = this.judgeNamed(mention);
      if (verdict) verdicts.set(JSON.stringify(verdict), verdict);
    }
    return { verdicts: [...verdicts.values()], others };
  }

  checkGiven(given) {
    const words = unwrap(given);
    const report = verdict => ({ verdicts: verdict ? [verdict] : [], others: 0 });
    if (words && !/\s/.test(words)) return report(judgeWord(words, this.index));
    const whole = { kind: "quotation", line: 1, found: toPlain(words), sure: true };
    if (this.isLong(whole) && this.quotations.find(whole.found)) return report(judgeQuotation(whole, this.quotations));
    const text = words === given.trim() ? given : words; // as it is given, its lines count
    const found = this.checkText(text, [...words].length <= SHORT);
    if (found.verdicts.length || [...words].length > LONGEST_QUOTATION) return found;
    const named = this.checkText(text, true);
    if (named.verdicts.length) return named;
    if (found.others) return found;
    if (words && !this.isLong(whole))
      return report({ line: 1, shown: `“${words}”`, state: "unknown", told: TOO_SHORT, address: "", differences: [] });
    return report(judgeQuotation(whole, this.quotations));
  }

  isOurs(mention) {
    if (mention.kind !== "quotation") return mention.sure;
    const enough = splitWords(clean(mention.found)).length >= (mention.beside ? LEAST_WORDS : SURE_WORDS);
    return enough && this.quotations.find(mention.found) !== null;
  }

  judgeNamed(mention) {
    return { address: judgeAddress, id: judgeId, key: judgeKey }[mention.kind](mention, this.index);
  }

  judgeQuotation(mention, ours) {
    if (mention.found.length > LONGEST_QUOTATION || this.names.has(fold(mention.found))) return null;
    return judgeQuotation({ ...mention, sure: mention.sure || (ours && mention.beside) }, this.quotations);
  }

  isLong({ found }) {
    const long = splitWords(clean(found)).length >= LEAST_WORDS;
    return long && found.length <= LONGEST_QUOTATION && !this.names.has(fold(found));
  }
}

/* -- files, and the sum of it */

/** Why a file is not text, and the line that is to blame. */
class Unreadable extends Error {
  constructor(message, line = 1) {
    super(message);
    this.line = line;
  }
}

/** Return the text of a file. */
export async function readText(file) {
  if (file.size > LARGEST_TEXT) {
    const [has, most] = [file.size, LARGEST_TEXT].map(size => size.toLocaleString("en"));
    throw new Unreadable(`the file has ${has} bytes; at most ${most}; divide it`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.includes(0) || String.fromCharCode(...bytes.subarray(0, 4)) === "%PDF")
    throw new Unreadable("this is not a file of text; give Markdown, HTML, BibTeX, TeX or plain text");
  try {
    return decode(bytes);
  } catch {
    throw new Unreadable("the file is not UTF-8; save it with the encoding UTF-8", findUndecodable(bytes));
  }
}

const decode = bytes => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function findUndecodable(bytes) {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(10, start);
    try {
      decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    start = end + 1;
  }
}

const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** Say how many citations are good; of one alone its state, if wanted. */
export function summarise(reports, named = false) {
  const verdicts = reports.flatMap(report => report.verdicts);
  const others = reports.reduce((sum, report) => sum + report.others, 0);
  const good = verdicts.filter(isGood).length;
  const counted = `${good} good, ${verdicts.length - good} to look at`;
  const found = named && verdicts.length === 1 ? verdicts[0].state : counted;
  const told = verdicts.length ? `${count(verdicts.length, "citation")}: ${found}.` : "No citation of this site was found.";
  return others ? `${told} ${count(others, "quotation")} ${others === 1 ? "was" : "were"} taken for words of others.` : told;
}
