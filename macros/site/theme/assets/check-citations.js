/* The form “Is my citation still good?”: it reads the published wordings and answers here, in the browser.
   Without this file the page says how to check by hand. */

import { Checker, summarise } from "./citation-check.js";
import { readText } from "./citation-plain.js";
import { isGood } from "./citation-verdicts.js";
import { shortenRun } from "./citation-words.js";

const ROOT = new URL("../", import.meta.url);
const VERSIONS = new URL("data/v1/versions.json", ROOT);
const MARKED = {
  current: ["taken out since", "put in since"],
  edited: ["put in by the quotation", "left out of it"],
  doubtful: ["put in by the quotation", "left out of it"],
  nearly: ["only in the quotation", "only on this site"],
  reworded: ["taken out since", "put in since"],
};

const form = document.querySelector(".check-citations form");
const text = form.querySelector("textarea");
const files = form.querySelector("input[type=file]");
const summary = document.querySelector(".check-summary");
const results = document.querySelector(".check-results");
let checker = null;

async function getChecker() {
  const answer = await fetch(VERSIONS);
  if (!answer.ok) throw new Error(`${VERSIONS.pathname} answered ${answer.status}`);
  const { items } = await answer.json();
  const { address, essay, title } = form.dataset;
  return new Checker(items, [address, ROOT.href], [essay, title]);
}

function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

const capitalise = words => words[0].toUpperCase() + words.slice(1);

function showVerdict(verdict, numbered) {
  const { line, shown, state, told, address, differences } = verdict;
  const item = make("li", { className: isGood(verdict) ? "check-good" : "check-not" });
  const where = numbered ? `Line ${line}: ` : "";
  item.append(make("p", {}, make("span", { className: "status" }, capitalise(state)), ` ${where}`, make("b", {}, shown)));
  const said = make("p", {}, capitalise(told), ". ".slice(/[.?!]$/.test(told) ? 1 : 0));
  if (address) said.append(make("a", { href: new URL(address.slice(1), ROOT).href }, address));
  item.append(said, ...differences.map(showDifference));
  if (differences.length && MARKED[state]) item.append(explain(...MARKED[state]));
  return item;
}

function explain(out, put) {
  const marks = [make("del", {}, "Struck out"), `: ${out}; `, make("ins", {}, "underlined"), `: ${put}.`];
  return make("p", { className: "aside" }, ...marks);
}

function showDifference({ field, pieces }) {
  const shown = make("p", { className: "check-difference" }, make("span", { className: "voice-label" }, `${capitalise(field)}: `));
  for (const { kind, words } of pieces) {
    if (kind === "both") shown.append(shortenRun(words), " ");
    else shown.append(make(kind === "old" ? "del" : "ins", {}, words.join(" ")), " ");
  }
  return shown;
}

function showReport({ verdicts }, name) {
  const heading = name ? [make("h3", {}, name)] : [];
  const numbered = Boolean(name) || verdicts.some(({ line }) => line > 1);
  return [...heading, make("ol", {}, ...verdicts.map(verdict => showVerdict(verdict, numbered)))];
}

async function check() {
  if (!text.value.trim() && !files.files.length) {
    summary.textContent = "Nothing to check yet: paste something, or choose a file.";
    text.focus();
    return;
  }
  summary.textContent = "Checking…";
  results.replaceChildren();
  try {
    checker ||= await getChecker();
  } catch (error) {
    summary.textContent = `The published wordings could not be loaded (${error.message}). Try again when you are online.`;
    return;
  }
  const reports = text.value.trim() ? [checker.checkGiven(text.value)] : [];
  const shown = reports.flatMap(report => showReport(report, ""));
  const unread = [];
  for (const file of files.files) {
    try {
      reports.push(checker.checkText(await readText(file)));
      shown.push(...showReport(reports.at(-1), file.name));
    } catch (error) {
      unread.push(`${file.name}: ${error.message}.`);
    }
  }
  summary.textContent = [...unread, ...(reports.length ? [summarise(reports, true)] : [])].join(" ");
  results.replaceChildren(...shown);
}

form.addEventListener("submit", event => { event.preventDefault(); check(); });
form.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
form.addEventListener("drop", event => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  files.files = event.dataTransfer.files;
  check();
});
document.querySelector(".check-without").hidden = true;
form.hidden = false;
