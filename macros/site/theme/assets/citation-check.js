/* Is my citation still good? Everything that a text says of the site, judged in reading order: by the page, in the
   browser, and by `make check-citations`, in Node.js. tests/checking/citation_cases.yml says what is right. */

import { Index } from "./citation-index.js";
import { findEnds, findFragments, findMentions, makeAddress, unwrap, withoutScheme } from "./citation-mentions.js";
import { toPlain } from "./citation-plain.js";
import { Quotations } from "./citation-quotations.js";
import { isGood, judgeNamed, judgeQuotation, judgeWord, LEAST_WORDS, SURE_WORDS } from "./citation-verdicts.js";
import { clean, fold, splitWords } from "./citation-words.js";

const LONGEST_QUOTATION = 5000, SHORT = 80;
const TOO_SHORT = `too few words to be found: give at least ${LEAST_WORDS}, an id or an address`;

export class Checker {
  /* `items` are those of the export; `sites` are addresses of the site, `names` what it is called. */
  constructor(items, sites = [], names = []) {
    this.index = new Index(items);
    this.quotations = new Quotations(this.index);
    this.sites = sites;
    this.names = new Set(names.map(fold));
  }

  checkText(text, ours = false) {
    const mentions = findMentions(text, this.index, { sites: this.sites, names: this.names, every: ours });
    for (const mention of mentions) if (mention.kind === "quotation") mention.found = this.quotations.joinLines(mention.found);
    ours ||= mentions.some(mention => this.isOurs(mention));
    const verdicts = new Map();
    let others = 0;
    for (const mention of mentions) {
      let verdict = null;
      if (mention.kind === "quotation") {
        verdict = this.judgeQuotation(mention, ours);
        if (!verdict && this.isLong(mention)) others++;
      } else if (ours || mention.sure) verdict = judgeNamed(mention, this.index);
      if (verdict) verdicts.set(JSON.stringify(verdict), verdict);
    }
    return { verdicts: [...verdicts.values()], others };
  }

  checkGiven(given) {
    const words = unwrap(given);
    const report = verdict => ({ verdicts: verdict ? [verdict] : [], others: 0 });
    if (words && !/\s/.test(words)) return this.checkWord(words);
    const whole = { kind: "quotation", line: 1, found: this.quotations.joinLines(toPlain(words)), sure: true };
    const text = words === given.trim() ? given : words; // as it is given, its lines count
    if (this.isLong(whole) && !this.hasPlace(text, whole) && this.quotations.find(whole.found))
      return report(this.judgeQuotation(whole));
    const found = this.checkText(text, [...words].length <= SHORT);
    if (found.verdicts.length || [...words].length > LONGEST_QUOTATION) return found;
    const named = this.checkText(text, true);
    if (named.verdicts.length) return named;
    if (found.others) return found;
    if (words && !this.isLong(whole))
      return report({ line: 1, shown: `“${words}”`, state: "unknown", told: TOO_SHORT, address: "", differences: [] });
    return report(this.judgeQuotation(whole));
  }

  /** Whether a text is one quotation and the place that it is said to be from. */
  hasPlace(text, whole) {
    const mentions = findMentions(text, this.index, { sites: this.sites, names: this.names, every: true });
    return mentions.some(({ kind, found, cites, start, stop }) => kind === "quotation" &&
      fold(found) === fold(whole.found) && cites.some(one => one.start >= stop || one.stop <= start));
  }

  /** Judge one word by itself, and what its address may point to. */
  checkWord(word) {
    const address = makeAddress(0, word, withoutScheme(word));
    address.found = findEnds(address.found).find(found => this.index.resolve({ ...address, found })) || address.found;
    const quoted = findFragments(address).map(quotation => this.judgeQuotation({ ...quotation, line: 1 }));
    const named = quoted.length && address.found === "/essay/" ? null : judgeWord(word, this.index);
    return { verdicts: [named, ...quoted].filter(Boolean), others: 0 };
  }

  isOurs(mention) {
    if (mention.kind !== "quotation") return mention.sure;
    const enough = splitWords(clean(mention.found)).length >= (mention.cites.length ? LEAST_WORDS : SURE_WORDS);
    return enough && this.quotations.find(mention.found) !== null;
  }

  judgeQuotation(mention, ours = false) {
    if (mention.found.length > LONGEST_QUOTATION || this.names.has(fold(mention.found))) return null;
    const sure = mention.sure || (ours && mention.cites.length > 0);
    return judgeQuotation({ ...mention, sure }, this.quotations, this.index);
  }

  isLong({ found }) {
    const long = splitWords(clean(found)).length >= LEAST_WORDS;
    return long && found.length <= LONGEST_QUOTATION && !this.names.has(fold(found));
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
