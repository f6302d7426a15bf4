/* What is found for a question. It is fetched when the search is first opened, and knows of no page.
   A hit counts by BM25, the fewer of the question’s words it lacks, and the closer a name of it
   comes to the question as a whole; rare words count most throughout. */
import MiniSearch from "./vendor/minisearch.js";
import { stemmer } from "./vendor/stemmer.js";

/* How much more a hit counts for what it is. */
const WEIGHTS = { Term: 1.3, Thesis: 1.2, Claim: 1.2, Unstated: 1.2, Objection: 1.2, Rebuttal: 1.1, Part: 1,
  Page: 1, Response: 0.5, In: 0.5, Editors: 0.4, Sentence: 0.6, Paragraph: 0.4, Work: 0.25 };
const isWork = ({ kind }) => kind.startsWith("Work");
const ITEMS = /^(?:Thesis|Claim|Unstated|Objection|Rebuttal)/;

/* What share of a question must be found for a hit to be shown; the words that name nothing weigh
   most. Below it there is only noise. */
const ENOUGH = 0.55;
const LEAST = 0.02; // of what the best hit counts
const NEARLY = 0.6; // what a word counts that was found only nearly

/* Words of every question, which tell none from another. */
const COMMON = new Set(("a about actually all also am an and any anyone are as at be because been being but by can cannot " +
  "could define definition did do does doing don done else even ever explain explained for from get gets had has have having he " +
  "her here him his how i if in into is isn it its itself just ll may me mean meaning means meant might more most much must my of on one " +
  "or our ours please really s say says shall she should show so some someone such t tell than that the their them then there " +
  "these they thing this those to too us ve very was wasn we were what when where whether which while who whom whose why will " +
  "with won would you your").split(" "));

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
const telling = (text) => split(text).filter((word) => !COMMON.has(word)).map(reduce);
const squash = (list) => list.join(" ");

/* An id, written in any way: C10, c10, p3-2, [P3.2]; a sentence also as its label has it, 3.2. */
const bare = (text) => text.toLowerCase().replace(/^\W*(?=\d+[.-]\d+\W*$)/, "p").replace(/[^\p{L}\p{N}]/gu, "");

/* In words: claim 10, objection no. 12, p 10.2, part 5. */
const COUNTED = /(\p{L}+)[\s.]*(?:(?:no|nr|number)\b|#)?[\s.]*(\d+(?:[.-]\d+)?)/giu;

export async function makeFinder(given) {
  const entries = given.map((entry, number) => ({ ...entry, number }));
  const counts = new Map();
  const engine = new MiniSearch({
    idField: "number",
    fields: ["id", "title", "names", "text"],
    extractField: (entry, field) => field === "names" ? entry.names?.join(" ") : entry[field],
    tokenize: words,
    processTerm: (word) => word,
  });
  await engine.addAllAsync(entries, { chunkSize: 100 });
  for (const entry of entries) {
    entry.called = [entry.title, ...(entry.names ?? [])].map((name) => ({ all: squash(words(name)), words: telling(name) }));
    const said = new Set(words([entry.title, ...(entry.names ?? []), entry.text].join(" ")));
    for (const word of said) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const rarity = (word) => Math.log(1 + entries.length / (counts.get(word) ?? 0.5));
  const weigh = (list) => list.reduce((sum, word) => sum + rarity(word), 0);

  /* Two letters that changed places. */
  function mend(word) {
    if (counts.has(word) || word.length < 4) return word;
    const swapped = [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));
    return swapped.find((other) => counts.has(other)) ?? word;
  }

  const letters = new Map([["answer", "r"], ["reply", "r"], ["passage", "p"]]);
  for (const { id, kind } of entries) {
    const at = kind.indexOf(` ${id}`);
    if (id && at > 0) for (const word of split(kind.slice(0, at))) letters.set(word, id[0].toLowerCase());
  }

  /* What a question names by its id: as a whole, or several, each by a word with a number in it. */
  function name(query) {
    const ids = [query, ...query.split(/[\s,;]+/).filter((word) => /\d/.test(word))].map(bare);
    const counted = [...query.matchAll(COUNTED)].flatMap(([, word, number]) => {
      const folded = fold(word);
      const letter = letters.get(folded) ?? letters.get(folded.replace(/s$/, "")) ?? (folded.length === 1 ? folded : "");
      const begins = `${folded} ${number}`;
      return entries.filter((entry) => (entry.id && letter && bare(entry.id) === bare(letter + number))
        || (fold(entry.kind) === begins));
    });
    const whole = ids.flatMap((id) => entries.filter((entry) => entry.id && bare(entry.id) === id));
    return [...counted, ...whole];
  }

  /* How close the closest of its names comes to what is asked. */
  function likeness(entry, asked, found) {
    const near = entry.called.map((name) => {
      const shared = weigh(name.words.filter((word) => found.has(word)));
      return 2 * shared / (weigh(name.words) + asked || 1);
    });
    return Math.max(...near);
  }

  function rank(asked) {
    const whole = weigh(asked);
    const hits = engine.search(asked.join(" "), {
      tokenize: (text) => text.split(" "),
      boost: { id: 4, title: 4, names: 3 },
      prefix: (word, at, all) => word.length > 2 && at === all.length - 1,
      fuzzy: (word) => (word.length > 4 && !counts.has(word) ? 0.2 : false),
      weights: { prefix: 0.5, fuzzy: 0.3 },
    });
    return hits.map((hit) => {
      const entry = entries[hit.id];
      const nearly = hit.queryTerms.filter((word) => !hit.terms.some((term) => term.startsWith(word)));
      const cover = (weigh(hit.queryTerms) - (1 - NEARLY) * weigh(nearly)) / whole;
      const like = likeness(entry, whole, new Set(hit.terms));
      const weight = WEIGHTS[entry.kind.split(/[ ’]/)[0]] ?? 1;
      return { ...entry, terms: hit.terms, cover, like, score: hit.score * (1 + 6 * like ** 2) * weight };
    }).sort((a, b) => b.score - a.score);
  }

  /* Also with words put together that somebody has written apart: shut down. */
  function rankAll(asked) {
    const joined = asked.reduce((list, word) => {
      const whole = reduce((list.at(-1) ?? "") + word);
      return list.length && counts.has(whole) ? [...list.slice(0, -1), whole] : [...list, word];
    }, []);
    const both = [...rank(asked), ...(joined.length < asked.length ? rank(joined) : [])];
    both.sort((a, b) => b.score - a.score);
    const seen = new Set();
    return both.filter(({ number }) => !seen.has(number) && seen.add(number));
  }

  /* Returns what is found, the best first; `near` are items that come close where nothing is. */
  function find(query) {
    const all = words(query).map(mend);
    if (!all.length) return { hits: [], near: [] };
    const kept = telling(query).map(mend);
    const ranked = rankAll(kept.length ? kept : all);
    const found = ranked.filter(({ cover, score }) => cover >= ENOUGH && score >= LEAST * ranked[0].score);
    const workLast = (a, b) => isWork(a) - isWork(b);
    const asked = squash(all);
    const isName = ({ all: name }) => name === asked || (all.length > 2 && name.startsWith(asked));
    const called = ranked.filter((entry) => entry.called.some(isName)).sort(workLast);
    const nearly = ranked.filter((entry) => entry.called.some((name) => squash(name.words) === squash(kept))).sort(workLast);
    const hits = [...new Map([...name(query), ...called, ...nearly, ...found].map((entry) => [entry.number, entry])).values()];
    return { hits, near: ranked.filter(({ kind }) => ITEMS.test(kind)).slice(0, 3) };
  }

  return find;
}
