/* Verdicts: whether what a text says of the site, or quotes from it, is still so. */

import { cut, IMMUTABLE, makeKey } from "./citation-index.js";
import { withoutScheme } from "./citation-mentions.js";
import { compareNear } from "./citation-quotations.js";
import { clean, findPieces, plainText, showPieces, splitSpaces, splitWords, strip, suggest } from "./citation-words.js";

export const LEAST_WORDS = 4, SURE_WORDS = 8;
/** Whether a citation can stay as it is. */
export const isGood = ({ state }) => ["current", "not frozen"].includes(state);

const IN_NO_EDITION = "today’s wording is in no edition yet and may still change";
const NOWHERE = "these words are in no wording of this site, of today or of any edition";

const findVersion = (item, number) => item.versions.find(version => version.number === number) || null;
const tellEdition = version => `version ${version.number} (edition of ${version.edition})`;

export function judgeAddress(mention, index) {
  const found = index.find(mention.found);
  if (found === null) return null;
  if (found.item) return judgePlace(mention, found);
  return makeVerdict(mention, "unknown", "no item has this address" + suggest(mention.found, found.known));
}

export function judgeId(mention, index) {
  const item = index.byId.get(mention.found);
  if (item) return judgePlace(mention, placeOf(item, mention.version));
  const alike = [...index.byId.keys()].filter(id => id[0] === mention.found[0]);
  return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, alike));
}

function placeOf(item, number = null) {
  const version = number === null ? null : findVersion(item, number);
  return { item, address: (version || item).home, moved: false, version: number };
}

export function judgeKey(mention, index) {
  const item = index.byKey.get(mention.found) || index.oldKeys.get(mention.found);
  if (item) return judgePlace(mention, { ...placeOf(item), moved: !index.byKey.has(mention.found) });
  return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, index.byKey.keys()));
}

export function judgeWord(word, index) {
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

export function judgeQuotation(mention, quotations) {
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
