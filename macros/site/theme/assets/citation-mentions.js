/* Mentions: where a text names something of the site, or quotes. */

import { cut } from "./citation-index.js";
import { BREAK, CLOSE, OPEN, toPlain } from "./citation-plain.js";
import { fold, joinSpaces, strip } from "./citation-words.js";

const FAR = 160, LONGEST_ADDRESS = 2000;
const blank = found => " ".repeat(found.length);
const escapeRegExp = text => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");

const URL_MARKS = String.raw`\s<>"“”‘’|\\^\u0060\ue010-\ue012`;
const ABSOLUTE = new RegExp(`https?://[^${URL_MARKS}]+`, "g");
const TRAILING = ".,;:!?'*_]}";
const ID = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?<![/#@.&$\-])(?:(?<kind>thesis|claim|assumption|objection|response|rebuttal|note|` +
  String.raw`paragraph|sentence|passage)s?\s+)?(?<id>[A-Z][0-9]{1,5}(?:\.[0-9]{1,4})?)(?![\p{L}\p{N}_]|-|\.[0-9])` +
  String.raw`(?:,?\s*\(?(?:version\s*|v\.?\s?)(?<version>[0-9]{1,4})(?![\p{L}\p{N}_]))?` +
  String.raw`(?:,?\s*\(?edition of (?<edition>[0-9]{4}-[0-9]{2}-[0-9]{2}))?`, "giu");
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
const KEY_OF_ITEM = /^(?:[a-z][0-9]+|(?:term|part)-.+|[a-z]+-[a-z][0-9]+-v[0-9]+)$/;
const CHUNK = /\n[ \t]*\n|[\ue010-\ue012]/g;
const QUOTED = new RegExp(
  String.raw`“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<![=\p{L}\p{N}_])(?<!= )"([^"]+)"|` +
  String.raw`(?<![\p{L}\p{N}_])‘([^‘“”]+?)’(?![\p{L}\p{N}_])`, "gdu");
const CITES = /^[”"’»]?[.!?,;:]?[ \t]*\n?[ \t]*(?:[(\[,@—–-]|https?:)/;
const SENTENCE = /[.!?][”"’»)\]]*\s+(?![\s(\[])|\n[ \t]*\n/;

export const withoutScheme = url => url.replace(/^https?:\/\/(www\.)?/, "");

/** Return what an address may be within the site, wherever the site begins in it. */
export const findEnds = address => [...address.matchAll("/")].map(({ index }) => address.slice(index));

function trimAddress(url) {
  const count = mark => url.split(mark).length - 1;
  while (url && (TRAILING.includes(url.at(-1)) || (url.at(-1) === ")" && count("(") < count(")")))) url = url.slice(0, -1);
  return url;
}

/** Return everything that a text says of the site, in reading order. `sites` are the addresses at which it is or was; others
    are found by what they lead to. What is in `names` is no quotation. `every` id is returned, not only what is cited. */
export function findMentions(text, index, { sites, names, every }) {
  const plain = toPlain(text);
  const local = new RegExp(
    String.raw`(?<![A-Za-z0-9/.:_#%\-])(?:(?:\.{1,2}/)*\.{0,2}/)?(?:${index.sections.map(escapeRegExp).join("|")})/` +
    String.raw`[^${URL_MARKS}()[\]]*`, "g");
  const masked = plain.replace(local, blank).replace(ABSOLUTE, blank);
  const named = [...findAddresses(plain, local, index, sites), ...findIds(masked, index, every), ...findKeys(masked, index)];
  const quoted = findQuotations(plain).filter(({ found }) => !names.has(fold(found)));
  attribute(plain, quoted, named);
  pair(plain, named);
  const found = [...named, ...quoted, ...named.flatMap(findFragments)].sort((a, b) => a.start - b.start);
  let [place, line] = [0, 1];
  return found.map(mention => {
    const first = mention.start + (mention.kind === "quotation" ? /^\s*/.exec(mention.found)[0].length : 0);
    if (first < place) [place, line] = [0, 1];
    for (; place < first; place++) if (plain[place] === "\n") line++;
    return { ...mention, line };
  });
}

function findAddresses(plain, local, index, sites) {
  const urls = [...plain.matchAll(ABSOLUTE)].filter(match => match[0].length <= LONGEST_ADDRESS)
    .map(match => [match.index, trimAddress(match[0])]);
  const bases = new Set(sites.map(site => withoutScheme(site).replace(/\/+$/, "")));
  for (const [, url] of urls) {
    const base = findBase(url, index);
    if (base !== null) bases.add(base);
  }
  const found = [];
  for (const [start, shown] of urls) {
    const whole = withoutScheme(shown);
    const fitting = [...bases].filter(base => `${whole}/`.startsWith(`${base}/`)).sort((a, b) => b.length - a.length);
    if (fitting.length) found.push(makeAddress(start, shown, whole.slice(fitting[0].length) || "/"));
  }
  for (const match of plain.replace(ABSOLUTE, blank).matchAll(local)) {
    const shown = trimAddress(match[0].slice(0, LONGEST_ADDRESS));
    const mention = makeAddress(match.index, shown, "/" + shown.replace(/^[./]+/, ""));
    if (isLocal(shown, mention.found, index)) found.push(mention);
  }
  return found;
}

export function makeAddress(start, shown, address) {
  const [found, fragment] = cut(address, ":~:");
  return { kind: "address", start, stop: start + shown.length, found: found.replace(/#$/, ""), fragment, shown, sure: true };
}

/** Return the words that an address points to: what a browser highlights by `#:~:text=`. */
export function findFragments(mention) {
  const { start, stop } = mention;
  const texts = (mention.fragment || "").split("&").filter(one => one.startsWith("text="));
  return texts.flatMap(one => {
    const words = one.slice(5).split(",").filter(piece => !piece.startsWith("-") && !piece.endsWith("-"));
    try {
      const found = words.map(decodeURIComponent).join(" … ");
      return [{ kind: "quotation", start, stop, found, range: words.length > 1, sure: true, cites: [mention] }];
    } catch {
      return [];
    }
  });
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
    const place = index.find(makeAddress(0, "", whole.slice(at)).found);
    if (place && place.item && place.item.lettered) return whole.slice(0, at);
  }
  return null;
}

function findIds(masked, index, every) {
  const letters = new Set([...index.byId.keys()].map(id => id[0]));
  const found = [];
  for (const match of masked.matchAll(ID)) {
    const { kind, id, version, edition } = match.groups;
    const [start, stop] = [match.index, match.index + match[0].length];
    if (!letters.has(id[0])) continue;
    const sure = [kind, version, edition].some(one => one !== undefined);
    if (sure || every || index.byId.has(id) || isCited(masked, start, stop)) {
      const number = version === undefined ? null : Number(version);
      const shown = joinSpaces(match[0]) + ")".repeat(match[0].split("(").length - 1);
      found.push({ kind: "id", start, stop, found: id, shown, version: number, edition, sure });
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
    const { 0: shown, index: start, groups: { key } } = match;
    const place = index.findKey(key);
    const sure = place !== null && place.version !== null; // `c10` may be anybody’s, `awhbd-c10-v2` is ours
    if (place ? place.item.kind !== "source" : KEY_OF_ITEM.test(key))
      found.push({ kind: "key", start, stop: start + shown.length, found: key, shown, sure });
  }
  return found;
}

function findQuotations(plain) {
  const found = [];
  const quote = (start, stop, block = false) =>
    found.push({ kind: "quotation", start, stop, found: plain.slice(start, stop), sure: false, cites: [], block });
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

/** Let each quotation know what stands beside it and says where it is from, and the sentence that it stands in. */
function attribute(plain, quoted, named) {
  for (const quotation of quoted) {
    const before = plain.slice(Math.max(0, quotation.start - FAR), quotation.start).split(SENTENCE).at(-1);
    quotation.around = `${before} … ${plain.slice(quotation.stop, quotation.stop + FAR).split(SENTENCE)[0]}`;
  }
  for (const mention of named) {
    const after = quoted.findIndex(quotation => quotation.start >= mention.start);
    const next = after < 0 ? quoted.length : after;
    const own = [quoted[next - 1], quoted[next]].find(quotation => quotation && belongs(plain, quotation, mention));
    if (!own) continue;
    own.sure ||= mention.sure;
    own.cites.push(mention);
  }
}

/** Let an address know of the id that it stands right behind: both should name one thing. */
function pair(plain, named) {
  named.sort((a, b) => a.start - b.start);
  named.forEach((mention, at) => {
    const before = named[at - 1];
    if (!before || mention.kind !== "address" || before.kind === "address") return;
    if (/^\)?[ ,:–—]*[(\[<]?\s?$/.test(plain.slice(before.stop, mention.start))) mention.names = before;
  });
}

function belongs(plain, quotation, mention) {
  if (quotation.start <= mention.start && mention.start < quotation.stop) return true;
  let between;
  if (mention.start >= quotation.stop) {
    const cites = CITES.exec(plain.slice(quotation.stop, mention.stop));
    if (!cites && !quotation.block && plain[quotation.stop - 1] !== ",") return false;
    between = plain.slice(quotation.stop + (cites ? cites[0].length : 0), mention.start);
  } else {
    between = plain.slice(mention.stop, quotation.start);
  }
  if (quotation.block) between = strip(between, ` \t\n${OPEN}${CLOSE}${BREAK}`);
  return [...between].length <= FAR && !SENTENCE.test(between);
}
