/* Mentions: where a text names something of the site, or quotes. */

import { cut } from "./citation-index.js";
import { BREAK, CLOSE, OPEN, toPlain } from "./citation-plain.js";
import { joinSpaces, strip } from "./citation-words.js";

const FAR = 160, LONGEST_ADDRESS = 2000;
const blank = found => " ".repeat(found.length);
const escapeRegExp = text => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

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
export function unwrap(given) {
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

export const withoutScheme = url => url.replace(/^https?:\/\/(www\.)?/, "");

function trimAddress(url) {
  const count = mark => url.split(mark).length - 1;
  while (url && (TRAILING.includes(url.at(-1)) || (url.at(-1) === ")" && count("(") < count(")")))) url = url.slice(0, -1);
  return url;
}

export function findMentions(text, index, sites, every) {
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
