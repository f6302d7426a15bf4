/* Verdicts: whether what a text says of the site, or quotes from it, is still so. */

import { cut, findVersionOf, holdsItem, IMMUTABLE, makeKey } from "./citation-index.js";
import { findEnds, makeAddress, withoutScheme } from "./citation-mentions.js";
import { compareFound, compareNear, findBeside, findDenied } from "./citation-quotations.js";
import { clean, denies, findPieces, plainText, showPieces, splitSpaces, splitWords, strip, suggest } from "./citation-words.js";

export const LEAST_WORDS = 4, SURE_WORDS = 8;
/** Whether a citation can stay as it is. */
export const isGood = ({ state }) => ["current", "edited", "not frozen"].includes(state);

const IN_NO_EDITION = "today’s wording is in no edition yet and may still change";
const NOWHERE = "these words are in no wording of this site, of today or of any edition";
const ASIDE = "editors’ note"; // a field that is not what one cites
const VOICES = {
  sentence: "a sentence of the essay", paragraph: "a paragraph of the essay", part: "a part of the essay",
  essay: "the essay’s own words", objection: "an objection", response: "a response", note: "a note of the editors",
  thesis: "the thesis in the editors’ words", claim: "a claim in the editors’ words", term: "a term in the editors’ words",
  assumption: "an assumption in the editors’ words",
};

const findVersion = (item, number) => item.versions.find(version => version.number === number) || null;
const tellEdition = version => `version ${version.number} (edition of ${version.edition})`;

export const judgeNamed = (mention, index) => ({ address: judgeAddress, id: judgeId, key: judgeKey })[mention.kind](mention, index);

function judgeAddress(mention, index) {
  const found = index.find(mention.found);
  if (found === null) return null;
  if (found.item) return judgePair(mention, found, index) || judgePlace(mention, found, index);
  return makeVerdict(mention, "unknown", "no item has this address" + suggest(mention.found, found.known));
}

/** Judge an address that stands right behind an id: both should name one thing, and one version of it. */
function judgePair(mention, place, index) {
  const named = mention.names && index.resolve(mention.names);
  if (!named) return null;
  const elsewhere = (found, meant) =>
    makeVerdict(mention, "elsewhere", `this is the address of ${found}, not of ${meant}`, placeOf(named.item, named.version).address);
  if (!isWithin(named.item, place.item) && !isWithin(place.item, named.item)) return elsewhere(place.item.name, named.item.name);
  const versions = [named, place].map(({ version }) => version ?? null);
  if (versions.includes(null) || versions[0] === versions[1]) return null;
  return elsewhere(`version ${versions[1]} of ${place.item.name}`, `version ${versions[0]}`);
}

const isWithin = (item, other) => holdsItem(other, item) || cut(item.home, "#")[0] === other.home;

function judgeId(mention, index) {
  const item = index.byId.get(mention.found);
  if (!item) {
    const alike = [...index.byId.keys()].filter(id => id[0] === mention.found[0]);
    return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, alike));
  }
  const { edition, version } = mention;
  if (!edition) return judgePlace(mention, placeOf(item, version), index);
  const frozen = findVersionOf(item, edition);
  if (!frozen) return makeVerdict(mention, "unknown", `${item.name} is in no edition of ${edition} or before`, item.home);
  if ((version ?? frozen.number) === frozen.number) return judgePlace(mention, placeOf(item, frozen.number), index);
  return makeVerdict(mention, "elsewhere", `the edition of ${edition} has version ${frozen.number} of ${item.name}`, frozen.home);
}

function placeOf(item, number = null) {
  const version = number === null ? null : findVersion(item, number);
  return { item, address: (version || item).home, moved: false, version: number };
}

function judgeKey(mention, index) {
  const place = index.findKey(mention.found);
  if (place) return judgePlace(mention, { ...placeOf(place.item, place.version), moved: place.moved }, index);
  return makeVerdict(mention, "unknown", `there is no ${mention.found}` + suggest(mention.found, index.byKey.keys()));
}

export function judgeWord(word, index) {
  const mention = { ...makeAddress(0, word, withoutScheme(word)), line: 1 };
  if (word.includes("/")) return judgeAnyAddress(mention, index);
  const key = makeKey(word.replace(/^[@#]+/, ""));
  const named = { kind: "key", line: 1, found: key, shown: word };
  if (index.findKey(key)) return judgeKey(named, index);
  const item = index.items.find(({ id, home }) => [id.toLowerCase(), cut(home, "#")[1]].includes(key));
  if (item) return judgePlace(named, placeOf(item), index);
  return makeVerdict(named, "unknown", `there is no ${word}` + suggest(word, index.items.map(({ id }) => id)));
}

function judgeAnyAddress(mention, index) {
  const ends = findEnds(mention.found);
  const found = ends.map(end => index.find(end));
  const place = found.find(one => one && one.item);
  if (place) return judgePlace(mention, place, index);
  const at = found.findIndex(one => one !== null);
  if (at < 0) return makeVerdict(mention, "unknown", "nothing that has versions has this address");
  return makeVerdict(mention, "unknown", "no item has this address" + suggest(ends[at], found[at].known));
}

function judgePlace(mention, place, index) {
  const { item } = place;
  const asked = place.version ?? null;
  const version = asked === null ? null : findVersion(item, asked);
  if (asked !== null && !version) return makeVerdict(mention, "unknown", tellVersions(item, asked), item.home);
  const named = version ? `${item.name}, ${tellEdition(version)}` : item.name;
  const moved = place.moved ? `${named} has moved: it ` : `${named} `;
  if (item.retired) return makeVerdict(mention, "retired", moved + tellRetired(item, index), place.address);
  const differences = version && version.number !== item.current ? compareVersion(version, item) : [];
  if (differences.some(({ field }) => field !== ASIDE))
    return makeVerdict(mention, "reworded", `${moved}has been reworded since; ${tellToday(item)}`, place.address, differences);
  const state = item.current !== null ? "current" : "not frozen";
  const told = moved + (version ? tellSame(version, item, differences) : tellCurrent(item));
  return makeVerdict(mention, place.moved ? "moved" : state, told, place.address, differences);
}

/** Say of a version that its words are today’s, whatever has become of its number. */
function tellSame(version, item, differences) {
  if (version.number === item.current) return "is current";
  if (differences.length) return "is current: only the editors’ note has changed since";
  return `has the words of today, which are ${item.current === null ? "in no edition yet" : `those of version ${item.current}`}`;
}

function tellVersions(item, number) {
  const count = item.versions.length;
  if (!count) return `${item.name} has no version ${number}: it is in no edition yet`;
  return `${item.name} has no version ${number}; it has ${count > 1 ? `versions 1 to ${count}` : "version 1"}`;
}

function tellRetired(item, index) {
  const told = `was retired on ${item.retired.date}: ${plainText(item.retired.reason)}`;
  const successors = index.follow(item);
  return successors.length ? `${told} Read instead: ${successors.join(", ")}` : told;
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
  const plain = (wording, field) => plainText(wording[field] || "");
  const fields = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return fields.filter(field => plain(before, field) !== plain(now, field)).map(field => differ(field, before[field] || "", now[field] || ""));
}

const differ = (field, before, now) =>
  ({ field, pieces: findPieces(splitSpaces(plainText(before)), splitSpaces(plainText(now))) });

export function judgeQuotation(mention, quotations, index) {
  const count = splitWords(clean(mention.found)).length;
  if (count < LEAST_WORDS) return null;
  const cited = (mention.cites || []).map(one => index.resolve(one)).filter(one => one && one.item.kind !== "source");
  const found = findCited(mention, cited, quotations);
  if (found) {
    const past = found.passage.version !== null || found.passage.item.retired !== null;
    if (!mention.sure && count < SURE_WORDS && past) return null;
    return found.cited ? judgeElsewhere(mention, found) : judgeFound(mention, found, quotations, index);
  }
  if (!mention.sure && count < SURE_WORDS) return null;
  const near = quotations.findNear(mention.found);
  if (!near) return mention.sure ? makeVerdict(mention, "nowhere", NOWHERE) : null;
  const told = `nearly in ${tellPassage(near)}, which differs`;
  const difference = { field: near.passage.field, pieces: compareNear(near, mention.found) };
  return makeVerdict(mention, "nearly", told, addressOf(near.passage), [difference]);
}

/** Return where the words of a quotation stand: in what is cited for them, if they do. */
function findCited(mention, cited, quotations) {
  const find = passages => quotations.find(mention.found, passages, mention.range);
  const found = find();
  if (!found || !cited.length || cited.some(one => quotations.fits(found, one))) return found;
  return cited.reduce((own, one) => own || find(quotations.of(one)), null) || { ...found, cited };
}

/** Judge a quotation whose words do not stand in what is cited for them. */
function judgeElsewhere(mention, { passage, cited }) {
  const { item } = passage;
  const version = findVersion(item, cited.find(one => one.item === item)?.version);
  const told = version ? `these words are not in ${tellEdition(version)} of ${item.name}, but ${tellWhich(passage)}`
    : `these words are ${item.id}’s, ${VOICES[item.kind]}, not ${cited[0].item.id}’s`;
  return makeVerdict(mention, "elsewhere", told, addressOf(passage));
}

const tellWhich = ({ version }) => version ? `in ${tellEdition(version)}` : "in today’s wording";

const addressOf = ({ item, version }) => version ? version.home : item.home;

function tellPassage({ passage: { item, version, field }, within }) {
  const named = version ? `${item.name}, ${tellEdition(version)}` : item.name;
  if (within) return `${named}, ${within}`;
  return IMMUTABLE.includes(item.kind) ? named : `${named} (${field})`;
}

function judgeFound(mention, found, quotations, index) {
  const { item, version, field, text } = found.passage;
  const gaps = found.gaps.flatMap(gap => tellGap(gap, quotations));
  const left = gaps.length ? `; ${gaps.join("; ")}` : "";
  const sentences = item.kind === "essay" ? quotations.sentencesAt(found) : [];
  const within = sentences.length > 1 ? `${sentences[0].id} to ${sentences.at(-1).id}` : "";
  const place = `${found.gaps.length ? "" : "verbatim "}in ${tellPassage({ ...found, within })}`;
  if (item.retired)
    return makeVerdict(mention, "retired", `${place}, which ${tellRetired(item, index)}${left}`, addressOf(found.passage));
  if (version) {
    const difference = differ(field, text, item.wording[field] || "");
    return makeVerdict(mention, "reworded", `${place}, reworded since${left}`, addressOf(found.passage), [difference]);
  }
  const frozen = item.versions.find(({ wording }) => wording[field] === text);
  const since = frozen ? `, current since ${tellEdition(frozen)}` : `; ${IN_NO_EDITION}`;
  const told = place + (IMMUTABLE.includes(item.kind) ? ", which never changes" : since);
  const address = sentences.length ? sentences[0].home : item.home;
  if (!found.gaps.length) return judgeWhole(mention, found, frozen ? "current" : "not frozen", told, address);
  const state = gaps.length ? "doubtful" : "edited";
  const marked = gaps.length ? left : ", but for what dots and brackets mark";
  return makeVerdict(mention, state, told + marked, address, [{ field, pieces: compareFound(found) }]);
}

/** Judge words that stand as they were quoted: but for a “not” before them that who quotes them does not say either. */
function judgeWhole(mention, found, state, told, address) {
  const said = clean(mention.around || "");
  const denied = /\p{L}/u.test(said) && !denies(said) ? findDenied(found) : [];
  if (denied.length) return makeVerdict(mention, "doubtful", `${told}; cut off from ${list(denied)} before it`, address);
  const beside = findBeside(found);
  return makeVerdict(mention, state, told + (beside.length ? `; beside it stands ${list(beside)}` : ""), address);
}

const list = words => words.map(word => `‘${word}’`).join(", ");

/** Say what of a gap a reader would have to know: nothing, if dots stand for words that turn no others. */
function tellGap({ left, silent, turns }, quotations) {
  if (!silent) return turns.length ? [`leaves out ${list(turns)}`] : [];
  const sentences = quotations.sentencesIn(left).map(({ id }) => id);
  return [`leaves out ${sentences.length ? sentences.join(", ") : `“${shorten(left)}”`} without a sign`];
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
