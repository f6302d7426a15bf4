/* What is found for a question. It is fetched when the search is first opened, and knows of no page.
   A hit counts by BM25, the fewer of the question’s words it lacks, and the closer a name of it
   comes to the question as a whole; rare words count most throughout.
   Of few entries the index is made here; of many the build has made it, search_index.py, in parts. */
import { stemmer } from "./vendor/stemmer.js";

const SHOWN = 30;
const CLOSE = 4; // entries whose names are compared with the question, beside those shown
const FILES = 7; // of the parts that are asked of a word; what else a question has is left out

const isWork = ({ kind }) => kind.startsWith("Work");
const ITEMS = /^(?:Thesis|Claim|Unstated|Objection|Rebuttal)/;

/* What share of a question must be found for a hit to be shown; the words that name nothing weigh
   most. Below it there is only noise. */
const ENOUGH = 0.55;
const LEAST = 0.02; // of what the best hit counts
const NEARLY = 0.6; // what a word counts that was found only nearly
const BEGUN = 0.5; // what a hit counts whose word only begins so
const ALIKE = 0.3; // or is spelled nearly so

/* Words are alike whatever their accents, capitals and endings: cite, cites, cited, citing. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const split = (text) => fold(text).replace(/[’']s\b/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
const stems = new Map();
function reduce(word) {
  if (!stems.has(word)) stems.set(word, stemmer(word));
  return stems.get(word);
}
export const stem = (word) => reduce(fold(word));
const words = (text) => split(text).map(reduce);
const squash = (list) => list.join(" ");
const sum = (list) => list.reduce((all, one) => all + one, 0);

/* An id, written in any way: C10, c10, p3-2, [P3.2]; a sentence also as its label has it, 3.2. */
const bare = (text) => text.toLowerCase().replace(/^\W*(?=\d+[.-]\d+\W*$)/, "p").replace(/[^\p{L}\p{N}]/gu, "");

/* In words: claim 10, objection no. 12, p 10.2, part 5. */
const COUNTED = /(\p{L}+)[\s.]*(?:(?:no|nr|number)\b|#)?[\s.]*(\d+(?:[.-]\d+)?)/giu;

/* In how many places two words differ; past `most` it does not matter. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let row = [...other, ""].map((_, at) => at);
  for (const [down, letter] of [...one].entries()) {
    const next = [down + 1];
    for (const [at, opposite] of [...other].entries()) {
      next.push(Math.min(row[at] + (letter !== opposite), row[at + 1] + 1, next[at] + 1));
    }
    row = next;
  }
  return row.at(-1) <= most ? row.at(-1) : Infinity;
}

/* An index has of each word a record: how many entries have it, and of each of these what the word
   counts there, with the names in which it stands: [number, counts, [[which, weight], …]]. */
const rarest = (all, count) => Math.log(1 + all / (count || 0.5));

/* Makes the index of all entries as the build does, as one part. */
function makeIndex({ entries, rules }, telling) {
  const fields = Object.entries(rules.fields);
  const { k, b, d } = rules.bm25;
  const times = new Map(), ids = new Map(), called = [], letters = { ...rules.letters };
  const lengths = entries.map((entry, number) => {
    const list = (map, key) => map.get(key) ?? map.set(key, []).get(key);
    const text = { ...entry, names: (entry.names ?? []).join(" ") };
    const found = fields.map(([name]) => words(text[name]));
    for (const word of new Set(found.flat())) {
      list(times, word).push([number, ...found.map((all) => all.filter((one) => one === word).length)]);
    }
    called.push([entry.title, ...(entry.names ?? [])].map(telling));
    const kind = fold(entry.kind);
    for (const id of [entry.id && bare(entry.id), /^\p{L}+ \d+$/u.test(kind) && kind].filter(Boolean)) list(ids, id).push(number);
    const at = entry.id ? entry.kind.indexOf(` ${entry.id}`) : 0;
    if (at > 0) for (const word of split(entry.kind.slice(0, at))) letters[word] = entry.id[0].toLowerCase();
    return found.map((all) => new Set(all).size);
  });
  const averages = fields.map(([name], at) => lengths.reduce(
    (average, all, number) => (all[at] || name !== "names" ? (average * number + all[at]) / (number + 1) : average), 0));
  const records = new Map();
  for (const [word, found] of times) {
    const count = found.filter(([, , ...rest]) => rest.some(Boolean)).length;
    const rare = fields.map((_, at) => {
      const having = found.filter((all) => all[at + 1]).length;
      return Math.log(1 + (entries.length - having + 0.5) / (having + 0.5));
    });
    const posts = found.map(([number, ...often]) => {
      const each = often.map((times, at) => times && fields[at][1] * rare[at]
        * (d + times * (k + 1) / (times + k * (1 - b + b * lengths[number][at] / averages[at]))));
      const weight = rules.kinds[entries[number].kind.split(/[ ’]/)[0]] ?? 1;
      return [number, Math.round(1000 * sum(each) * weight), []];
    });
    records.set(word, { count, posts, ids: [] });
  }
  called.forEach((names, number) => names.forEach((name, which) => {
    const weight = Math.round(100 * sum(name.map((word) => rarest(entries.length, records.get(word).count))));
    for (const word of name) records.get(word).posts.findLast((post) => post[0] === number)[2].push([which, weight]);
  }));
  for (const [id, numbers] of ids) records.set(id, { count: 0, posts: [], ...records.get(id), ids: numbers });
  return { count: entries.length, each: entries.length, letters, split: {}, parts: { "w-": { records }, e0: entries } };
}

/* Reads a part of words as the build has packed it. */
function unpack({ words, near }) {
  const records = new Map(Object.entries(words).map(([word, [count = 0, steps = [], counts = [], names = [], ids = []]]) => {
    let number = 0;
    const posts = steps.map((step, at) => [number += step, counts[at], []]);
    for (let at = 0; at < names.length; at += 3) posts[names[at]][2].push([names[at + 1], names[at + 2]]);
    return [word, { count, posts, ids }];
  }));
  return { records, near };
}

/* `given` is what search.json holds, `fetchPart` fetches another part by its name and the digest of all. */
export function makeFinder(given, fetchPart) {
  const common = new Set(given.rules.common);
  const telling = (text) => split(text).filter((word) => !common.has(word)).map(reduce);
  const index = given.entries ? makeIndex(given, telling) : { ...given, parts: {} };
  const parts = new Map(Object.entries(index.parts));
  const begins = new Map(Object.entries(index.split));

  const coming = new Map();
  async function fetchOnce(name) {
    try {
      const part = await fetchPart(`${name}.${index.digest}.json`);
      parts.set(name, Array.isArray(part) ? part : unpack(part));
    } finally {
      coming.delete(name);
    }
  }
  function load(name) {
    if (!parts.has(name) && !coming.has(name)) coming.set(name, fetchOnce(name));
    return coming.get(name);
  }

  /* How the words of the part begin in which a word is; nothing, where it is in none. */
  function beginOf(word) {
    let begin = "";
    for (const letter of word) {
      if (!begins.has(begin)) break;
      if (!begins.get(begin).includes(letter)) return undefined;
      begin += letter;
    }
    return begin;
  }
  const nameOf = (begin) => `w-${begin.replace(/[^a-z0-9]/gu, (letter) => `-${letter.codePointAt(0).toString(16)}-`)}`;
  const partOf = (word) => parts.get(nameOf(beginOf(word) ?? " "))?.records;
  const recordOf = (word) => partOf(word)?.get(word);
  const countOf = (word) => recordOf(word)?.count ?? 0;
  const rarity = (count) => rarest(index.count, count);
  const weigh = (list) => sum(list.map((word) => rarity(countOf(word))));

  /* Words that a word may be a misspelling of; where there are many, they begin as it does. */
  async function findAlike(word, fetched) {
    const [first] = word;
    await learn([first], fetched);
    const { records, near } = parts.get(nameOf(beginOf(first) ?? " ")) ?? {};
    if (!records) return [];
    return near ?? [...records.keys()].filter((one) => records.get(one).posts.length);
  }

  const entryOf = (number) => {
    const entry = parts.get(`e${Math.floor(number / index.each)}`)?.[number % index.each];
    if (entry && !entry.called) {
      entry.called = [entry.title, ...(entry.names ?? [])].map((name) => ({ all: squash(words(name)), words: squash(telling(name)) }));
    }
    return entry;
  };
  const fetchEntries = (numbers) => Promise.all(numbers.map((number) => load(`e${Math.floor(number / index.each)}`)));

  /* What a question names by its id: as a whole, or several, each by a word with a number in it. */
  function findIds(query) {
    const ids = [query, ...query.split(/[\s,;]+/).filter((word) => /\d/.test(word))];
    const counted = [...query.matchAll(COUNTED)].flatMap(([, word, number]) => {
      const folded = fold(word);
      const letter = index.letters[folded] ?? index.letters[folded.replace(/s$/, "")] ?? (folded.length === 1 ? folded : "");
      return [letter && bare(letter + number), `${folded} ${number}`];
    });
    return [...counted, ...ids.map(bare)].filter(Boolean);
  }

  /* Two letters that changed places. */
  function mend(word, known) {
    const swapped = [...word].slice(1).map((_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
    return swapped.find((other) => known.has(other)) ?? word;
  }

  /* What is known of a word and of those that it may stand for, each with what share it counts. */
  function* findRecords(word, last, alike) {
    const own = recordOf(word);
    if (own) yield [word, own, 1];
    const begun = new Set();
    if (last && word.length > 2) {
      for (const [one, record] of partOf(word) ?? []) {
        if (one === word || !one.startsWith(word)) continue;
        begun.add(one);
        yield [one, record, BEGUN * one.length / (one.length + 0.3 * (one.length - word.length))];
      }
    }
    for (const [one, far] of alike.get(word) ?? []) {
      const record = begun.has(one) ? undefined : recordOf(one);
      if (record) yield [one, record, ALIKE * one.length / (one.length + far)];
    }
  }

  function rank(asked, alike) {
    const whole = weigh(asked);
    const hits = new Map();
    asked.forEach((word, at) => {
      for (const [found, { count, posts }, share] of findRecords(word, at === asked.length - 1, alike)) {
        for (const [number, counts, names] of posts) {
          if (!hits.has(number)) hits.set(number, { number, score: 0, asked: new Set(), terms: new Set(), names: [] });
          const hit = hits.get(number);
          hit.score += share * counts;
          hit.asked.add(word);
          if (hit.terms.has(found)) continue;
          hit.terms.add(found);
          for (const [which, weight] of names) (hit.names[which] ??= { weight: weight / 100, shared: 0 }).shared += rarity(count);
        }
      }
    });
    for (const hit of hits.values()) {
      const nearly = [...hit.asked].filter((word) => ![...hit.terms].some((term) => term.startsWith(word)));
      hit.cover = (weigh([...hit.asked]) - (1 - NEARLY) * weigh(nearly)) / whole;
      hit.like = Math.max(0, ...hit.names.filter(Boolean).map(({ shared, weight }) => 2 * shared / (weight + whole || 1)));
      hit.score *= hit.asked.size * (1 + 6 * hit.like ** 2);
    }
    return [...hits.values()].sort((a, b) => b.score - a.score || a.number - b.number);
  }

  /* Also with words put together that somebody has written apart: shut down. */
  function rankAll(asked, alike) {
    const joined = asked.reduce((list, word) => {
      const whole = reduce((list.at(-1) ?? "") + word);
      return list.length && countOf(whole) ? [...list.slice(0, -1), whole] : [...list, word];
    }, []);
    const both = [...rank(asked, alike), ...(joined.length < asked.length ? rank(joined, alike) : [])];
    both.sort((a, b) => b.score - a.score);
    const seen = new Set();
    return both.filter(({ number }) => !seen.has(number) && seen.add(number));
  }

  /* Fetches what is known of words, as much as a question may ask for. */
  async function learn(list, fetched) {
    const begun = list.map(beginOf).filter((begin) => begin !== undefined);
    for (const begin of begun) if (fetched.size < FILES) fetched.add(nameOf(begin));
    await Promise.all([...fetched].map(load));
  }

  /* Puts the words of a question right; returns them, and what those may mean that no entry has. */
  async function understand(asked, fetched) {
    const mended = [], alike = new Map();
    for (const given of asked) {
      const known = countOf(given) || given.length < 4 ? [] : await findAlike(given, fetched);
      const word = known.length ? mend(given, new Set(known)) : given;
      mended.push(word);
      const most = Math.min(6, Math.round(word.length * 0.2));
      if (!known.length || word !== given || word.length < 5) continue;
      const found = known.map((one) => [one, distance(word, one, most)]).filter(([, far]) => far <= most);
      alike.set(word, found.sort(([, far], [, further]) => far - further));
    }
    await learn([...mended, ...[...alike.values()].flat().map(([one]) => one)], fetched);
    return [mended, alike];
  }

  /* Returns the best of what is found, and how many there are; `near` are items that come close where nothing is. */
  return async function find(query) {
    const all = words(query);
    if (!all.length) return { hits: [], count: 0, near: [] };
    const ids = findIds(query), kept = telling(query);
    const wanted = kept.length ? kept : all;
    const fetched = new Set();
    await learn([...wanted, ...ids, ...wanted.slice(1).map((word, at) => reduce(wanted[at] + word))], fetched);
    const asked = wanted.filter((word) => beginOf(word) === undefined || partOf(word));
    const [mended, alike] = await understand(asked, fetched);
    const ranked = rankAll(mended, alike);
    const found = ranked.filter(({ cover, score }) => cover >= ENOUGH && score >= LEAST * ranked[0].score);
    const numbers = ids.flatMap((id) => recordOf(id)?.ids ?? []);
    const close = [...ranked].sort((a, b) => b.like - a.like).slice(0, CLOSE);
    const first = (found.length ? found : ranked).slice(0, SHOWN);
    await fetchEntries([...numbers, ...[...close, ...first].map(({ number }) => number)]);

    const told = ranked.map((hit) => ({ ...hit, ...entryOf(hit.number) })).filter(({ kind }) => kind);
    const workLast = (a, b) => isWork(a) - isWork(b);
    const right = new Map(asked.map((word, at) => [word, mended[at]]));
    const whole = squash(all.map((word) => right.get(word) ?? word)), part = squash(kept.length ? mended : []);
    const isName = ({ all: name }) => name === whole || (all.length > 2 && name.startsWith(whole));
    const called = told.filter((entry) => entry.called.some(isName)).sort(workLast);
    const nearly = told.filter((entry) => entry.called.some((name) => name.words === part)).sort(workLast);
    const named = numbers.map((number) => ({ number, ...entryOf(number) }));
    const hits = [...new Map([...named, ...called, ...nearly, ...found].map((hit) => [hit.number, hit])).keys()];
    const known = new Map([...named, ...told].map((hit) => [hit.number, hit]));
    return {
      hits: hits.slice(0, SHOWN).map((number) => known.get(number)),
      count: hits.length,
      near: told.filter(({ kind }) => ITEMS.test(kind)).slice(0, 3),
    };
  };
}
