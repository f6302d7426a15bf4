"""Works cited as readers see them: references in APA style, 7th edition, and in-text citations."""

from __future__ import annotations

from markupsafe import Markup, escape

from .homes import home_of_source
from .sources import Date, Name, Source

_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_DATED_TO_THE_DAY = (
    "post", "post-weblog", "webpage", "article-newspaper", "article-magazine", "speech", "interview",
)  # fmt: skip
_STANDALONE = (
    "article", "book", "report", "thesis", "webpage", "manuscript", "document", "software",
    "dataset", "pamphlet", "standard", "motion_picture",
)  # fmt: skip
_ALL_NAMES = 20
"""APA names up to twenty authors, and of more the first nineteen and the last."""


def cite(source: Source, locator: str | None = None) -> Markup:
    """Cite a work in the text, linked to its reference: (Omohundro, 2008, section 2)."""
    inside = ", ".join(filter(None, [source.names, source.year, locator]))
    return Markup('(<a class="citation" href="{}">{}</a>)').format(home_of_source(source.id), inside)


def format_reference(source: Source) -> Markup:
    """Format a work as an entry of a reference list."""
    title = _title(source)
    if source.author or source.editor:
        lead = [_names(source), _date(source), title]
    else:
        lead = [title, _date(source)]
    pieces = [*lead, _container(source), _publisher(source), _address(source)]
    return Markup(" ").join(piece for piece in pieces if piece)


def _names(source: Source) -> Markup:
    names = [_name(name) for name in source.author or source.editor]
    if len(names) > _ALL_NAMES:
        listed = f"{', '.join(names[:19])}, … {names[-1]}"
    elif len(names) > 1:
        listed = f"{', '.join(names[:-1])}, & {names[-1]}"
    else:
        listed = names[0]
    if not source.author:
        listed += " (Eds.)" if len(names) > 1 else " (Ed.)"
    return escape(listed if listed.endswith(".") else f"{listed}.")


def _name(name: Name, *, reversed: bool = True) -> str:
    if name.literal or not name.family:
        return name.short
    initials = " ".join(_initial(word) for word in (name.given or "").split())
    if name.dropping_particle:
        initials = f"{initials} {name.dropping_particle}"
    pieces = [name.short, initials, name.suffix] if reversed else [initials, name.short]
    return (", " if reversed else " ").join(filter(None, pieces))


def _initial(word: str) -> str:
    """Shorten a given name.

    >>> _initial("Jean-Paul"), _initial("J.")
    ('J.-P.', 'J.')
    """
    return "-".join(f"{piece[0]}." for piece in word.split("-") if piece)


def _date(source: Source) -> Markup:
    return Markup("({}).").format(_date_text(source.issued, source.type in _DATED_TO_THE_DAY))


def _date_text(date: Date | None, to_the_day: bool) -> str:
    parts = date.parts if date else ()
    if not parts:
        return (date.literal if date else None) or "n.d."
    if not to_the_day or len(parts) == 1:
        return str(parts[0])
    return f"{parts[0]}, {' '.join([_MONTHS[parts[1] - 1], *map(str, parts[2:3])])}"


def _title(source: Source) -> Markup:
    title = Markup("<i>{}</i>") if source.type in _STANDALONE else Markup("{}")
    shown = title.format(source.title)
    if source.type == "article" and source.number:
        shown += Markup(" ({})").format(source.number)
    elif source.genre:
        shown += Markup(" [{}]").format(source.genre)
    return shown if _ends(source.title) and shown.endswith(source.title) else shown + Markup(".")


def _ends(text: str) -> bool:
    return text.rstrip("”’\"'").endswith((".", "?", "!"))


def _container(source: Source) -> Markup:
    container = source.container_title
    if not container:
        return Markup("")
    if source.type in ("chapter", "paper-conference", "entry-encyclopedia"):
        return _inside_book(source)
    shown = Markup("<i>{}</i>").format(container)
    if source.volume:
        shown += Markup(", <i>{}</i>").format(source.volume)
    if source.issue:
        shown += Markup("({})").format(source.issue) if source.volume else Markup(", ({})").format(source.issue)
    if source.page:
        shown += Markup(", {}").format(_range(source.page))
    return shown + Markup(".")


def _inside_book(source: Source) -> Markup:
    editors = [_name(name, reversed=False) for name in source.editor if source.author]
    led = f"In {' & '.join(editors)} ({'Eds.' if len(editors) > 1 else 'Ed.'}), " if editors else "In "
    detail = []
    if source.volume:
        detail.append(f"Vol. {source.volume}")
    if source.page:
        detail.append(f"{'pp.' if set('-–') & set(str(source.page)) else 'p.'} {_range(source.page)}")
    shown = Markup("{}<i>{}</i>").format(led, source.container_title)
    if detail:
        shown += Markup(" ({})").format(", ".join(detail))
    return shown + Markup(".")


def _range(page: str | int) -> str:
    return str(page).replace("--", "–").replace("-", "–")


def _publisher(source: Source) -> Markup:
    if not source.publisher or source.type == "article-journal":
        return Markup("")
    if [name.literal for name in source.author] == [source.publisher]:
        return Markup("")
    return Markup("{}.").format(source.publisher)


def _address(source: Source) -> Markup:
    if not source.address:
        return Markup("")
    return Markup('<a href="{0}" rel="external noopener">{0}</a>').format(source.address)
