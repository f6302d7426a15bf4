"""What a reader can do about each thing: the links that begin a contribution at the forge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..argument import DATA_FILES, Claim, Corpus, Objection, Response, next_id
from ..desk import fill_template
from ..editions import History, Register
from .forge import Forge

FORMS = {
    "wording": "Correct a wording",
    "objection": "Add an objection",
    "response": "Add a response",
    "reference": "Report a broken or wrong reference",
    "paraphrase": "Contest a paraphrase of a view that you hold",
}
"""The forms of the forge, and what to call them."""


@dataclass(frozen=True)
class Way:
    """One link."""

    words: str
    address: str


@dataclass(frozen=True)
class Suggestions:
    """Knows what can be done about what; without a forge nothing can."""

    forge: Forge | None
    corpus: Corpus
    histories: Mapping[str, History]
    taken: frozenset[str]
    """Every id that anything has or had."""

    def of(self, key: str) -> list[Way]:
        """Return what can be done about a thing; what is retired is left as it is."""
        if self.forge is None:
            return []
        return list(self._find(self.forge, key, key.split(":")[-1]))

    def _find(self, forge: Forge, key: str, id: str) -> Iterator[Way]:
        corpus = self.corpus
        if claim := corpus.claims.get(id):
            yield from self._of_claim(forge, claim)
        elif objection := corpus.objections.get(id):
            yield from self._of_objection(forge, objection)
        elif id in corpus.responses:
            yield from self._of_response(forge, corpus.responses[id][0])
        elif key.startswith("term:") and (term := corpus.terms.get(id)):
            yield self._reword(forge, key, term.definition)
            yield self._edit(forge, key)
        elif key.startswith("source:") and id in corpus.sources:
            address = forge.new_issue("reference", f"Reference: {id}", {"source": id})
            yield Way("Suggest a change", address)
            yield Way("Edit", forge.edit(corpus.files[key], key))
        elif id in corpus.paragraphs or id in corpus.sentences:
            yield self._reword(forge, key, "")

    def _of_claim(self, forge: Forge, claim: Claim) -> Iterator[Way]:
        yield self._reword(forge, claim.id, claim.text)
        yield _object(forge, claim.id, "this")
        yield Way("Write the file of a new objection", self._new_objection(forge, claim.id))
        yield self._edit(forge, claim.id)

    def _of_objection(self, forge: Forge, objection: Objection) -> Iterator[Way]:
        yield self._reword(forge, objection.id, objection.text)
        yield self._contest(forge, objection.id, objection.text)
        answers = {"objection": objection.id}
        address = forge.new_issue("response", f"Response: {objection.id}", answers)
        yield Way("Add a response", address)
        yield self._edit(forge, objection.id)

    def _of_response(self, forge: Forge, response: Response) -> Iterator[Way]:
        yield self._reword(forge, response.id, response.text or response.gloss or "")
        if response.voice == "source":
            yield self._contest(forge, response.id, response.text or "")
        yield _object(forge, response.id, "this response")
        yield self._edit(forge, response.id)

    @property
    def forms(self) -> list[Way]:
        """Return the forms to begin with where nothing is known yet."""
        return (
            [Way(words, self.forge.new_issue(form, "", {})) for form, words in FORMS.items()]
            if self.forge
            else []
        )

    def of_row(self, id: str) -> list[Way]:
        """Return what can be done about the row of a table: what it shows can be reworded."""
        corpus = self.corpus
        found: Claim | Objection | None = corpus.claims.get(id) or corpus.objections.get(id)
        if self.forge is None or found is None:
            return []
        edit = Way("Edit", self.forge.edit(corpus.files[id]))
        return [self._reword(self.forge, id, found.glance), edit]

    def _reword(self, forge: Forge, key: str, current: str) -> Way:
        return Way("Suggest a change", self._ask("wording", forge, key, current))

    def _edit(self, forge: Forge, key: str) -> Way:
        return Way("Edit this file", forge.edit(self.corpus.files[key], key))

    def _contest(self, forge: Forge, id: str, current: str) -> Way:
        said = "I hold this and would not put it so"
        return Way(said, self._ask("paraphrase", forge, id, current))

    def _ask(self, form: str, forge: Forge, key: str, current: str) -> str:
        id = key.split(":")[-1]
        answers = {"item": id, "version": self._version_of(key), "current": current}
        return forge.new_issue(form, f"{form.capitalize()}: {id}", answers)

    def _version_of(self, key: str) -> str:
        history = self.histories.get(key)
        if history is None or history.last is None:
            return ""
        number = str(history.last.number)
        return number if history.current else f"{number}, reworded since"

    def _new_objection(self, forge: Forge, claim: str) -> str:
        id = next_id("objection", self.taken)
        text = fill_template("objection", {"id": id, "against": [claim]})
        return forge.new_file(DATA_FILES["objection"].path(id), text)


def _object(forge: Forge, id: str, named: str) -> Way:
    address = forge.new_issue("objection", f"Objection: to {id}", {"against": id})
    return Way(f"Object to {named}", address)


def find_suggestions(
    forge: Forge | None, corpus: Corpus, histories: Mapping[str, History], register: Register
) -> Suggestions:
    """Return what can be done about the things of a corpus."""
    ids = {*corpus.all_objections, *register.versions, *register.renamed}
    return Suggestions(forge, corpus, histories, frozenset(ids))
