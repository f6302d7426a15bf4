/* The checker of the page “Is my citation still good?”, for the command that asks it about files.
   The question comes as JSON on the standard input: what the page has from its export and its form, and a
   list of what is asked, `given` by itself or as the `name` and the `bytes` of a file. */

import { readFileSync } from "node:fs";
import { Checker, summarise } from "../site/theme/assets/citation-check.js";
import { readText } from "../site/theme/assets/citation-plain.js";
import { isGood, tell } from "../site/theme/assets/citation-verdicts.js";

const { items, sites, names, asked } = JSON.parse(readFileSync(0, "utf8"));
const checker = new Checker(items, sites, names);
const reports = [], lines = [], faults = [];

for (const { name, bytes, given } of asked) {
  let report;
  try {
    report = name ? checker.checkText(await readText(new Blob([Buffer.from(bytes, "base64")]))) : checker.checkGiven(given);
  } catch (error) {
    if (!error.line) throw error;
    faults.push(`${name}:${error.line}: ${error.message}`);
    continue;
  }
  reports.push(report);
  lines.push(...report.verdicts.map(verdict => (name ? `${name}:${verdict.line}: ` : "") + tell(verdict)));
}

console.log(JSON.stringify({
  lines: reports.length ? [...lines, summarise(reports)] : [], faults,
  good: !faults.length && reports.every(({ verdicts }) => verdicts.every(isGood)),
  reports: reports.map(({ verdicts, others }) => ({ told: verdicts.map(one => `${one.line}: ${tell(one)}`), others })),
}));
