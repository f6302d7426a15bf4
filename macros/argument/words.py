"""Words that several pages, files and drawings say alike: what things are called, and sentences.

Templates know this module as `words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .states import Mark, State, StateName

# -- what things are called

KINDS = {"thesis": "Thesis", "claim": "Claim", "assumption": "Unstated assumption"}
KIND_HEADINGS = {
    "thesis": "The thesis",
    "claim": "What the essay claims",
    "assumption": "What it assumes without saying",
}
STRENGTHS = {"flat": "without “probably”", "hedged": "with “probably” or the like"}
"""How the essay states a claim."""
BEARINGS = {
    "for": "For it",
    "against": "Against it",
    "mixed": "Mixed",
    "background": "Background",
}
ORIGINS = {
    "paraphrased": "The editors’ paraphrase, as its holders would put it",
    "quoted": "In the words of",
    "endorsed": "Wording endorsed by",
}
"""Before the name of a holder, unless the wording is the editors’."""
NOTE_KINDS = {
    "slip": "Slip",
    "unclear": "Perhaps",
    "attribution": "Who",
    "context": "Background",
}
"""What a note says that it is."""
FATES = {
    "kept": "kept",
    "title": "the title",
    "repeated": "dropped",
    "blank": "blank",
    "heading": "a heading",
    "byline": "who wrote it, when or where",
    "separator": "a separator",
    "omitted": "omitted",
}
"""What became of a line of the source."""
SURENESS = {"low": "not sure", "medium": "fairly sure", "high": "sure", "very high": "very sure"}
"""What the editors say that they are of a reading, or of a note."""
GROUNDS = {"supports": "supported by", "depends on": "depends on"}
"""From a relation to how it reads at its other end: at what rests on something."""

# -- who responds, and how an objection stands

RESPONSES = {
    "essay": "The essay’s response",
    "source": "A published response",
    "editors": "The editors’ response",
}
GLOSSES = {
    "essay": "The essay, in the editors’ summary",
    "source": "In print",
    "editors": "The editors",
}
"""Before a response in one line: in whose voice it is."""
VOICES = {"essay": "by the essay", "source": "in print", "editors": "by the editors"}
"""Behind “Response R12”."""
GROUPS: Mapping[StateName, str] = {
    "no answer recorded": "Neither the essay nor a published work recorded here speaks to these.",
    "the essay replies": "The essay speaks to these, in words quoted on their pages.",
    "answered in print": "A published work speaks to these; the essay does not.",
}
"""From what is the case with the objections in a table to what that means."""
MARKS: Mapping[Mark, str] = {
    "open": "no answer",
    "disputed": "reply disputed",
    "replied": "replied to",
}
"""Where there is room for one thing only."""


def tell_states(states: Sequence[State], link: Callable[[str], str] = str) -> str:
    """Say how an objection stands; `link` writes the id of an objection.

    >>> tell_states([State("the essay replies", ("O27",))])
    'the essay replies · disputed by O27'
    >>> tell_states([State("the essay replies", ("O27", "O30")), State("answered in print")])
    'the essay replies (disputed by O27 and O30) · answered in print'
    """
    around = (" (", ")") if len(states) > 1 else (" · ", "")
    told = []
    for state in states:
        by = join_words(map(link, state.disputed_by))
        told.append(f"{state.name}{around[0]}disputed by {by}{around[1]}" if by else state.name)
    return " · ".join(told)


def join_words(words: Iterable[str], before: str = "and") -> str:
    """Join words as a sentence does.

    >>> join_words(["O27", "O28", "O30"]), join_words("TC", "or")
    ('O27, O28 and O30', 'T or C')
    """
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {before} {last}" if first else last


# -- sentences

NO_ANSWER = "The essay does not answer this."
NO_HOLDER = "No published holder is recorded."
MAP = (
    "The thesis, then its claims in the order of the essay, then what it assumes without saying. "
    "Those on which most others rest are drawn heavier."
)
NO_CLAIMS = "No claim is recorded yet: nobody has taken the argument of the essay apart."
NO_OBJECTIONS = "No objection is recorded yet."
NO_TERMS = "No term is explained yet."
NO_SOURCES = "No work is cited yet."
NO_EDITIONS = "None is published yet, so all wording may still change."
NO_NOTES = "There are none: the editors have found nothing that needs one, or have not looked."
NO_OBJECTION = "No objection to this is recorded yet."
NO_CLAIM = "No claim is drawn from this part yet."
NONE = "None is recorded yet."
NO_NAME = "Nobody is named yet."
UNSTATED = "The essay does not state this. The editors hold that its argument needs it."
ALONE = "What is claimed here stands by itself."
RETIRED = "Its last wording stays below."

# -- what stands before a list, a quotation or a text

SUMMARY = "The editors’ summary"
RAISED = "The essay raises it itself:"
REBUTTALS = "Rebuttals of this response:"
IN_PLACE = "Read it in its place:"
DEPENDS_ON = "It depends on:"
SUPPORTED_BY = "It is supported by:"
SUPPORTS = "It supports:"
DEPENDANTS = "These depend on it:"
CLAIMED = "What is claimed here"
REASON_FOR = "What is claimed here is a reason for:"
RESTS_ON = "It rests on:"
CARRIES = "These rest on it:"
OUTLINE = "As an outline"
NOTES = "Editors’ notes on the text, which is printed as received"
ELSEWHERE = "written out elsewhere"
