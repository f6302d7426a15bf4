"""Objections, and the responses to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ..records import (
    Citation,
    Day,
    Entry,
    Glance,
    Gloss,
    Model,
    ObjectionId,
    PassageId,
    Place,
    Problem,
    Quotation,
    ResponseId,
    Retired,
    TargetId,
    Text,
    Title,
    beside,
    sought_as,
    worded,
)
from .names import check_doubles

Origin = Literal["paraphrased", "quoted", "endorsed"]


class Response(Model):
    """An answer to an objection, in one of three voices."""

    id: ResponseId = Field(description="R and a number, unique over all objections")
    voice: Literal["essay", "source", "editors"] = Field(description="whose response it is")
    quotes: tuple[Quotation, ...] = worded("the essay’s own words", (), label="text")
    text: Text | None = worded("the response in plain words", None)
    gloss: Gloss = worded("what it says, in one line of at most 20 words")
    sources: tuple[Citation, ...] = Field((), description="works that give this response")
    retired: Retired | None = Field(None, description="why it is no longer in use")


_ON_WORDING = "how a wording came about is no part of it"


class Contest(Model):
    """A holder of the objection who would not put it so."""

    date: Day = Field(description="the day on which it was said")
    reason: Text = beside("what they would word differently", why=_ON_WORDING)
    by: Text | None = beside("who said so", None, why=_ON_WORDING, ours=False)
    seen_at: Place | None = Field(None, description="where: an address or a work")


class Wording(Model):
    """How an objection came to be worded as it is."""

    origin: Origin = Field(
        description="by the editors, in a holder’s own words, or approved by a holder"
    )
    by: Text | None = beside(
        "the holder who is quoted or has endorsed it", None, why=_ON_WORDING, ours=False
    )
    date: Day | None = Field(None, description="the day on which it was endorsed")
    seen_at: Place | None = Field(None, description="where that can be seen")
    note: Text | None = beside(
        "what else there is to know about the wording", None, why=_ON_WORDING
    )
    contested: tuple[Contest, ...] = Field((), description="holders who would word it differently")


class Objection(Model):
    """A reason to think a claim false, or a response insufficient."""

    id: ObjectionId = Field(description="the file’s name without .yml")
    title: Title = worded("the objection as a short sentence")
    against: tuple[TargetId, ...] = Field(description="what it speaks against", min_length=1)
    glance: Glance = worded("the objection in at most 60 words")
    text: Text = worded("the objection as its strongest holders would put it")
    held_by: tuple[Citation, ...] = Field((), description="who holds it")
    wording: Wording | None = Field(None, description="how it came to be worded as it is")
    raised_at: tuple[PassageId, ...] = Field((), description="where the essay itself raises it")
    responses: tuple[Response, ...] = Field((), description="what has been said in reply")
    note: Text | None = worded("a note by the editors", None, label="editors’ note")
    also_said_as: tuple[Title, ...] = sought_as()
    retired: Retired | None = Field(None, description="why it is no longer in use")

    @property
    def live_responses(self) -> tuple[Response, ...]:
        """The responses that are not retired."""
        return tuple(response for response in self.responses if not response.retired)

    @property
    def origin(self) -> Origin:
        """How its wording came about; what nobody has recorded is the editors' paraphrase."""
        return self.wording.origin if self.wording else "paraphrased"


_NEEDED = {"essay": "quotes", "source": "text", "editors": "text"}
_REFUSED = {"essay": ("text", "sources"), "source": ("quotes",)}
_WHY_REFUSED = {
    "essay": "the essay answers in its own words only: use quotes, and gloss for what they say",
    "source": "a source’s response is put in text, with its sources",
}


def check_objection(entry: Entry[Objection]) -> Iterator[Problem]:
    """Yield a problem for each response whose fields do not suit its voice, and for self-links."""
    for number, response in enumerate(entry.value.responses):
        place: list[str | int] = ["responses", number]
        needed = _NEEDED[response.voice]
        if not getattr(response, needed):
            wrong = f"{response.id} has the voice {response.voice} but no {needed}"
            yield entry.problem(place, wrong, f"add “{needed}: …”")
        if response.voice == "source":
            yield from _check_sources(entry, place, response)
        for field in _REFUSED.get(response.voice, ()):
            if getattr(response, field):
                wrong = f"{field} in a response with the voice {response.voice}"
                yield entry.problem([*place, field], wrong, _WHY_REFUSED[response.voice])
        if response.id in entry.value.against:
            wrong = f"{entry.value.id} is against its own response {response.id}"
            yield entry.problem(["against"], wrong, "leave it out")
    yield from _check_wording(entry)
    yield from check_doubles(entry, "against")
    yield from check_doubles(entry, "raised_at")


def _check_sources(
    entry: Entry[Objection], place: list[str | int], response: Response
) -> Iterator[Problem]:
    """Yield a problem unless readers can find the response in a work."""
    if not response.sources:
        wrong = f"{response.id} has the voice source but no sources"
        yield entry.problem(place, wrong, "name the work, or use the voice editors")
    elif not any(citation.locator for citation in response.sources):
        wrong = f"locator is missing in all sources of {response.id}"
        right = "say where in the work: add “locator: …”, such as “section 3” or “p. 71”"
        yield entry.problem([*place, "sources", 0], wrong, right)


_BORNE_OUT = {
    "paraphrased": (),
    "quoted": ("by", "seen_at"),
    "endorsed": ("by", "date", "seen_at"),
}
"""What must be recorded, so that anyone can look it up."""


def _check_wording(entry: Entry[Objection]) -> Iterator[Problem]:
    """Yield a problem for each thing that an origin needs and that is not recorded."""
    wording = entry.value.wording
    for field in _BORNE_OUT[wording.origin] if wording else ():
        if not getattr(wording, field):
            wrong = f"the wording is {entry.value.origin}, without {field}"
            right = "say who, when and where it can be seen, or write “origin: paraphrased”"
            yield entry.problem(["wording"], wrong, right)
