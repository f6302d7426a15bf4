/* Quotations: where words stand that somebody has quoted, exactly or nearly. */

import { IMMUTABLE } from "./citation-index.js";
import { clean, EDGES, findPieces, fold, foldWord, GAP, normalise, splitSpaces, splitWords, strip } from "./citation-words.js";

const NEAR = 0.75;

export class Quotations {
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
