"""Works cited as readers see them: references in APA style, 7th edition, and in-text citations."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from ..argument import Name, Source, home_of_source
from .titles import nest_quotes, title_case

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_STANDALONE = (
    "article", "book", "report", "thesis", "webpage", "post", "manuscript", "document", "software",
    "dataset", "pamphlet", "standard", "motion_picture",
)  # fmt: skip
"""Works whose own title is in italics, not that of what holds them."""
_IN_BOOKS = ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia")
_PERIODICAL = (
    "article-journal", "article-magazine", "article-newspaper", "post-weblog", "review",
    "review-book",
)  # fmt: skip
"""Works in periodicals, whose publishers APA leaves out."""
_GENRES = {"software": "Computer software", "dataset": "Data set"}
"""What APA calls a work that does not say what it is."""
_ALL_NAMES = 20
"""APA names up to twenty authors, and of more the first nineteen and the last."""


def cite(source: Source, locator: str | None = None) -> Markup:
    """Cite a work in the text, linked to its reference: (Omohundro, 2008, section 2)."""
    inside = ", ".join(filter(None, [source.label, locator]))
    link = Markup('(<a class="citation" href="{}">{}</a>)')
    return link.format(home_of_source(source.id), inside)


def cite_briefly(source: Source) -> Markup:
    """Cite a work without brackets or locator, as tables do: Omohundro, 2008."""
    link = Markup('<a class="citation" href="{}">{}</a>')
    return link.format(home_of_source(source.id), source.label)


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
    return escape(_stop(listed))


def _name(name: Name) -> str:
    """Put a name as it stands at the head of a reference: King, M. L., Jr."""
    if name.literal or not name.family:
        return name.short
    return ", ".join(filter(None, [name.short, _initials(name), name.suffix]))


def _name_inside(name: Name) -> str:
    """Put a name as it stands within a reference: M. L. King Jr."""
    if name.literal or not name.family:
        return name.short
    return " ".join(filter(None, [_initials(name), name.short, name.suffix]))


def _initials(name: Name) -> str:
    words = re.sub(r"\.(?=\w)", ". ", name.given or "").split()
    return " ".join(filter(None, [*map(_initial, words), name.dropping_particle]))


def _initial(word: str) -> str:
    """Shorten a given name.

    >>> _initial("Jean-Paul"), _initial("J.")
    ('J.-P.', 'J.')
    """
    return "-".join(f"{piece[0]}." for piece in word.split("-") if piece)


def _date(source: Source) -> Markup:
    month, day = source.date[1:2], source.date[2:3]
    shown = " ".join([*(MONTHS[number - 1] for number in month), *map(str, day)])
    return Markup("({}).").format(f"{source.year}, {shown}" if shown else source.year)


def _title(source: Source) -> Markup:
    after, title = _details(source) + _description(source), nest_quotes(source.title)
    if source.type in _STANDALONE:
        return _italic(title, after)
    return Markup("{}{}.").format(title, after) if after else escape(_stop(title))


def _italic(title: str, after: str = "") -> Markup:
    """Put a title in italics, and a full stop after them unless the title ends with a mark."""
    if after:
        return Markup("<i>{}</i>{}.").format(title, after)
    stopped = _stop(title)
    if stopped == f"{title}.":
        return Markup("<i>{}</i>.").format(title)
    return Markup("<i>{}</i>").format(stopped)


def _details(source: Source) -> str:
    """Say which edition, volume or number of its kind a work is, in round brackets."""
    if source.type == "article":
        details = [source.number]
    elif source.type == "report":
        details = [source.number and f"{source.genre or 'Report'} No. {source.number}"]
    elif source.type in ("software", "dataset"):
        details = [source.version and f"Version {source.version}"]
    elif source.type == "book":
        details = [_edition(source), source.volume and f"Vol. {source.volume}"]
    else:
        details = []
    said = ", ".join(str(detail) for detail in details if detail)
    return f" ({said})" if said else ""


def _edition(source: Source) -> str | None:
    """Say which edition.

    >>> [_edition(Source(id="a", type="book", edition=edition)) for edition in (3, 11, "Rev. ed.")]
    ['3rd ed.', '11th ed.', 'Rev. ed.']
    """
    edition = str(source.edition or "")
    if not edition.isdigit():
        return edition or None
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return f"{edition}{'th' if edition[-2:-1] == '1' else ends.get(edition[-1], 'th')} ed."


def _description(source: Source) -> str:
    """Say what kind of work it is, in square brackets, where that is not plain."""
    genre = source.genre or _GENRES.get(source.type)
    if not genre or (source.type == "report" and source.number):
        return ""
    if source.type == "thesis" and source.publisher:
        genre += f", {source.publisher}"
    return f" [{genre}]"


def _stop(text: str) -> str:
    """End with a full stop what does not end with a mark; inside quotation marks, as APA has it.

    >>> _stop("Why?"), _stop("A plan"), _stop("On “this”")
    ('Why?', 'A plan.', 'On “this.”')
    """
    bare = text.rstrip("”’\"'")
    if bare.endswith((".", "?", "!")):
        return text
    if text.endswith("”") or (text.endswith("’") and "‘" in text):
        return f"{bare}.{text[len(bare) :]}"
    return f"{text}."


def _name_of(container: str) -> str:
    """Give a periodical or site its capitals; an address or a remark keeps its own."""
    return container if re.search(r"\w\.\w|\(", container) else title_case(container)


def _container(source: Source) -> Markup:
    container = _name_of(source.container_title or "")
    if not container:
        return Markup("")
    if source.type in _IN_BOOKS:
        return _inside_book(source)
    if source.type in _STANDALONE:
        return escape("" if _is_author(source, container) else _stop(container))
    shown = Markup("<i>{}</i>").format(container)
    if source.volume:
        shown += Markup(", <i>{}</i>").format(source.volume)
    if source.issue:
        shown += Markup("({})" if source.volume else ", ({})").format(source.issue)
    if source.page:
        shown += Markup(", {}").format(_range(source.page))
    elif source.number and source.type == "article-journal":
        shown += Markup(", Article {}").format(source.number)
    return shown + Markup(".")


def _inside_book(source: Source) -> Markup:
    series = source.volume and source.collection_title
    title = source.container_title
    if series:
        title = f"{series}: Vol. {source.volume}. {title}"
    details = [_edition(source)]
    if source.volume and not series:
        details.append(f"Vol. {source.volume}")
    if source.page:
        several = set("-–,") & set(str(source.page))
        details.append(f"{'pp.' if several else 'p.'} {_range(source.page)}")
    said = ", ".join(filter(None, details))
    shown = _italic(title, f" ({said})" if said else "")
    return Markup("In {}{}").format(_book_editors(source), shown)


def _book_editors(source: Source) -> str:
    names = [_name_inside(name) for name in source.editor if source.author]
    if not names:
        return ""
    last_two = f"{',' if len(names) > 2 else ''} & ".join(names[-2:])
    listed = ", ".join([*names[:-2], last_two])
    return f"{listed} ({'Eds.' if len(names) > 1 else 'Ed.'}), "


def _range(page: str | int) -> str:
    return str(page).replace("--", "–").replace("-", "–")


def _publisher(source: Source) -> Markup:
    if not source.publisher or source.type in _PERIODICAL:
        return Markup("")
    said = (source.type == "thesis" and source.genre) or (
        source.type == "webpage" and source.container_title
    )
    if said or _is_author(source, source.publisher):
        return Markup("")
    return escape(_stop(source.publisher))


def _is_author(source: Source, body: str) -> bool:
    """Whether a work's site or publisher is its author, whom APA does not name twice."""
    return [name.literal for name in source.author] == [body]


def _address(source: Source) -> Markup:
    if not source.address:
        return Markup("")
    return Markup('<a href="{0}" rel="external noopener">{0}</a>').format(source.address)
