"""Taking an essay in, and asking what only its editors can say of it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..argument import DATA_FILES, SOURCE_TEXT, load_questions
from ..essay import Essay, Question, split_lines
from ..records import add_item, write_field
from .conversion import read_any
from .fix import write_whole
from .kinds import Refused
from .questions import Read

MOST_SHOWN = 12


def bring_in(root: Path, path: Path) -> None:
    """Write the text of a file as the source of the project at `root`; nothing is overwritten."""
    text, place = read_any(path), root / SOURCE_TEXT
    if place.exists() and place.read_text(encoding="utf-8") != text:
        raise Refused(f"{SOURCE_TEXT} is there already, and is never changed: move it away first")
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, text)


def ask_editors(root: Path, read: Read) -> Iterator[str]:
    """Ask what is to be decided, write each answer at once, and yield what was written."""
    asked: set[str] = set()
    while questions := [q for q in load_questions(root) if q.what not in asked]:
        question = questions[0]
        asked.add(question.what)
        for part in _ask_each(root, question, read):
            yield write_answer(root, *part)


def _ask_each(root: Path, question: Question, read: Read) -> Iterator[tuple[Question, str, str]]:
    """Yield what was answered: of all together, of some, or of one after the other."""
    several = len(question.lines) > (2 if question.alike else 1)
    more = ("each",) if several else ()
    said = f"{question.what[0].upper()}{question.what[1:]}.\n{_show(root, question)}"
    numbers = [first for first, _ in question.lines] if more and not question.alike else []
    answer, some = _choose_for(said, question.choices + more, question.default, read, numbers)
    question, rest = question.part(some) if some else (question, None)
    if answer == "each":
        for one in question.split():
            yield from _ask_each(root, one, read)
        return
    reason = _REASON.get(answer, "")
    if answer == "omitted" and question.reason:
        reason = question.reason
    elif reason and answer != question.default:
        typed = read(f"Why, in a sentence (or nothing, for “{reason}”)?\n> ").strip()
        reason = typed or reason
    yield question, answer, reason
    if rest:
        yield from _ask_each(root, rest, read)


_REASON: Mapping[str, str] = {
    "same": "The text as received holds it more than once.",
    "different": "It is meant to stand in each of these places.",
    "omitted": "It is not part of the essay.",
}


def choose(said: str, choices: tuple[str, ...], default: str, read: Read) -> str:
    """Ask until the answer is the beginning of one of the choices, or nothing for the default."""
    return _choose_for(said, choices, default, read, [])[0]


def _choose_for(
    said: str, choices: tuple[str, ...], default: str, read: Read, lines: list[int]
) -> tuple[str, list[int]]:
    """Ask as above; return the lines too for which the answer is, if it names some of them."""
    shown = ", ".join(f"[{choice}]" if choice == default else choice for choice in choices)
    if lines:
        shown += f" (for some: {choices[0]} {lines[-1]})"
    while True:
        word, *some = re.split(r"[\s,]+", read(f"{said}{shown}?\n> ").strip().lower() or default)
        found = [choice for choice in choices if word and choice.startswith(word)]
        if len(found) == 1 and {*some} <= {*map(str, lines)}:
            return found[0], [*map(int, some)]
        said = "One of these is needed.\n"


def _show(root: Path, question: Question) -> str:
    """Show the lines that a question is about, the first of them."""
    if question.layout:
        return ""
    source = split_lines((root / SOURCE_TEXT).read_text(encoding="utf-8"))
    shown = [
        f"  {first}: {' / '.join(line.strip() for line in source[first - 1 : last])[:70]}\n"
        for first, last in question.lines[:MOST_SHOWN]
    ]
    left = len(question.lines) - MOST_SHOWN
    return "".join(shown) + (f"  … and {left} more\n" if left > 0 else "")


def write_answer(root: Path, question: Question, answer: str, reason: str) -> str:
    """Write an answer into its file; return where it is."""
    name = DATA_FILES[question.file].path()
    path = root / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if question.layout:
        changed: str | None = f"layout: {answer}\n{text}"
    else:
        item, field = _item(question, answer, reason), _FIELDS[question.file]
        changed = add_item(text, textwrap.indent(item, "  ") if field else item, field)
    if changed is None:
        raise Refused(f"{name} is broken or not laid out as usual: run `make check`, `make fix`")
    write_whole(path, changed)
    return f"{name}: {answer}, {'the layout' if question.layout else question.shown_lines}"


_FIELDS = {"structure": "blocks", "repetitions": ""}


def _item(question: Question, answer: str, reason: str) -> str:
    """Return the lines of an entry, to stand in a list."""
    lines: list[object] = [
        first if question.alike or first == last else f"{first}-{last}"
        for first, last in question.lines
    ]
    field = "decision" if question.alike else "kind"
    fields = [write_field("lines", lines, 2), write_field(field, answer, 2)]
    if reason:
        fields.append(write_field("reason", reason, 2))
    return "- " + "\n  ".join(fields) + "\n"


def list_passages(essay: Essay) -> Iterator[str]:
    """Yield what `make passages` prints: every paragraph and sentence with its id."""
    for paragraph in essay.paragraphs:
        for piece in paragraph.before:
            yield f"      {piece.kind}: {piece.text}"
        lines = f"line {paragraph.line}"
        if paragraph.last > paragraph.line:
            lines = f"lines {paragraph.line}-{paragraph.last}"
        kind = "" if paragraph.kind == "paragraph" else f", {paragraph.kind} {paragraph.mark}"
        yield f"{paragraph.id:<6}{lines}{kind.rstrip()}"
        yield from (f"  {sentence.id:<8}{sentence.text}" for sentence in paragraph.sentences)
        yield from (f"      {piece.kind}: {piece.text}" for piece in paragraph.after)
