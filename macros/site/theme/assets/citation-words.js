/* Words: what of a text is words, how they are compared, and how two texts differ. */

export const strip = (text, marks) => {
  let [start, stop] = [0, text.length];
  while (start < stop && marks.includes(text[start])) start++;
  while (stop > start && marks.includes(text[stop - 1])) stop--;
  return text.slice(start, stop);
};
export const splitSpaces = text => text.split(/\s+/).filter(Boolean);
export const joinSpaces = text => splitSpaces(text).join(" ");

const QUOTES = /[“”„‟«»‹›‘’‚‛'`´ʼ″′＂＇]/g;
const DASHES = /\s*(?:[‐‑‒–—―−﹘﹣－]|-{2,})\s*|\s+-\s+/g;
const NOT_WORDS = [
  /\s*\[\^[^[\]]*\]/g,
  /\s*\[@[^[\]]*\]/g,
  /\s*\[\s*(?:sic|(?:my|our) (?:emphasis|italics|translation)|(?:emphasis|italics|translation) [a-z ]+)\s*[!.]?\s*\]/gi,
];
const LINK = /\[([^[\]]*)\]\([^()\s]*\)/g;
const ASIDE = /\s*\((?:[^()]*(?:[TCAORNP][0-9]|[vV]ersion [0-9]|https?:\/\/|[0-9]{4}|n\.d\.)[^()]*|\s*)\)/g;
const MARKS = /[[\]*`\ue010-\ue014]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
export const EDGES = ' .,;:!?"()-';
const SPACES = /\s*[–—―]+\s*|\s*-{2,}\s*|\s+-\s+|\s+/;

const foldCase = text => text.toUpperCase().toLowerCase().replace(/ς/g, "σ");
export function normalise(text) {
  const marked = text.normalize("NFC").replace(QUOTES, '"');
  const folded = foldCase(marked.normalize("NFKC").replace(QUOTES, '"'));
  return joinSpaces(folded.normalize("NFKC").replace(DASHES, "-"));
}
const dropNotes = text =>
  NOT_WORDS.reduce((kept, pattern) => kept.replace(pattern, ""), joinSpaces(text)).replace(LINK, "$1");
export const clean = text => joinSpaces(dropNotes(text).replace(ASIDE, "").replace(MARKS, ""));
export const fold = text => strip(normalise(clean(text)), EDGES);
export const splitWords = text => text.split(SPACES).filter(Boolean);
export const foldWord = word => strip(normalise(word), EDGES);

const REFERENCE = /\[(?:(?<item>[A-Z]\d+(?:\.\d+)?)|@[A-Za-z0-9][\w:.#$%&+?<>~/-]*(?:,\s*[^[\]]+)?)\]/g;
const EMPHASIS = /(?<![\p{L}\p{N}_*])\*(?![\s*])([^*]+?)(?<![\s*])\*(?![\p{L}\p{N}_*])/gu;
export const plainText = text => joinSpaces(text.replace(REFERENCE, (...found) => found.at(-1).item || "\0")
  .replace(/\s*\0/g, "").replace(EMPHASIS, "$1"));

/* -- what a citer says to have changed */

const PUT = /(?<![\p{L}\p{N}])\[(?![A-Z]\d+(?:\.\d+)?\])([^[\]]*\p{L}[^[\]]*)\](?![\p{L}\p{N}])/gu;
const PARTING = /\ue013([^\ue014]*)\ue014|\s*(?:\[\s*)?(?:…|\.(?:\s?\.){2,3})(?:\s*\])?\s*/;
const END = /(?<=[.!?]["”’»)\]]*)\s+/;

/** Part a quotation where dots stand for words, or words in brackets, and after each sentence, if wanted: into runs of
    words as they are compared, each with what parts it from the one before: `dots`, what was `put` there, or nothing. */
export function partQuotation(text, bySentence = false) {
  const runs = [];
  let parting = {};
  dropNotes(text).replace(PUT, "\ue013$1\ue014").split(PARTING).forEach((token, at) => {
    if (at % 2) parting = token === undefined ? { ...parting, dots: true } : { ...parting, put: token };
    else for (const piece of bySentence ? token.split(END) : [token]) {
      const folded = fold(piece);
      if (!folded) continue;
      runs.push({ folded, size: splitSpaces(folded).length, ...parting });
      parting = {};
    }
  });
  return runs;
}

const findWords = pattern => text =>
  [...new Set([...text.matchAll(pattern)].map(found => found[0].toLowerCase().replace("'", "’")))];
const makeWords = words => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`, "giu");
const NEGATIONS = String.raw`\p{L}+n['’]t|cannot|not|never|no|none|nobody|nothing|nor|neither|without|hardly|scarcely|barely|` +
  "rarely|seldom|unlikely|doubts?|fails?|failed";
/** Which words of a text turn the sense of what stands beside them: negations and hedges. */
export const findTurns = findWords(makeWords(`${NEGATIONS}|unless|if|only|except|sometimes|probably|perhaps|maybe|possibly|` +
  String.raw`presumably|apparently|allegedly|likely|may(?! \d)|might|could|seems?|seemed|appears?|almost|nearly|` +
  "thinks?|believes?|assumes?|suppose|guess"));
export const findNegations = findWords(makeWords(NEGATIONS));
/** Whether somebody’s own words deny what they quote: they may leave the essay’s “not” outside the marks. */
export const denies = text => makeWords(`${NEGATIONS}|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)|` +
  "disput(?:es?|ed|ing)|doubt(?:ed|ful|ing)|false|wrong(?:ly)?|impossible|rather than|instead of|against|" +
  "ne|n[’']|pas|jamais|nicht|kein\\p{L}*|nie|no").test(text);

/* -- differences: the longest run that both have, then on both sides of it, as Python’s difflib */

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

export function findPieces(before, after, folder = word => word) {
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
export const showPieces = pieces => pieces.map(({ kind, words }) => ({
  both: () => shortenRun(words), old: () => `[-${words.join(" ")}-]`, new: () => `{+${words.join(" ")}+}`,
})[kind]()).join(" ");

export function suggest(word, known) {
  let best = null;
  for (const other of known) {
    const shared = findBlocks([...other], [...word]).reduce((sum, block) => sum + block[2], 0);
    const score = 2 * shared / ([...other].length + [...word].length || 1);
    if (score >= 0.6 && (!best || score > best[0] || (score === best[0] && other > best[1]))) best = [score, other];
  }
  return best ? `; did you mean ${best[1]}?` : "";
}
