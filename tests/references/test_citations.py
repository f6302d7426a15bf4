"""Works cited as readers see them: references and citations in APA style, 7th edition."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from examples import date, person, source
from pydantic import ValidationError

from macros.argument.kinds import KINDS
from macros.argument.sources import Source, check_sources, tell_apart
from macros.records.entries import Entry, parse_record
from macros.records.yaml_file import Items, Record
from macros.references.apa import cite, cite_briefly, format_reference


def _reference(type: str, **item: Any) -> str:
    """Return a reference as plain text, italics in underscores."""
    return _plain(source("one", type=type, **item))


def _plain(work: Source) -> str:
    shown = format_reference(work)
    return str(shown.replace("<i>", "_").replace("</i>", "_").striptags())


OMOHUNDRO = person("Omohundro", "Stephen M.")
GOOD = person("Good", "I. J.")
SARTRE = person("Sartre", "Jean-Paul")


def test_a_journal_article() -> None:
    shown = _reference(
        "article-journal",
        title="The superintelligent will",
        author=[person("Bostrom", "Nick")],
        issued=date(2012, 5, 1),
        container_title="Minds and Machines",
        volume="22",
        issue="2",
        page="71-85",
        publisher="Springer",
        DOI="10.1007/s11023-012-9281-3",
        URL="https://example.org/elsewhere",
    )

    assert shown == (
        "Bostrom, N. (2012). The superintelligent will. _Minds and Machines_, _22_(2), 71–85. "
        "https://doi.org/10.1007/s11023-012-9281-3"
    )


def test_a_journal_article_with_a_number_in_place_of_pages() -> None:
    shown = _reference(
        "article-journal",
        title="Dairy cows",
        author=[OMOHUNDRO],
        issued=date(2020),
        container_title="PLOS ONE",
        volume=14,
        issue=3,
        number="e0209899",
    )

    assert shown == ("Omohundro, S. M. (2020). Dairy cows. _PLOS ONE_, _14_(3), Article e0209899.")


def test_a_journal_article_without_a_volume() -> None:
    shown = _reference(
        "article-journal",
        title="Tea",
        author=[GOOD],
        issued=date(1965),
        container_title="Mind",
        issue="3",
        page="12",
    )

    assert shown == "Good, I. J. (1965). Tea. _Mind_, (3), 12."


def test_a_magazine_article() -> None:
    shown = _reference(
        "article-magazine",
        title="More was possible",
        author=[person("Collier", "Clara")],
        issued=date(2025, 9),
        container_title="Asterisk",
        issue="11",
        URL="https://asteriskmag.com/issues/11/iabied",
    )

    assert shown == (
        "Collier, C. (2025, September). More was possible. _Asterisk_, (11). "
        "https://asteriskmag.com/issues/11/iabied"
    )


def test_a_newspaper_article() -> None:
    shown = _reference(
        "article-newspaper",
        title="Grok again",
        author=[GOOD],
        issued=date(2025, 7, 9),
        container_title="The New York Times",
        page="A1-A2",
        publisher="The New York Times Company",
    )

    assert shown == "Good, I. J. (2025, July 9). Grok again. _The New York Times_, A1–A2."


def test_a_blog_post() -> None:
    shown = _reference(
        "post-weblog",
        title="Takeoff speeds",
        author=[person("Christiano", "Paul")],
        issued=date(2018, 2, 24),
        container_title="The sideways view",
        URL="https://sideways-view.com/2018/02/24/takeoff-speeds/",
    )

    assert shown == (
        "Christiano, P. (2018, February 24). Takeoff speeds. _The Sideways View_. "
        "https://sideways-view.com/2018/02/24/takeoff-speeds/"
    )


def test_a_post_in_a_forum() -> None:
    shown = _reference(
        "post",
        title="Mini-review of “If Anyone Builds It”",
        author=[person("MacAskill", "William")],
        issued=date(2025, 9, 18),
        genre="Thread",
        container_title="X (formerly Twitter)",
        URL="https://x.com/willmacaskill/status/1968759901620146427",
    )

    assert shown == (
        "MacAskill, W. (2025, September 18). _Mini-review of “If Anyone Builds It”_ [Thread]. "
        "X (formerly Twitter). https://x.com/willmacaskill/status/1968759901620146427"
    )


def test_a_web_page() -> None:
    shown = _reference(
        "webpage",
        title="Warning shot",
        author=[GOOD],
        issued=date(2023, 3),
        container_title="A Closer Look",
        publisher="Somebody",
        URL="https://example.org/topics/warning-shot",
    )

    assert shown == (
        "Good, I. J. (2023, March). _Warning shot_. A Closer Look. "
        "https://example.org/topics/warning-shot"
    )


def test_a_web_page_of_a_body_names_it_once() -> None:
    shown = _reference(
        "webpage",
        title="Core views",
        author=[{"literal": "Anthropic"}],
        issued=date(2023, 3, 8),
        container_title="Anthropic",
        publisher="Anthropic",
        URL="https://www.anthropic.com/news/core-views-on-ai-safety",
    )

    assert shown == (
        "Anthropic. (2023, March 8). _Core views_. "
        "https://www.anthropic.com/news/core-views-on-ai-safety"
    )


def test_a_preprint() -> None:
    shown = _reference(
        "article",
        title="What AI evaluations cannot do",
        author=[person("Barnett", "Peter"), person("Thiergart", "Lisa")],
        issued=date(2024, 11, 26),
        publisher="arXiv",
        number="arXiv:2412.08653",
        URL="https://arxiv.org/abs/2412.08653",
    )

    assert shown == (
        "Barnett, P., & Thiergart, L. (2024). _What AI evaluations cannot do_ (arXiv:2412.08653). "
        "arXiv. https://arxiv.org/abs/2412.08653"
    )


def test_a_conference_paper() -> None:
    shown = _reference(
        "paper-conference",
        title="AI control",
        author=[person("Greenblatt", "Ryan"), person("Shlegeris", "Buck")],
        issued=date(2024, 7),
        container_title="Proceedings of the 41st Conference",
        volume="235",
        page="16295-16336",
        publisher="PMLR",
    )

    assert shown == (
        "Greenblatt, R., & Shlegeris, B. (2024). AI control. "
        "In _Proceedings of the 41st Conference_ (Vol. 235, pp. 16295–16336). PMLR."
    )


def test_the_volume_of_a_series_is_not_that_of_the_book() -> None:
    shown = _reference(
        "paper-conference",
        title="The basic AI drives",
        author=[OMOHUNDRO],
        editor=[person("Wang", "Pei"), person("Goertzel", "Ben"), person("Franklin", "Stan")],
        issued=date(2008),
        container_title="Artificial General Intelligence 2008",
        collection_title="Frontiers in Artificial Intelligence",
        volume="171",
        page="483-492",
        publisher="IOS Press",
    )

    assert shown == (
        "Omohundro, S. M. (2008). The basic AI drives. "
        "In P. Wang, B. Goertzel, & S. Franklin (Eds.), _Frontiers in Artificial Intelligence: "
        "Vol. 171. Artificial General Intelligence 2008_ (pp. 483–492). IOS Press."
    )


def test_a_chapter() -> None:
    shown = _reference(
        "chapter",
        title="Existentialism",
        author=[SARTRE],
        editor=[person("King", "Martin Luther", suffix="Jr."), GOOD],
        issued=date(1946),
        container_title="Is there a book?",
        edition=2,
        volume=4,
        page="3-9",
        publisher="Knopf",
    )

    assert shown == (
        "Sartre, J.-P. (1946). Existentialism. In M. L. King Jr. & I. J. Good (Eds.), "
        "_Is there a book?_ (2nd ed., Vol. 4, pp. 3–9). Knopf."
    )


def test_a_chapter_of_one_page_in_a_book_with_one_editor() -> None:
    shown = _reference(
        "chapter",
        title="Tea",
        author=[SARTRE],
        editor=[GOOD],
        issued=date(1946),
        container_title="Drinks",
        page="7",
    )

    assert shown == "Sartre, J.-P. (1946). Tea. In I. J. Good (Ed.), _Drinks_ (p. 7)."


def test_a_chapter_without_pages_in_a_book_without_editors() -> None:
    shown = _reference(
        "chapter", title="Tea", author=[GOOD], issued=date(1946), container_title="Why drink?"
    )

    assert shown == "Good, I. J. (1946). Tea. In _Why drink?_"


def test_an_entry_in_a_dictionary_by_a_body() -> None:
    shown = _reference(
        "entry-dictionary",
        title="Basin",
        author=[{"literal": "Merriam-Webster"}],
        issued=date(2025),
        container_title="Merriam-Webster",
        publisher="Merriam-Webster",
    )

    assert shown == "Merriam-Webster. (2025). Basin. In _Merriam-Webster_."


def test_a_book() -> None:
    shown = _reference(
        "book",
        title="An Introduction to Cybernetics",
        author=[person("Ashby", "W. Ross")],
        issued=date(1956, 1, 2),
        publisher="Chapman & Hall",
        publisher_place="London",
    )

    assert shown == "Ashby, W. R. (1956). _An Introduction to Cybernetics_. Chapman & Hall."


def test_a_volume_of_a_later_edition_of_a_book() -> None:
    shown = _reference(
        "book", title="Tea?", author=[GOOD], issued=date(1990), edition="3", volume="2"
    )

    assert shown == "Good, I. J. (1990). _Tea?_ (3rd ed., Vol. 2)."


def test_a_book_by_its_editors() -> None:
    one = _reference("book", title="Tea", editor=[GOOD], issued=date(1990), publisher="Knopf")
    two = _reference("book", title="Tea", editor=[GOOD, SARTRE], issued=date(1990))

    assert one == "Good, I. J. (Ed.). (1990). _Tea_. Knopf."
    assert two == "Good, I. J., & Sartre, J.-P. (Eds.). (1990). _Tea_."


def test_a_report() -> None:
    shown = _reference(
        "report",
        title="AI as normal technology",
        author=[person("Narayanan", "Arvind"), person("Kapoor", "Sayash")],
        issued=date(2025, 4, 15),
        publisher="Knight Institute.",
        URL="https://knightcolumbia.org/content/ai-as-normal-technology",
    )

    assert shown == (
        "Narayanan, A., & Kapoor, S. (2025). _AI as normal technology_. Knight Institute. "
        "https://knightcolumbia.org/content/ai-as-normal-technology"
    )


def test_a_numbered_report_of_a_body_names_it_once() -> None:
    body = [{"literal": "World Health Organization"}]
    item = {"author": body, "issued": date(2020), "publisher": "World Health Organization"}

    plain = _reference("report", title="Tea", number="12", **item)
    technical = _reference("report", title="Tea", number="12", genre="Technical report", **item)

    assert plain == "World Health Organization. (2020). _Tea_ (Report No. 12)."
    assert technical == "World Health Organization. (2020). _Tea_ (Technical report No. 12)."


def test_a_thesis() -> None:
    shown = _reference(
        "thesis",
        title="On Tea",
        author=[GOOD],
        issued=date(2020),
        genre="Doctoral dissertation",
        publisher="MIT",
    )

    assert shown == "Good, I. J. (2020). _On Tea_ [Doctoral dissertation, MIT]."


def test_a_thesis_says_what_is_known_of_its_kind_and_place() -> None:
    no_place = _reference("thesis", title="On Tea", author=[GOOD], genre="Master’s thesis")
    no_kind = _reference("thesis", title="On Tea", author=[GOOD], publisher="MIT")

    assert no_place == "Good, I. J. (n.d.). _On Tea_ [Master’s thesis]."
    assert no_kind == "Good, I. J. (n.d.). _On Tea_. MIT."


def test_a_report_of_a_kind_of_its_own_says_so() -> None:
    shown = _reference("report", title="Tea", author=[GOOD], genre="White paper", publisher="MIT")

    assert shown == "Good, I. J. (n.d.). _Tea_ [White paper]. MIT."


def test_an_article_of_a_kind_of_its_own_says_so() -> None:
    shown = _reference(
        "article-journal", title="Why tea?", genre="Editorial", container_title="Mind"
    )

    assert shown == "Why tea? [Editorial]. (n.d.). _Mind_."


def test_a_web_page_without_a_site_names_its_publisher() -> None:
    shown = _reference("webpage", title="Tea", author=[GOOD], publisher="The Tea Board")

    assert shown == "Good, I. J. (n.d.). _Tea_. The Tea Board."


def test_a_series_without_a_volume_is_left_out() -> None:
    shown = _reference(
        "chapter", title="Tea", container_title="Drinks", collection_title="Studies", page="3-9"
    )

    assert shown == "Tea. (n.d.). In _Drinks_ (pp. 3–9)."


def test_software_and_data_say_what_they_are() -> None:
    item = {"author": [GOOD], "issued": date(2020), "version": "2.1", "publisher": "Zenodo"}

    assert _reference("software", title="Tea") == "_Tea_ [Computer software]. (n.d.)."
    assert _reference("software", title="Tea", **item) == (
        "Good, I. J. (2020). _Tea_ (Version 2.1) [Computer software]. Zenodo."
    )
    assert _reference("dataset", title="Tea", **item) == (
        "Good, I. J. (2020). _Tea_ (Version 2.1) [Data set]. Zenodo."
    )


@pytest.mark.parametrize("type", KINDS)
def test_a_work_of_any_type_has_its_author_year_and_title(type: str) -> None:
    shown = _reference(type, title="On Tea", author=[GOOD], issued=date(2020))

    assert shown.replace("_", "").startswith("Good, I. J. (2020). On Tea")
    assert shown.replace("_", "").endswith((".", "]."))


def _people(count: int) -> list[dict[str, str]]:
    return [person(f"Name{number}", "Ada") for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (1, "Name1, A."),
        (2, "Name1, A., & Name2, A."),
        (3, "Name1, A., Name2, A., & Name3, A."),
        (20, "".join(f"Name{n}, A., " for n in range(1, 20)) + "& Name20, A."),
        (21, "".join(f"Name{n}, A., " for n in range(1, 20)) + "… Name21, A."),
        (40, "".join(f"Name{n}, A., " for n in range(1, 20)) + "… Name40, A."),
    ],
)
def test_up_to_twenty_authors_are_named(count: int, names: str) -> None:
    shown = _reference("book", title="Tea", author=_people(count), issued=date(2020))

    assert shown == f"{names} (2020). _Tea_."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (person("King", "Martin Luther", suffix="Jr."), "King, M. L., Jr."),
        (SARTRE, "Sartre, J.-P."),
        (person("Rowling", "J.K."), "Rowling, J. K."),
        (person("Østergaard", "Åse"), "Østergaard, Å."),
        ({"family": "Plato"}, "Plato."),
        ({"given": "Plato"}, "Plato."),
        ({"literal": "OpenAI"}, "OpenAI."),
        ({"family": "王", "given": "小明"}, "王小明."),
        ({"family": "김", "given": "민수"}, "김민수."),
        ({"family": "Толстой", "given": "Лев"}, "Толстой, Л."),
        ({"literal": "Chapman &amp; Hall"}, "Chapman & Hall."),
        ({"literal": "Example Inc."}, "Example Inc."),
        ({"family": "Neumann", "given": "John", "non-dropping-particle": "von"}, "von Neumann, J."),
        ({"family": "Beethoven", "given": "L.", "dropping-particle": "van"}, "Beethoven, L. van."),
    ],
)
def test_a_name_heads_its_reference(name: dict[str, str], shown: str) -> None:
    assert _reference("book", title="Tea", author=[name]) == f"{shown} (n.d.). _Tea_."


@pytest.mark.parametrize(
    "rest", [{"literal": "et al."}, {"family": "others"}, {"literal": "Et al"}]
)
def test_who_is_not_named_is_said_to_be_there(rest: dict[str, str]) -> None:
    one = source("one", title="Tea", author=[GOOD, rest], issued=date(2020))
    two = source("one", title="Tea", author=[GOOD, SARTRE, rest], issued=date(2020))

    assert _plain(one) == "Good, I. J., et al. (2020). _Tea_."
    assert _plain(two) == "Good, I. J., Sartre, J.-P., et al. (2020). _Tea_."
    assert [one.label, two.label] == ["Good et al., 2020", "Good et al., 2020"]


def test_a_translator_is_named() -> None:
    shown = _reference(
        "book", title="Tea", author=[GOOD], translator=[SARTRE, OMOHUNDRO], edition=2
    )

    assert shown == "Good, I. J. (n.d.). _Tea_ (J.-P. Sartre & S. M. Omohundro, Trans.; 2nd ed.)."


def test_a_blog_post_that_stands_alone_is_in_italics() -> None:
    shown = _reference("post-weblog", title="Tea", author=[GOOD], issued=date(2020, 1, 2))

    assert shown == "Good, I. J. (2020, January 2). _Tea_."


def test_an_issue_of_proceedings_is_named() -> None:
    shown = _reference(
        "chapter", title="Tea", container_title="Cups", volume=39, issue="26", page="1-2"
    )

    assert shown == "Tea. (n.d.). In _Cups_ (Vol. 39, Issue 26, pp. 1–2)."


def test_the_number_of_a_report_may_say_what_it_is() -> None:
    shown = _reference("report", title="Tea", author=[GOOD], number="GPI Working Paper 27-2024")

    assert shown == "Good, I. J. (n.d.). _Tea_ (GPI Working Paper 27-2024)."


def test_what_is_not_in_english_stays_as_it_is() -> None:
    shown = _reference(
        "article-journal",
        title="Le ‘thé’",
        language="fr-FR",
        container_title="Revue des sciences philosophiques",
    )

    assert shown == "Le ‘thé.’ (n.d.). _Revue des sciences philosophiques_."


def test_an_entity_is_what_it_stands_for() -> None:
    work = source("one", type="article-journal", container_title="Science &amp; Society")

    assert work.container_title == "Science & Society"
    assert _plain(work).endswith("_Science & Society_.")


def test_without_an_author_the_title_comes_first() -> None:
    assert _reference("book", title="Tea", issued=date(2020), publisher="Knopf") == (
        "_Tea_. (2020). Knopf."
    )
    assert _reference("post", title="Tea", genre="Comment", issued=date(2025, 1, 2)) == (
        "_Tea_ [Comment]. (2025, January 2)."
    )


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        (None, "n.d."),
        ({"date-parts": []}, "n.d."),
        ({"date-parts": [[]]}, "n.d."),
        ({"literal": "in press"}, "in press"),
        ({"raw": "Spring 1990"}, "1990, Spring"),
        ({"raw": "2020-05-01"}, "2020, May 1"),
        ({"raw": "some day"}, "some day"),
        ({"date-parts": [[1500]], "circa": True}, "ca. 1500"),
        ({"date-parts": [[1500]], "circa": 0}, "1500"),
        ({"date-parts": [[2020]], "season": 3}, "2020, Autumn"),
        ({"date-parts": [[2020]], "season": "Michaelmas"}, "2020, Michaelmas"),
        ({"date-parts": [[1987], [2003]]}, "1987–2003"),
        ({"date-parts": [[2020, 3, 4], [2020, 3, 7]]}, "2020, March 4–7"),
        ({"date-parts": [[2020, 3, 4], [2020, 5, 7]]}, "2020, March 4–May 7"),
        ({"date-parts": [[2020, 3], [2020, 5]]}, "2020, March–May"),
        (date(2020), "2020"),
        (date(2020, 12), "2020, December"),
        (date(2020, 1, 31), "2020, January 31"),
        ({"date-parts": [["2020", "3", "4"]]}, "2020, March 4"),
        ({"date-parts": [[2020, 3, 4], [2021, 3, 4]]}, "2020, March 4–2021, March 4"),
    ],
)
def test_a_date_says_what_is_known(issued: dict[str, object] | None, shown: str) -> None:
    reference = _reference("webpage", title="Tea", author=[GOOD], issued=issued)

    assert reference == f"Good, I. J. ({shown}). _Tea_."


@pytest.mark.parametrize(
    ("title", "in_italics", "upright"),
    [
        ("Why tea?", "_Why tea?_", "Why tea?"),
        ("Tea!", "_Tea!_", "Tea!"),
        ("Tea, milk, etc.", "_Tea, milk, etc._", "Tea, milk, etc."),
        ("On “tea”", "_On “tea.”_", "On “tea.”"),
        ("On ‘tea’", "_On “tea.”_", "On “tea.”"),
        ("Why “tea?”", "_Why “tea?”_", "Why “tea?”"),
        ("The drinkers’", "_The drinkers’_.", "The drinkers’."),
    ],
)
def test_a_title_that_ends_with_a_mark_gets_no_other(
    title: str, in_italics: str, upright: str
) -> None:
    assert _reference("book", title=title) == f"{in_italics} (n.d.)."
    assert _reference("interview", title=title) == f"{upright} (n.d.)."


@pytest.mark.parametrize(
    ("page", "shown"),
    [("3-9", "3–9"), ("3--9", "3–9"), ("3–9", "3–9"), (7, "7"), ("12-15, 18", "12–15, 18")],
)
def test_pages_have_an_en_dash(page: str | int, shown: str) -> None:
    reference = _reference("article-journal", title="Tea", container_title="Mind", page=page)

    assert reference == f"Tea. (n.d.). _Mind_, {shown}."


@pytest.mark.parametrize(
    ("issue", "shown"), [("3-4", "3–4"), ("3--4", "3–4"), ("3–4", "3–4"), ("Suppl-1", "Suppl-1")]
)
def test_issues_have_an_en_dash(issue: str, shown: str) -> None:
    reference = _reference("article-journal", title="Tea", container_title="Mind", issue=issue)

    assert reference == f"Tea. (n.d.). _Mind_, ({shown})."


@pytest.mark.parametrize(
    "doi",
    ["10.1/x", "https://doi.org/10.1/x", "http://dx.doi.org/10.1/x", "doi:10.1/x", "DOI: 10.1/x"],
)
def test_a_doi_is_shown_as_an_address(doi: str) -> None:
    work = source("one", DOI=doi, URL="https://example.org/")

    assert work.address == "https://doi.org/10.1/x"
    assert format_reference(work).endswith(
        '<a href="https://doi.org/10.1/x" rel="external noopener">https://doi.org/10.1/x</a>'
    )


def test_without_a_doi_the_address_is_shown() -> None:
    assert source("one", URL="https://example.org/").address == "https://example.org/"


def test_a_work_without_an_address_has_no_link() -> None:
    assert "<a" not in format_reference(source("one"))


# fields that refuse HTML are filled past their checks, to see that nothing relies on them
def test_markup_in_a_work_is_shown_and_not_obeyed() -> None:
    bad = "<b>\"&'"
    fields = ("title", "container_title", "volume", "issue", "page", "number", "genre")
    changes = dict.fromkeys((*fields, "publisher", "edition", "collection_title", "DOI"), bad)

    for type in KINDS:
        work = source("one", type=type, author=[GOOD]).model_copy(update=changes)

        shown = format_reference(work)

        assert "<b>" not in shown
        assert "\"&'" not in shown
        assert "&lt;b&gt;&#34;&amp;&#39;" in shown


def test_markup_in_a_locator_is_shown_and_not_obeyed() -> None:
    assert "&lt;b&gt;" in cite(source("one", author=[GOOD]), "<b>")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://a.b/ c",
        "ftp://a.b",
        "a.b/c",
        'https://a.b/"c',
        "https://a.b/<c",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        source("one", URL=url)


@pytest.mark.parametrize(
    "parts",
    [
        [2020, 13],
        [2020, 0],
        [2020, 1, 32],
        [2023, 2, 30],
        ["May"],
        [1, 2, 3, 4],
        [-300],
        [0],
        [10000],
    ],
)
def test_a_date_that_is_none_is_refused(parts: list[object]) -> None:
    with pytest.raises(ValidationError):
        source("one", issued={"date-parts": [parts]})


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2021], [2020]]},
        {"date-parts": [[2020], [2021], [2022]]},
        {"date-parts": [[2020]], "season": 5},
        {"raw": "2023-02-30"},
    ],
)
def test_dates_that_cannot_be_are_refused(issued: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        source("one", issued=issued)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", "1}, note={\\input{other}"),
        ("volume", "1%"),
        ("issue", "{1}"),
        ("ISBN", "\\x"),
        ("number", "1}"),
        ("DOI", "10.1000/18{2}"),
        ("DOI", "10.1000/18%2"),
        ("DOI", "10.1000/18\\2"),
        ("DOI", "10.1000/18 2"),
    ],
)
def test_what_tex_would_obey_is_refused_at_the_door(field: str, value: str) -> None:
    with pytest.raises(ValidationError):
        source("one", **{field: value})


WRITTEN_OTHERWISE = [
    ({"author": "W. Ross Ashby"}, '[{"family": "Ashby", "given": "W. Ross"}]'),
    (
        {"author": "Ashby, W. Ross; OpenAI"},
        '[{"family": "Ashby", "given": "W. Ross"}, {"literal": "OpenAI"}]',
    ),
    ({"issued": "2020-05-01"}, '{"date-parts": [[2020, 5, 1]]}'),
    ({"issued": 2020}, '{"date-parts": [[2020]]}'),
    ({"issued": "in press"}, '{"literal": "in press"}'),
    ({"DOI": "10.1002/%28SICI%291"}, "10.1002/(SICI)1"),
]


def _advise(**item: Any) -> str:
    """Return what would be right where one field of a work is wrong."""
    record = Record({"id": "one", "type": "book", "title": "Tea"} | item)
    record.lines = dict.fromkeys(record, 1)
    problems = parse_record(Source, record, "sources.json")
    assert isinstance(problems, list)
    assert len(problems) == 1
    return problems[0].right


@pytest.mark.parametrize(("given", "right"), WRITTEN_OTHERWISE)
def test_advice_on_a_work_can_be_followed(given: dict[str, Any], right: str) -> None:
    (field,) = given

    assert _advise(**given).startswith(f"write {right}")
    assert source("one", **{field: right if field == "DOI" else json.loads(right)})


@pytest.mark.parametrize(
    ("called", "type"),
    [
        ("blog post", "post-weblog"),
        ("journalArticle", "article-journal"),
        ("Web page", "webpage"),
        ("techreport", "report"),
        ("film", "motion_picture"),
    ],
)
def test_a_type_by_another_name_is_told_its_own(called: str, type: str) -> None:
    assert _advise(type=called) == f"did you mean {type}?"


def test_a_citation_links_to_the_reference() -> None:
    work = source("omohundro2008", author=[OMOHUNDRO], issued=date(2008))

    assert cite(work, "section 2") == (
        '(<a class="citation" href="/sources/#omohundro2008">Omohundro, 2008, section 2</a>)'
    )
    assert cite_briefly(work) == (
        '<a class="citation" href="/sources/#omohundro2008">Omohundro, 2008</a>'
    )


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"author": _people(1)}, "Name1, 2020"),
        ({"author": _people(2)}, "Name1 & Name2, 2020"),
        ({"author": _people(3)}, "Name1 et al., 2020"),
        ({"author": _people(21)}, "Name1 et al., 2020"),
        ({"author": [{"literal": "OpenAI"}]}, "OpenAI, 2020"),
        ({"editor": _people(2)}, "Name1 & Name2, 2020"),
        ({"title": "On Tea"}, "“On Tea,” 2020"),
        ({"title": "On Tea", "title_short": "Tea"}, "“Tea,” 2020"),
        ({"author": _people(1), "issued": None}, "Name1, n.d."),
        ({"author": _people(1), "issued": {"literal": "in press"}}, "Name1, in press"),
    ],
)
def test_a_citation_names_few_authors(item: dict[str, Any], label: str) -> None:
    assert source("one", **({"issued": date(2020)} | item)).label == label


def _labels(*works: Source) -> dict[str, str]:
    return {work.id: work.label for work in tell_apart(works)}


def test_works_of_one_year_by_the_same_authors_get_letters_by_date_and_title() -> None:
    labels = _labels(
        source("late", type="post-weblog", title="A", author=[GOOD], issued=date(2020, 5)),
        source("second", title="The banana", author=[GOOD], issued=date(2020, 1, 1)),
        source("first", title="An apple", author=[GOOD], issued=date(2020, 9, 9)),
        source("other", title="Tea", author=[GOOD], issued=date(2021)),
        source("undated", title="Tea", author=[GOOD]),
    )

    assert labels == {
        "undated": "Good, n.d.",
        "first": "Good, 2020a",
        "second": "Good, 2020b",
        "late": "Good, 2020c",
        "other": "Good, 2021",
    }


def test_works_without_a_date_get_letters_after_a_hyphen() -> None:
    labels = _labels(source("b", author=[GOOD], title="B"), source("a", author=[GOOD], title="A"))

    assert labels == {"a": "Good, n.d.-a", "b": "Good, n.d.-b"}


def test_different_authors_that_would_be_cited_alike_are_told_apart_by_more_names() -> None:
    common = {"issued": date(2024)}
    first, *others = _people(5)
    labels = _labels(
        source("a", author=[first, GOOD, *others], **common),
        source("b", author=[first, SARTRE, *others], **common),
        source("c", author=[first, *others], issued=date(2023)),
    )

    assert labels == {
        "a": "Name1, Good, et al., 2024",
        "b": "Name1, Sartre, et al., 2024",
        "c": "Name1 et al., 2023",
    }


def test_et_al_stands_for_two_at_least() -> None:
    first, *others = _people(3)
    labels = _labels(
        source("a", author=[first, GOOD, *others], issued=date(2024)),
        source("b", author=[first, SARTRE, *others], issued=date(2024)),
    )

    assert labels == {"a": "Name1, Good, et al., 2024", "b": "Name1, Sartre, et al., 2024"}


def test_where_et_al_would_stand_for_one_all_are_named() -> None:
    labels = _labels(
        source("a", author=[*_people(2), GOOD], issued=date(2024)),
        source("b", author=[*_people(2), SARTRE], issued=date(2024)),
    )

    assert labels == {"a": "Name1, Name2, & Good, 2024", "b": "Name1, Name2, & Sartre, 2024"}


def test_a_letter_stands_in_the_reference_too() -> None:
    works = tell_apart(
        source(id, type="post-weblog", title=id, author=[GOOD], issued=date(2020, 3, 4))
        for id in ("b", "a")
    )

    assert [_plain(work) for work in works] == [
        "Good, I. J. (2020a, March 4). _a_.",
        "Good, I. J. (2020b, March 4). _b_.",
    ]


def test_a_reference_list_is_in_the_order_of_names_years_and_titles() -> None:
    works = [
        source("e", title="Zebra"),
        source("d", author=[SARTRE], issued=date(1990)),
        source("c", author=[GOOD, SARTRE], issued=date(1980)),
        source("b", author=[GOOD], issued=date(1999)),
        source("a", author=[person("ábel", "A."), GOOD], issued=date(1970)),
        source("the", title="The hare"),
        source("edited", editor=[person("Baker", "B.")]),
    ]

    assert [work.id for work in tell_apart(works)] == ["a", "edited", "b", "c", "the", "d", "e"]


@pytest.fixture(scope="module")
def published() -> list[Source]:
    """Return the works that this project cites."""
    items = json.loads((Path(__file__).parents[2] / "data/sources.json").read_text("utf-8"))
    return tell_apart(Source.model_validate(item) for item in items)


def test_each_published_citation_points_at_one_work(published: list[Source]) -> None:
    labels = [work.label for work in published]

    assert [label for label in labels if labels.count(label) > 1] == []


def test_no_published_reference_has_two_marks_where_one_belongs(published: list[Source]) -> None:
    for work in published:
        assert not re.search(r"[.?!][_”’]*\.(?!\w)", _plain(work)), work.id


def _entry(line: int, **item: Any) -> Entry[Source]:
    record = Record(item)
    record.line, record.lines = line, dict.fromkeys(item, line + 1)
    found = parse_record(Source, record, "sources.json")
    assert isinstance(found, Entry)
    return found


def test_an_id_given_twice_is_a_problem() -> None:
    entries = [_entry(line, id="good1965", type="book", title="Tea") for line in (3, 9)]

    problems = list(check_sources(entries))

    assert [problem.line for problem in problems] == [10]
    assert problems[0].wrong == "good1965 is given twice (first in line 3)"


def test_a_work_without_a_title_is_a_problem() -> None:
    record = Record(id="good1965", type="book")
    record.lines = dict.fromkeys(record, 1)
    problems = parse_record(Source, record, "sources.json")

    assert isinstance(problems, list)
    assert [problem.wrong for problem in problems] == ["title is missing"]


def test_a_wrong_month_is_a_problem_that_shows_it() -> None:
    issued = Record({"date-parts": Items([Items([2020, 13])])})
    record = Record(id="good1965", type="book", title="Tea", issued=issued)
    record.lines, issued.lines = dict.fromkeys(record, 4), {"date-parts": 5}

    problems = parse_record(Source, record, "sources.json")

    assert isinstance(problems, list)
    assert "[2020, 13]" in problems[0].wrong
