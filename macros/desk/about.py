"""The facts of an essay: what is asked of whoever begins a site of it, and `essay.yml` made of it.

What is right, the model of the facts says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..argument import EssayFacts
from ..records import end_sentence, on_one_line, parse_record, write_field
from .answers import as_read
from .kinds import Refused
from .questions import Read
from .works import parse_names

FACTS: Mapping[str, str] = {
    "title": "The title of the essay",
    "subtitle": "Its subtitle, if it has one",
    "author": "Who wrote it (Family, Given; {Name of a Body}; …), or nothing if nobody is named",
    "issued": "When it first appeared, as far as known (1849, 1849-05, ca. 1500)",
    "published_in": "The journal, book or site in which it first appeared",
    "language": "The language it is in (fr, pt-BR), or nothing if it is English",
    "license": "On what terms its words stand here (Public domain, CC BY 4.0), as far as known",
    "license_url": "Where these terms are, an address",
    "received_from": "Where the text comes from: the work and edition, in a line",
    "received_from_url": "The address where it can be found",
    "publisher": "Who publishes this site, or nothing for “its editors”",
}
"""What is asked, by the name under which it may be given beforehand."""
_INSIDE = {"license": "name", "received_from": "text"}
"""The facts that have an address too, and the field that holds their words."""
FindTitleFault = Callable[[str], str | None]


def ask_facts(
    given: Mapping[str, str], title: str, read: Read | None, find_title_fault: FindTitleFault
) -> Iterator[tuple[str, str]]:
    """Yield each fact with its answer, those given first; `title` holds if no other is given.

    Raises Refused if something that was given cannot be right, or nobody can be asked.
    """
    if odd := sorted(given.keys() - FACTS):
        raise Refused(f"nothing asks for {odd[0].upper()}; expected {', '.join(FACTS)}")
    answered: dict[str, str] = {}

    def find_fault(name: str, text: str) -> str | None:
        if name == "title" and (fault := _find_untitled(text, title) or find_title_fault(text)):
            return fault
        return find_fact_fault({**answered, name: text})

    for name in FACTS:
        if name in given:
            if fault := find_fault(name, given[name]):
                raise Refused(f"{name.upper()}: {fault}")
            answered[name] = given[name]
        elif read and not (_belongs(name) and not answered.get(name.removesuffix("_url"))):
            answered[name] = _ask(name, title, read, find_fault)
        elif name == "title" and (fault := find_fault(name, "")):
            raise Refused(f"{fault}: TITLE=…")
        if name in answered:
            yield name, answered[name]


def _find_untitled(text: str, title: str) -> str | None:
    found = text.strip() or title
    return None if found else "The text does not say what its title is; it is needed"


def _belongs(name: str) -> bool:
    return name.endswith("_url")


def _ask(name: str, title: str, read: Read, find_fault: Callable[[str, str], str | None]) -> str:
    """Ask until the answer can be used."""
    usual = f", or nothing for “{title}”" if name == "title" and title else ""
    said = ""
    while True:
        text = read(f"{said}{FACTS[name]}{usual}:\n> ").strip()
        fault = find_fault(name, text)
        if not fault:
            return text
        said = f"{end_sentence(fault)}\n"


def parse_facts(answers: Mapping[str, str]) -> dict[str, Any]:
    """Turn what was typed into what `essay.yml` holds.

    >>> parse_facts({"author": "Mill, J. S.", "license": "Public domain", "subtitle": ""})
    {'author': [{'family': 'Mill', 'given': 'J. S.'}], 'license': {'name': 'Public domain'}}
    """
    given = {name: text.strip() for name, text in answers.items() if text.strip()}
    facts: dict[str, Any] = {}
    for name in (name for name in FACTS if name in given and not _belongs(name)):
        url = given.get(f"{name}_url")
        if name in _INSIDE:
            facts[name] = {_INSIDE[name]: given[name], **({"url": url} if url else {})}
        else:
            facts[name] = parse_names(given[name]) if name == "author" else given[name]
    return facts


def find_fact_fault(answers: Mapping[str, str]) -> str | None:
    """Say what is wrong with answers, and what would be right, as `make check` would."""
    try:
        found = parse_record(EssayFacts, as_read(parse_facts(answers)), "")
    except Refused as refused:
        return str(refused)
    if isinstance(found, list):
        return on_one_line(f"{found[0].wrong}; {found[0].right}")
    return None


def write_facts(facts: Mapping[str, Any]) -> str:
    """Return the text of `essay.yml`."""
    return "".join(f"{write_field(name, value)}\n" for name, value in facts.items())
