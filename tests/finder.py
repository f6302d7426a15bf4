"""The search as a browser runs it, in Node.js."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from programs import run_node

from macros.site.search_index import INDEX, PARTS

ASSETS = Path(__file__).resolve().parents[1] / "macros/site/theme/assets"

_FIND = """
import { readFileSync } from "node:fs"
const [script, given, parts, questions] = JSON.parse(readFileSync(0, "utf8"))
const { makeFinder } = await import(script)
let fetched
const fetchPart = async (name) => {
  fetched.push(name)
  if (!(name in parts)) throw new Error(`there is no ${name}`)
  return JSON.parse(parts[name])
}
const whole = given.entries && makeFinder(given)
const answers = []
for (const question of questions) {
  fetched = []
  const find = whole || makeFinder(given, fetchPart)
  const { hits, count } = await find(question)
  answers.push([hits.map(({ home }) => home), count, fetched])
}
console.log(JSON.stringify(answers))
"""


@dataclass(frozen=True)
class Answer:
    """What is found for a question."""

    homes: list[str]
    count: int
    fetched: list[str]
    """The files that this took, with none at hand."""


def ask(files: Mapping[str, str], questions: Iterable[str]) -> list[Answer]:
    """Return what the search, whose files are these, answers to each question."""
    parts = {home.removeprefix(PARTS): text for home, text in files.items() if home != INDEX}
    script = (ASSETS / "find.js").as_uri()
    asked: list[Any] = [script, json.loads(files[INDEX]), parts, list(questions)]
    ran = run_node(_FIND, given=json.dumps(asked))
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return [
        Answer(homes, count, [f"{PARTS}{name}" for name in fetched])
        for homes, count, fetched in json.loads(ran.stdout)
    ]
