/* Quotations: where words stand that somebody has quoted, exactly, with something left out, or nearly. */

import { ESSAY, holdsItem, IMMUTABLE } from "./citation-index.js";
import {
  clean, EDGES, findNegations, findPieces, findTurns, fold, foldWord, normalise, partQuotation, shortenRun, splitSpaces, splitWords, strip,
} from "./citation-words.js";

const NEAR = 0.75, LEAST_RUN = 3, LONGEST_PUT = 12;
const REFERENCE = /^[A-Z]\d+(\.\d+)?[.,;:!?]*$/;
const GOES_ON = /^(?:[\p{L}\p{N}]|"t(?![\p{L}\p{N}]))/u;
const LETTER = /[\p{L}\p{N}]/u, WORDS = /[\p{L}\p{N}]+/gu;

export class Quotations {
  constructor(index) {
    this.passages = [...index.items, index.essay].flatMap(findPassages);
    this.passages.sort((a, b) => a.age - b.age || a.place - b.place);
    this.sentences = this.passages.filter(({ item, field }) => item.kind === "sentence" && field === "text");
    this.holding = new Map();
    this.passages.forEach((passage, number) => {
      for (const word of new Set(passage.foldedWords)) {
        if (!this.holding.has(word)) this.holding.set(word, []);
        this.holding.get(word).push(number);
      }
    });
  }

  /** Return the best of the passages that holds the words, and what was left out of it or put in: whole before in runs. */
  find(quotation, passages = this.passages, range = false) {
    const whole = fold(quotation);
    const parted = range ? [] : [[{ folded: whole }]];
    for (const bySentence of [false, true]) parted.push(partQuotation(quotation, bySentence));
    for (const runs of parted) {
      for (const passage of passages) {
        const found = findRuns(passage, runs, range);
        if (found) return { passage, ...found };
      }
    }
    return null;
  }

  /** Return the passages of what is cited, of one version if one is pinned. */
  of({ item, version }) {
    const pinned = item.versions.find(({ number }) => number === version);
    return this.passages.filter(passage =>
      passage.item === item && (!pinned || pinned.wording[passage.field] === passage.text));
  }

  /** Whether what was found stands in what is cited, or at least begins or ends there. */
  fits({ passage, spans }, cited) {
    if (this.of(cited).includes(passage)) return true;
    if (passage.field !== "text" || !ESSAY.includes(passage.item.kind) || !ESSAY.includes(cited.item.kind)) return false;
    if (holdsItem(cited.item, passage.item)) return true;
    const folded = fold(cited.item.wording.text), start = findWhole(passage.folded, folded, 0);
    return start >= 0 && spans.some(([from, to]) => from < start + folded.length && start < to);
  }

  /** Return the sentences of the essay that hold what was found in it. */
  sentencesAt({ passage, spans }) {
    let stop = 0;
    return this.sentences.filter(({ folded }) => {
      const start = findWhole(passage.folded, folded, stop);
      stop = start < 0 ? stop : start + folded.length;
      return start >= 0 && start < spans.at(-1)[1] && spans[0][0] < stop;
    }).map(({ item }) => item);
  }

  /** Return the sentences of the essay that stand whole in a text. */
  sentencesIn(text) {
    const folded = fold(text);
    return this.sentences.filter(sentence => findWhole(folded, sentence.folded, 0) >= 0).map(({ item }) => item);
  }

  /** Join words that a line’s end has parted, as they are written here. */
  joinLines(text) {
    return text.replace(/([\p{L}\p{N}]+)-[ \t]*\n\s*([\p{L}\p{N}]+)/gu, (_, before, after) =>
      this.holding.has(foldWord(before + after)) ? before + after : `${before}-${after}`);
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

/** One field of one wording, to be found in. */
class Passage {
  constructor(item, field, text, version) {
    Object.assign(this, { item, field, text, version, folded: fold(text), words: splitWords(clean(text)) });
    this.foldedWords = this.words.map(foldWord);
    this.age = (version ? 1 : 0) + (item.retired ? 2 : 0);
    this.place = { sentence: 0, paragraph: 1, part: 3, essay: 4 }[item.kind] ?? 2;
  }

  /** Where each word begins and ends, as it is written and as it is compared. */
  get written() {
    const find = text => [...text.matchAll(WORDS)].map(({ 0: word, index }) => [index, index + word.length]);
    let plain = clean(this.text);
    if (find(plain).length !== find(this.folded).length) plain = this.folded;
    const value = { plain, places: find(plain), folded: find(this.folded) };
    Object.defineProperty(this, "written", { value });
    return value;
  }

  /** Return the words from one place to another of what is compared, or with what is around them, as they are written. */
  show(start, stop, around = false) {
    const { plain, places, folded } = this.written;
    const first = folded.filter(([from]) => from < start).length, next = folded.filter(([from]) => from < stop).length;
    if (!around && next <= first) return "";
    const from = around ? places[first - 1]?.[1] ?? 0 : places[first]?.[0];
    return plain.slice(from, around ? places[next]?.[0] : places[next - 1]?.[1]).trim();
  }
}

function findPassages(item) {
  if (item.kind === "source") return [];
  const found = new Map();
  const versions = IMMUTABLE.includes(item.kind) ? [] : [...item.versions].reverse();
  for (const version of [null, ...versions]) {
    for (const [field, text] of Object.entries((version || item).wording)) {
      const key = JSON.stringify([field, text]);
      if (!found.has(key)) found.set(key, new Passage(item, field, text, version));
    }
  }
  return [...found.values()];
}

/** Find runs of words one after the other, as close together as they stand, and what is between them. */
function findRuns(passage, runs, range) {
  if (!runs.length || (runs.length > 1 && Math.max(...runs.map(run => run.size)) < LEAST_RUN)) return null;
  if (passage.item.kind === "essay" && runs.length > 1 && runs.some(run => run.size < LEAST_RUN)) return null;
  const spans = placeRuns(passage.folded, runs);
  if (!spans) return null;
  const gaps = range ? [] : runs.flatMap((run, at) => findGap(passage, runs, spans, at) || []);
  return gaps.includes(WRONG) ? null : { spans, gaps };
}

function placeRuns(text, runs) {
  if (!runs.every(run => text.includes(run.folded))) return null;
  const spans = [];
  for (const { folded } of runs) {
    const start = findWhole(text, folded, spans.length ? spans.at(-1)[1] : 0);
    if (start < 0) return null;
    spans.push([start, start + folded.length]);
  }
  for (let at = runs.length - 2; at >= 0; at--) {
    const { folded } = runs[at], last = spans[at + 1][0] - folded.length;
    for (let start = spans[at][0]; start >= 0 && start <= last; start = findWhole(text, folded, start + 1))
      spans[at] = [start, start + folded.length];
  }
  return spans;
}

const WRONG = {};

/** Return what the passage has before a run and the quotation has not, and what was put there; WRONG if nobody quotes so. */
function findGap(passage, runs, spans, at) {
  const { dots, put, size } = runs[at];
  if (!at && put === undefined) return null;
  const left = passage.show(at ? spans[at - 1][1] : findSentence(passage.folded, spans[0][0]), spans[at][0], true);
  const count = splitSpaces(left).filter(word => LETTER.test(word) && !REFERENCE.test(word)).length;
  if (!count && put === undefined) return null;
  if (put !== undefined && count > LONGEST_PUT) return at ? WRONG : null;
  const silent = !dots && put === undefined;
  if (silent && Math.min(size, runs[at - 1].size) < LEAST_RUN) return WRONG;
  return { at, left: count ? left : "", put, silent, turns: silent ? [] : findLost(left, put) };
}

/** Return the words that turn the sense of what was found, and stand beside it in its sentence. */
export function findBeside({ passage, spans }) {
  const { folded } = passage, [start, stop] = [spans[0][0], spans.at(-1)[1]];
  const end = folded.slice(stop).search(/[.!?]["”’»)\]]*(?:\s|$)/);
  return findTurns(`${passage.show(findSentence(folded, start), start)} … ${passage.show(stop, end < 0 ? folded.length : stop + end)}`);
}

/** Return the negations before what was found, in its clause: without them it says the opposite. */
export function findDenied({ passage, spans: [[start]] }) {
  const before = passage.show(findSentence(passage.folded, start), start, true);
  return findNegations(before.split(/[,;:—–]/).at(-1));
}

/** Return where the sentence begins that a place is in. */
const findSentence = (text, place) =>
  [...text.slice(0, place).matchAll(/[.!?]["”’»)\]]*\s/g)].reduce((_, found) => found.index + 1, 0);

/** Return the words left out that turn the sense of those that are not: whole sentences between them do not. */
function findLost(left, put) {
  const sentences = left.split(/[.!?]["”’»)\]]*(?=\s|$)/);
  const beside = put === undefined && sentences.length > 1 ? `${sentences[0]} ${sentences.at(-1)}` : left;
  const kept = findTurns(put || "");
  return findTurns(beside).filter(word => !kept.includes(word));
}

/** Show a passage as it was quoted: what was left out of it, and what was put in. */
export function compareFound({ passage, spans, gaps }) {
  const pieces = [];
  const add = (kind, words) => words && pieces.push({ kind, words: [shortenRun(splitSpaces(words))] });
  spans.forEach(([start, stop], at) => {
    const gap = gaps.find(one => one.at === at);
    if (gap) {
      add("old", gap.put === undefined ? "" : `[${gap.put}]`);
      add("new", strip(gap.left, ` ${EDGES}–—`));
    }
    add("both", passage.show(start, stop));
  });
  return pieces;
}

/** Return where whole words stand in a text: `can` is no word of `can’t`. */
function findWhole(text, piece, start) {
  while ((start = text.indexOf(piece, start)) >= 0) {
    if (!LETTER.test(text[start - 1] || "") && !GOES_ON.test(text.slice(start + piece.length, start + piece.length + 3))) return start;
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

export function compareNear({ passage, start, size }, quotation) {
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
