"""Taking an essay in: its text from any file, and what only its editors can say of it.

What pandoc reads comes in as the plain text with marks that `data/README.md` describes. pandoc is
needed for nothing else, and so is not among what the site needs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..argument import DATA_FILES, SOURCE_TEXT, load_questions
from ..essay import Essay, Question, split_lines
from ..records import Problem, read_text, write_field
from .fix import write_whole
from .kinds import Refused
from .questions import Read
from .templates import append_item

PLAIN = (".txt", ".text", "")
_FORM = (
    "markdown-smart-raw_html-raw_tex-raw_attribute-header_attributes-link_attributes-citations"
    "-bracketed_spans-native_spans-native_divs-fenced_divs-implicit_figures-fancy_lists"
    "-example_lists-definition_lists-superscript-subscript-simple_tables-multiline_tables"
)
_HEAD = (
    "$if(title)$# $title$\n\n$endif$$for(author)$$author$\n\n$endfor$$if(date)$$date$\n\n$endif$"
    "$body$\n"
)
MOST_SHOWN = 5


def read_any(path: Path) -> str:
    """Return the text of a file, in marks if it is more than plain text."""
    if not path.is_file():
        raise Refused(f"There is no file {path}")
    if path.suffix.lower() in PLAIN:
        text = read_text(path.resolve(), path.name)
        if isinstance(text, Problem):
            raise Refused(f"{path}: {text.wrong}; {text.right}")
        return text
    try:
        import pypandoc
    except ImportError:
        right = "`make intake` installs it; or give the essay as plain text"
        raise Refused(f"{path.name} needs pandoc to be read; {right}") from None
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "head"
        in_body = path.suffix.lower() in (".html", ".htm", ".xhtml")  # a page shows its own title
        template.write_text("$body$\n" if in_body else _HEAD, encoding="utf-8")
        arguments = ["--wrap=none", "--sandbox", "--standalone", f"--template={template}"]
        try:
            made = pypandoc.convert_file(str(path), _FORM, extra_args=arguments)
        except (RuntimeError, OSError) as error:
            said = str(error).strip().splitlines()[-1:]
            raise Refused(f"pandoc cannot read {path.name}: {''.join(said)}") from None
    return str(made)


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
    """Yield what was answered: of all together or, if they are wanted so, one after the other."""
    several = len(question.lines) > (1 if question.file == "structure" else 2)
    more = ("each",) if several else ()
    said = f"{question.what[0].upper()}{question.what[1:]}.\n{_show(root, question)}"
    answer = choose(said, question.choices + more, question.default, read)
    if answer == "each":
        for one in question.split():
            yield from _ask_each(root, one, read)
        return
    reason = ""
    if answer in _REASON:
        usual = f"or nothing, for “{_REASON[answer]}”"
        reason = read(f"Why, in a sentence ({usual})?\n> ").strip()
    yield question, answer, reason or _REASON.get(answer, "")


_REASON: Mapping[str, str] = {
    "same": "The text as received holds it more than once.",
    "different": "It is meant to stand in each of these places.",
    "omitted": "It is not part of the essay.",
}


def choose(said: str, choices: tuple[str, ...], default: str, read: Read) -> str:
    """Ask until the answer is the beginning of one of the choices, or nothing for the default."""
    shown = ", ".join(f"[{choice}]" if choice == default else choice for choice in choices)
    while True:
        typed = read(f"{said}{shown}?\n> ").strip().lower() or default
        found = [choice for choice in choices if typed and choice.startswith(typed)]
        if len(found) == 1:
            return found[0]
        said = ""


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
        changed = append_item(text, _item(question, answer, reason), _FIELDS[question.file])
    if changed is None:
        raise Refused(f"{name} is broken or not laid out as usual: run `make check`, `make fix`")
    write_whole(path, changed)
    return f"{name}: {answer}, {'the layout' if question.layout else question.shown_lines}"


_FIELDS = {"structure": "blocks", "repetitions": ""}


def _item(question: Question, answer: str, reason: str) -> str:
    """Return the lines of an entry, to stand in a list."""
    lines: list[object] = [
        first if question.file == "repetitions" or first == last else f"{first}-{last}"
        for first, last in question.lines
    ]
    field = "decision" if question.file == "repetitions" else "kind"
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
    yield from (f"      {piece.kind}: {piece.text}" for piece in essay.after)
