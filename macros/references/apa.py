"""Works cited as readers see them: references in APA style, 7th edition, and in-text citations."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from ..argument import MONTHS, Name, Source, home_of_source
from .titles import APA, end_with, is_english, nest_quotes, title_case

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
    lead = [name_apa(source), _date(source), title] if source.people else [title, _date(source)]
    first = f"(Original work published {source.first})" if source.first else ""
    pieces = [*lead, _container(source), _publisher(source), _address(source), first]
    return Markup(" ").join(piece for piece in pieces if piece)


def name_apa(source: Source) -> Markup:
    """Name those who wrote a work at the head of its reference."""
    names = [_name(name) for name in source.people if not name.stands_for_others]
    if len(names) < len(source.people):
        listed = f"{', '.join(names)}, et al."
    elif len(names) > _ALL_NAMES:
        listed = f"{', '.join(names[:19])}, … {names[-1]}"
    elif len(names) > 1:
        listed = f"{', '.join(names[:-1])}, & {names[-1]}"
    else:
        listed = names[0]
    if not source.author:
        listed += " (Eds.)" if len(source.people) > 1 else " (Ed.)"
    return escape(end_with(listed, "."))


def _name(name: Name) -> str:
    """Put a name as it stands at the head of a reference: King, M. L., Jr."""
    return name.whole or ", ".join(filter(None, [name.short, _initials(name), name.suffix]))


def _name_inside(name: Name) -> str:
    """Put a name as it stands within a reference: M. L. King Jr."""
    return name.whole or " ".join(filter(None, [_initials(name), name.short, name.suffix]))


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
    """Give the year, and the day or days of what is dated by the day: (2020, March 4–7)."""
    when = source.issued if "dated" in source.kind.traits else None
    days = when.days if when else ()
    told = [_tell_day(*rest) for _, *rest in days]
    if any(told) and days[0][0] != days[-1][0]:
        return Markup("({}, {}–{}, {}).").format(days[0][0], told[0], days[-1][0], told[-1])
    if days and len(days[-1]) == 3 and days[0][:2] == days[-1][:2]:
        told[1:] = [str(day[2]) for day in days[1:]]
    within = "–".join(filter(None, told)) or (when.time_of_year if when else "")
    return Markup("({}).").format(", ".join(filter(None, [source.year, within])))


def _tell_day(month: int = 0, day: int = 0) -> str:
    return " ".join([*MONTHS[month - 1 : month], *([str(day)] if day else [])])


def _title(source: Source) -> Markup:
    after = _details(source) + _description(source)
    title = nest_quotes(source.title) if is_english(source.language) else source.title
    alone = "periodical" in source.kind.traits and not source.container_title
    if alone or "whole" in source.kind.traits:
        return italic(title, after)
    return Markup("{}{}.").format(title, after) if after else escape(end_with(title, "."))


def italic(title: str, after: str = "") -> Markup:
    """Put a title in italics, and a full stop after them unless the title ends with a mark."""
    stopped = title if after else end_with(title, ".")
    if after or stopped == f"{title}.":
        return Markup("<i>{}</i>{}.").format(title, after)
    return Markup("<i>{}</i>").format(stopped)


def _details(source: Source) -> str:
    """Say which edition, volume or number of its kind a work is, in round brackets."""
    number, version = source.number, source.version
    of_type: dict[str, list[object]] = {
        "article": [number],
        "report": [number and _tell_number(source.genre or "Report", str(number))],
        "software": [version and f"Version {version}"],
        "dataset": [version and f"Version {version}"],
        "book": [_edition(source), source.volume and f"Vol. {en_dash(source.volume)}"],
    }
    said = ", ".join(str(detail) for detail in of_type.get(source.type, ()) if detail)
    translated = f"{names_inside(source.translator)}, Trans." if source.translator else ""
    told = "; ".join(filter(None, [translated, said]))
    return f" ({told})" if told else ""


def _tell_number(kind: str, number: str) -> str:
    """Say what the number is one of, unless it says so itself.

    >>> _tell_number("Report", "7-A"), _tell_number("Report", "GPI Working Paper 27-2024")
    ('Report No. 7-A', 'GPI Working Paper 27-2024')
    """
    return number if " " in number else f"{kind} No. {number}"


def _edition(source: Source) -> str:
    edition = tell_ordinal(source.edition)
    return f"{edition} ed." if str(source.edition).isdigit() else edition


def tell_ordinal(number: str | int | None) -> str:
    """Say which one of several.

    >>> [tell_ordinal(number) for number in (3, "11", "Rev. ed.", None)]
    ['3rd', '11th', 'Rev. ed.', '']
    """
    said = str(number or "")
    if not said.isdigit():
        return said
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return f"{said}{'th' if said[-2:-1] == '1' else ends.get(said[-1], 'th')}"


def _description(source: Source) -> str:
    """Say what kind of work it is, in square brackets, where that is not plain."""
    genre = source.genre or _GENRES.get(source.type)
    if not genre or (source.type == "report" and source.number):
        return ""
    if source.type == "thesis" and source.publisher:
        genre += f", {source.publisher}"
    return f" [{genre}]"


def _name_of(source: Source) -> str:
    """Give a periodical or site its capitals; not an address or a remark, or one not in English."""
    name = source.container_title or ""
    plain = is_english(source.language) and not re.search(r"\w\.\w|\(", name)
    return title_case(name, APA) if plain else name


def _container(source: Source) -> Markup:
    container = _name_of(source)
    if not container:
        return Markup("")
    if "in-book" in source.kind.traits:
        return _inside_book(source)
    if "whole" in source.kind.traits:
        return escape("" if _is_author(source, container) else end_with(container, "."))
    shown = Markup("<i>{}</i>").format(container)
    if source.volume:
        shown += Markup(", <i>{}</i>").format(en_dash(source.volume))
    if source.issue:
        shown += Markup("({})" if source.volume else ", ({})").format(en_dash(source.issue))
    if source.page:
        shown += Markup(", {}").format(_range(source.page))
    elif source.number and source.type == "article-journal":
        shown += Markup(", Article {}").format(source.number)
    return shown + Markup(".")


def _inside_book(source: Source) -> Markup:
    series = source.volume and source.collection_title
    title = source.container_title or ""
    if series:
        title = f"{series}: Vol. {source.volume}. {title}"
    details = [_edition(source)]
    if source.volume and not series:
        details.append(f"Vol. {en_dash(source.volume)}")
    if source.issue:
        details.append(f"Issue {en_dash(source.issue)}")
    if source.page:
        several = set("-–,") & set(str(source.page))
        details.append(f"{'pp.' if several else 'p.'} {_range(source.page)}")
    said = ", ".join(filter(None, details))
    shown = italic(title, f" ({said})" if said else "")
    return Markup("In {}{}").format(_book_editors(source), shown)


def _book_editors(source: Source) -> str:
    if not source.author or not source.editor:
        return ""
    return f"{names_inside(source.editor)} ({'Eds.' if len(source.editor) > 1 else 'Ed.'}), "


def names_inside(people: tuple[Name, ...]) -> str:
    """List people as they stand within a reference: P. Wang, B. Goertzel, & S. Franklin."""
    *first, last = map(_name_inside, people)
    if not first:
        return last
    ended = "et al." if people[-1].stands_for_others else f"& {last}"
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} {ended}"


def _range(page: str | int) -> str:
    return str(page).replace("--", "–").replace("-", "–")


def en_dash(number: str | int | None) -> str:
    """Put an en dash between numbers: issue 3–4, and still Supplement-1.

    >>> en_dash("3-4"), en_dash("Supplement-1"), en_dash(None)
    ('3–4', 'Supplement-1', '')
    """
    return re.sub(r"(?<=\d)--?(?=\d)", "–", str(number or ""))


def _publisher(source: Source) -> Markup:
    if not source.publisher or "periodical" in source.kind.traits:
        return Markup("")
    said = (source.type == "thesis" and source.genre) or (
        source.type == "webpage" and source.container_title
    )
    if said or _is_author(source, source.publisher):
        return Markup("")
    return escape(end_with(source.publisher, "."))


def _is_author(source: Source, body: str) -> bool:
    """Whether a work's site or publisher is its author, whom APA does not name twice."""
    return [name.literal for name in source.author] == [body]


def _address(source: Source) -> Markup:
    if not source.address:
        return Markup("")
    return Markup('<a href="{0}" rel="external noopener">{0}</a>').format(source.address)
