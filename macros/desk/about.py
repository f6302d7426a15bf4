"""The facts of an essay: what is asked of whoever begins a site of it, and `essay.yml` made of it.

What is right, the model of the facts says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..argument import EssayFacts
from ..records import on_one_line, parse_record, write_field
from .answers import as_read
from .kinds import Refused
from .questions import Read, ask_until
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
    given: Mapping[str, str],
    said: Mapping[str, str],
    read: Read | None,
    find_title_fault: FindTitleFault,
) -> Iterator[tuple[str, str]]:
    """Yield each fact with its answer; what the text `said` of itself holds if nothing else does.

    Raises Refused if something that was given cannot be right, or nobody can be asked.
    """
    _check_names(given)
    answered: dict[str, str] = {}

    def find_fault(name: str, text: str) -> str | None:
        fault = find_title_fault(text) if name == "title" else None
        return fault or find_fact_fault({**answered, name: text})

    for name in FACTS:
        if name in given:
            if fault := find_fault(name, given[name]):
                raise Refused(f"{name.upper()}: {fault}")
            answered[name] = given[name]
        elif read and not (_belongs(name) and not answered.get(name.removesuffix("_url"))):
            answered[name] = _ask(name, said.get(name, ""), read, find_fault)
        elif name in said:
            answered[name] = said[name]
        elif name == "title":
            raise Refused(f"{_UNTITLED}: TITLE=…")
        if name in answered:
            yield name, answered[name]


def _check_names(given: Mapping[str, str]) -> None:
    if odd := sorted(given.keys() - FACTS):
        raise Refused(f"nothing asks for {odd[0].upper()}; expected {', '.join(FACTS)}")


_UNTITLED = "The text does not say what its title is; it is needed"
_NONE = "-"
"""What is typed for none where the text names one."""
_LANGUAGES: Mapping[str, str] = {
    "deutsch": "de", "dutch": "nl", "english": "en", "français": "fr", "french": "fr",
    "german": "de", "italian": "it", "latin": "la", "portuguese": "pt", "spanish": "es",
}  # fmt: skip


def find_usual(said: Mapping[str, str]) -> dict[str, str]:
    """Return what a text says of itself as it would be typed, as far as it can be right.

    >>> find_usual({"author": "Henry David Thoreau", "language": "English", "issued": "soon"})
    {'author': 'Thoreau, Henry David', 'language': 'en'}
    """
    usual = dict(said)
    if language := usual.get("language"):
        usual["language"] = _LANGUAGES.get(language.casefold(), language)
    if (author := usual.get("author")) and find_fact_fault({"author": author}):
        given, _, family = author.rpartition(" ")
        usual["author"] = f"{family}, {given}"
    return {name: text for name, text in usual.items() if not find_fact_fault({name: text})}


def _belongs(name: str) -> bool:
    return name.endswith("_url")


def _ask(name: str, usual: str, read: Read, find_fault: Callable[[str, str], str | None]) -> str:
    """Ask until the answer can be used."""
    question = FACTS[name]
    if usual:
        none = "" if name == "title" else f", {_NONE} for none"
        question = f"{question.partition(', or nothing')[0]}; nothing for “{usual}”{none}"

    def answer(said: str) -> str:
        typed = read(f"{said}{question}:\n> ").strip()
        return "" if usual and typed == _NONE else typed or usual

    return ask_until(
        answer,
        lambda text: _UNTITLED if name == "title" and not text else find_fault(name, text),
    )


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
