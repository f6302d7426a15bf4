"""Advice on how the essay was read, before an edition makes it permanent."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..argument import SOURCE_TEXT
from ..essay import Essay, find_questions, find_words
from .field_help import README
from .reports import Finding

FEW_WORDS = 2
MOST_SHOWN = 3


def advise_on_essay(essay: Essay, published: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what the editors may want to decide, and what looks as if it were cut in the wrong
    place; of what is `published` nothing can be changed any more.
    """
    if published and all(paragraph.id in published for paragraph in essay.paragraphs):
        return
    for question in find_questions(essay):
        if question.default:
            where = f"lines {question.shown_lines}: {question.what}"
            help = f"{README}#{'decision' if question.file == 'repetitions' else 'structure'}"
            yield Finding(SOURCE_TEXT, question.line, "advice", where, question.right, help)
    short = [
        (paragraph.line, sentence)
        for paragraph in essay.paragraphs
        if paragraph.kind not in ("verse", "verbatim") and len(paragraph.sentences) > 1
        for sentence in paragraph.sentences
        if len(find_words(sentence.text)) <= FEW_WORDS and sentence.id not in published
    ]
    if short:
        shown = "; ".join(f"{sentence.id} “{sentence.text}”" for _, sentence in short[:MOST_SHOWN])
        one = len(short) == 1
        what = f"{len(short)} sentence{'' if one else 's'} of one or two words ({shown})"
        why = "if one was cut in the wrong place, data/essay/sentences.yml puts it right"
        yield Finding(SOURCE_TEXT, short[0][0], "advice", what, why, f"{README}#boundary")
