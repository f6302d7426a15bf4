"""Values → HTML: what each says, where its links lead, and that nothing said is obeyed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import lxml.html
import pytest
from examples import (
    claim,
    corpus_of,
    date,
    essay_of,
    note,
    objection,
    person,
    response,
    source,
    term,
)
from lxml.html import HtmlElement
from markupsafe import Markup

from macros.argument.words import GROUPS
from macros.essay import Structure, parse_essay, read_source
from macros.essay.parts import Part
from macros.pages import view as render
from macros.pages.margin import find_margin
from macros.pages.view import View
from macros.prose.counts import COUNTED
from macros.records.fields import Quotation
from macros.site.macro_html import CALLS

UNANSWERED = "The essay does not answer this."
CITED = [{"source": "good1965", "locator": "p. 3"}]
GOOD = source("good1965", author=[person("Good", "I. J.")], issued=date(1965))


def _view(*values: Any, **others: Any) -> View:
    return View(corpus_of(claim("C1"), GOOD, *values, **others))


def _element(rendered: Markup) -> HtmlElement:
    return lxml.html.fragment_fromstring(str(rendered), create_parent=True)


def _words(rendered: Markup | HtmlElement) -> str:
    element = _element(rendered) if isinstance(rendered, Markup) else rendered
    return " ".join(element.text_content().split())


def _links(rendered: Markup) -> dict[str, str]:
    """Return the words of the links in the text, by address; those of drawings have their own."""
    links = _element(rendered).xpath(".//a[not(ancestor::*[local-name() = 'svg'])]")
    return {link.get("href"): _words(link) for link in links}


def _objection_page(*responses: Any, **fields: Any) -> Markup:
    shown = objection("O1", *responses, **fields)
    return _view(shown).render("objection_page", objection=shown)


def test_an_unanswered_objection_says_so() -> None:
    assert UNANSWERED in _objection_page()


def test_an_objection_that_only_the_editors_answer_says_so() -> None:
    page = _objection_page(response("R1"))

    assert UNANSWERED in page
    assert "The editors’ response" in page


def test_an_objection_that_only_others_answer_says_so() -> None:
    page = _objection_page(response("R1", "source", sources=CITED))

    assert UNANSWERED in page
    assert "A published response" in page


def test_an_objection_that_the_essay_answers_does_not_say_otherwise() -> None:
    page = _objection_page(response("R1", "essay"), response("R2"))

    assert UNANSWERED not in page
    assert "The essay’s response" in page


STATUSES = [
    ((), "no answer recorded"),
    (("editors",), "no answer recorded"),
    (("editors", "source"), "answered in print"),
    (("source", "essay"), "the essay replies · answered in print"),
]


@pytest.mark.parametrize(("voices", "status"), STATUSES)
def test_an_objection_shows_its_status(voices: tuple[str, ...], status: str) -> None:
    responses = [response(f"R{number}", voice) for number, voice in enumerate(voices, 1)]

    page = _element(_objection_page(*responses))

    assert [_words(shown) for shown in page.find_class("states")] == [status]


@pytest.mark.parametrize(("voices", "status"), STATUSES)
def test_the_table_says_the_same_as_the_page(voices: tuple[str, ...], status: str) -> None:
    responses = [response(f"R{number}", voice) for number, voice in enumerate(voices, 1)]
    table = _view(objection("O1", *responses)).render("objection_table")

    assert [_words(shown) for shown in _element(table).find_class("states")] == [status]


def test_the_table_says_which_objections_the_essay_does_not_answer() -> None:
    unanswered = _view(objection("O1", response("R1"))).render("objection_table")
    answered = _view(objection("O1", response("R1", "essay"))).render("objection_table")

    assert GROUPS["no answer recorded"] in unanswered
    assert GROUPS["no answer recorded"] not in answered
    assert GROUPS["the essay replies"] in answered


def test_the_essay_answers_in_its_own_words_with_their_address() -> None:
    answer = response("R1", "essay", quotes=[{"passage": "P1.2"}], gloss="That is to say no.")

    page = _objection_page(answer)

    quotation = _element(page).find_class("quotation")[0]
    assert _words(quotation.find("blockquote")) == "Tea is dear."
    assert quotation.find(".//figcaption/a").get("href") == "/essay/#p1-2"
    shown = _element(page).find_class("response")[0]
    assert "The editors’ summary: That is to say no." in _words(shown)


def test_a_quotation_shows_where_it_leaves_something_out() -> None:
    view = _view()

    def quoted(words: str) -> str:
        quotation = view.render("quotation", passage=Quotation(passage="P1.2", words=words))
        return _words(_element(quotation).find(".//blockquote"))

    assert quoted("Tea is dear.") == "Tea is dear."
    assert quoted("Tea is") == "Tea is …"
    assert quoted("dear.") == "… dear."
    assert quoted("is") == "… is …"


def test_a_response_has_its_id_where_its_home_is() -> None:
    answered = objection("O12", response("R15"))
    view = _view(answered)

    page = view.render("objection_page", objection=answered)

    assert view.corpus.home("R15") == "/objections/o12/#r15"
    assert len(_element(page).xpath("//*[@id='r15']")) == 1


def test_an_objection_names_what_it_is_against_and_who_holds_it() -> None:
    page = _objection_page(against=("C1",), held_by=CITED)

    assert _links(page)["/claims/c1/"] == "Title of C1"
    assert _links(page)["/sources/#good1965"] == "Good, 1965, p. 3"


def test_an_objection_that_nobody_holds_says_so() -> None:
    assert "No published holder is recorded." in _objection_page()


def test_an_objection_that_the_essay_raises_shows_where() -> None:
    page = _objection_page(raised_at=("P2.1",))

    assert "The essay raises it itself" in page
    assert "/essay/#p2-1" in _links(page)


def test_a_rebuttal_and_its_response_name_one_another() -> None:
    answered = objection("O1", response("R1"))
    rebuttal = objection("O2", against=("R1",))
    view = _view(answered, rebuttal)

    assert "/objections/o2/" in _links(view.render("objection_page", objection=answered))
    page = view.render("objection_page", objection=rebuttal)
    assert "/objections/o1/#r1" in _links(page)
    assert "(a rebuttal)" in page


def test_pages_lead_to_the_ones_before_and_after() -> None:
    row = [objection(f"O{number}") for number in (1, 2, 3)]
    view = _view(*row)

    around = [
        [
            (link.get("rel"), link.get("href"))
            for link in _element(view.render("objection_page", objection=value)).xpath(
                "//nav/a[@rel]"
            )
        ]
        for value in row
    ]

    assert around == [
        [("next", "/objections/o2/")],
        [("prev", "/objections/o1/"), ("next", "/objections/o3/")],
        [("prev", "/objections/o2/")],
    ]


def _claim_page(*others: Any, id: str = "C2", **fields: Any) -> Markup:
    shown = claim(id, **fields)
    return _view(shown, *others).render("claim_page", claim=shown)


def test_a_claim_shows_what_it_is_and_how_it_is_stated() -> None:
    assert "stated without “probably”" in _words(_claim_page(strength="flat"))
    assert "stated with “probably”" in _words(_claim_page(strength="hedged"))
    assert "Unstated assumption A1" in _words(_claim_page(id="A1"))
    assert "Thesis T1" in _words(_claim_page(id="T1"))


def test_an_assumption_says_that_the_essay_does_not_state_it() -> None:
    assert "The essay does not state this." in _claim_page(id="A1")
    assert "The essay does not state this." not in _claim_page(quotes=[{"passage": "P1"}])


def test_a_claim_leads_to_what_it_rests_on_and_what_rests_on_it() -> None:
    page = _claim_page(
        claim("C3", supports=("C2",)),
        claim("C4", depends_on=("C2",)),
        claim("A1"),
        supports=("C1",),
        depends_on=("A1",),
    )

    assert {"/claims/c1/", "/claims/c3/", "/claims/c4/", "/claims/a1/"} <= set(_links(page))
    words = _words(page)
    assert words.index("Title of A1") < words.index("It is supported by: Title of C3")
    assert words.index("Title of C3") < words.index("It supports: Title of C1")
    assert words.index("Title of C1") < words.index("These depend on it: Title of C4")


def test_a_claim_without_objections_says_so() -> None:
    assert "No objection to this is recorded yet." in _claim_page()


def test_a_claim_shows_the_objections_to_it_and_no_others() -> None:
    page = _claim_page(objection("O1", against=("C2",)), objection("O2", against=("C1",)))

    assert "/objections/o1/" in _links(page)
    assert "/objections/o2/" not in _links(page)


def test_a_claim_sorts_works_by_what_they_do_for_it() -> None:
    works = [{"source": "good1965", "bearing": "against", "note": "He *doubts* it."}]

    page = _claim_page(sources=works)

    assert "Against it (Good, 1965) He doubts it." in _words(page)
    assert "For it" not in _words(page)


def test_a_claim_says_who_mentions_it() -> None:
    page = _claim_page(claim("C3", text="See [C2]."), term("tea", here="See [C2]."))

    assert {"/claims/c3/", "/glossary/tea/"} <= set(_links(page))
    assert "Mentioned in" in page


def test_a_reference_in_a_text_becomes_a_link() -> None:
    page = _claim_page(text="See [C1], [P1.2] and [@good1965, p. 3].")

    links = _element(page).xpath("//*[@id='in-plain-words']//a")
    assert [(link.get("href"), _words(link)) for link in links] == [
        ("/claims/c1/", "C1"),
        ("/essay/#p1-2", "P1.2"),
        ("/sources/#good1965", "Good, 1965, p. 3"),
    ]


def test_a_term_shows_all_that_is_known_of_it() -> None:
    shown = term(
        "tea",
        "teas",
        "cha",
        definition="A *warm* drink.",
        origin="From Xiamen.",
        senses=[{"name": "The leaf", "text": "Dry."}],
        here="Always warm.",
        quotes=[{"passage": "P1.1"}],
        confused_with=[{"term": "milk", "text": "White."}, {"name": "Mate"}],
        sources=CITED,
    )
    page = _view(shown, term("milk")).render("term_page", term=shown, uses=Markup("<p>Uses.</p>"))

    words = _words(page)
    for said in (
        *(
            "Tea: A warm drink.",
            "Other forms (2) teas, cha",
            "From Xiamen.",
            "The leaf Dry.",
            "Always warm.",
        ),
        *("Tea is warm. The essay, P1.1", "Milk White.", "Mate", "(Good, 1965, p. 3)", "Uses."),
    ):
        assert said in words
    assert {"/essay/#p1-1", "/glossary/milk/", "/essay/#p1-2"} <= set(_links(page))


def test_the_uses_of_a_term_are_links() -> None:
    uses = _view().render("term_uses", uses=[(Markup("Title &amp; more"), "/claims/c1/")])

    assert _links(uses) == {"/claims/c1/": "Title & more"}


def test_a_term_without_uses_says_so() -> None:
    assert "No other page of this site uses it yet." in _view().render("term_uses", uses=[])


def test_the_essay_is_printed_verbatim_and_every_passage_has_its_anchor() -> None:
    essay = _element(_view().render("essay"))

    assert [paragraph.get("id") for paragraph in essay.find_class("paragraph")] == ["p1", "p2"]
    sentences = {each.get("id"): each.text_content() for each in essay.find_class("sentence")}
    assert sentences == {
        "p1-1": "Tea is warm.",
        "p1-2": "Tea is dear.",
        "p2-1": "Coffee is warm too.",
        "p2-2": "Nobody says that it is cheap.",
    }


def test_every_sentence_has_a_link_to_its_home() -> None:
    links = _links(_view().render("essay"))

    assert {"/essay/#p1-1", "/essay/#p1-2", "/essay/#p2-1", "/essay/#p2-2"} <= set(links)


PARTS = (
    Part(id="tea", title="On tea", glance="Tea.", paragraphs=("P1",)),
    Part(id="coffee", title="On coffee", glance="Coffee.", paragraphs=("P2",)),
)


def test_a_part_prints_its_own_paragraphs_and_notes() -> None:
    view = _view(note("N1", "P1.2"), note("N2", "P2"), parts=PARTS)

    page = _element(view.render("part_text", part=PARTS[1]))

    assert [paragraph.get("id") for paragraph in page.find_class("paragraph")] == ["p2"]
    assert page.xpath("//*[@id='n2']")
    assert not page.xpath("//*[@id='n1']")


def test_what_stands_beside_a_part_stands_where_the_part_first_comes_to_it() -> None:
    view = _view(
        claim("C2", quotes=[{"passage": "P1"}]), note("N1", "P1.2"), note("N2", "P2"), parts=PARTS
    )

    beside = find_margin(view.corpus, view.relations, PARTS[0])

    assert list(beside) == ["P1.1", "P1.2"]
    assert [claim.id for claim in beside["P1.1"].claims] == ["C2"]
    assert beside["P1.2"].claims == ()
    assert [note.id for note in beside["P1.2"].notes] == ["N1"]
    assert [group.number for group in beside.values()] == [1, 2]


def test_the_whole_essay_shows_where_its_parts_begin() -> None:
    links = _links(_view(parts=PARTS).render("essay"))

    assert links["/argument/tea/"] == "On tea"
    assert links["/argument/coffee/"] == "On coffee"


def test_the_parts_are_listed_in_reading_order() -> None:
    parts = _view(parts=PARTS).render("part_list")

    assert list(_links(parts)) == ["/argument/tea/", "/argument/coffee/"]


def test_a_part_lists_its_claims_with_their_objections_counted() -> None:
    view = _view(
        claim("C2", quotes=[{"passage": "P1"}]),
        claim("C3", quotes=[{"passage": "P1.2"}]),
        claim("C4", quotes=[{"passage": "P2"}]),
        objection("O1", against=("C3",)),
        parts=PARTS,
    )

    claims = _words(view.render("part_claims", part=PARTS[0]))

    assert "Title of C2" in claims
    assert "no objections yet" in claims
    assert "1 objection" in claims.partition("Title of C3")[2]
    assert "Title of C4" not in claims


def test_a_part_leads_on_to_what_its_claims_support_elsewhere() -> None:
    view = _view(
        claim("C2", quotes=[{"passage": "P1"}], supports=("C3",), depends_on=("C4",)),
        claim("C3", quotes=[{"passage": "P2"}]),
        claim("C4", quotes=[{"passage": "P1"}]),
        parts=PARTS,
    )

    onward = view.render("part_onward", part=PARTS[0])
    back = view.render("part_onward", part=PARTS[1])

    assert _links(onward) == {"/claims/c3/": "Title of C3", "/argument/coffee/": "On coffee"}
    assert _links(back) == {"/claims/c2/": "Title of C2", "/argument/tea/": "On tea"}


def test_words_with_a_note_lead_to_it_and_stay_as_they_are() -> None:
    view = _view(note("N1", "P2.2", words="says that"), note("N2", "P2.2", words="Nobody"))

    marked = render.mark_notes(view.corpus, view.relations, view.corpus.sentences["P2.2"])

    assert _words(marked) == "Nobody says that it is cheap."
    assert _links(marked) == {"#n2": "Nobody", "#n1": "says that"}


def test_overlapping_notes_do_not_repeat_words() -> None:
    view = _view(note("N1", "P2", words="Nobody says"), note("N2", "P2.2", words="says that"))

    marked = render.mark_notes(view.corpus, view.relations, view.corpus.sentences["P2.2"])

    assert _words(marked) == "Nobody says that it is cheap."


def test_the_objections_are_grouped_by_status() -> None:
    view = _view(
        objection("O1"), objection("O2", response("R1", "essay")), objection("O3", response("R2"))
    )

    table = _element(view.render("objection_table"))

    headings = [_words(heading) for heading in table.iter("h2")]
    assert headings == ["No answer recorded (2)", "The essay replies (1)"]
    assert {heading.get("id") for heading in table.iter("h2")} == {"open", "answered-by-the-essay"}


def test_every_claim_has_a_row_under_its_kind() -> None:
    view = _view(claim("T1"), claim("A1"), claim("C2", quotes=[{"passage": "P1.1"}]))

    table = _element(view.render("claim_table"))

    assert [heading.get("id") for heading in table.iter("h2")] == ["thesis", "claim", "assumption"]
    rows = [_words(row) for row in table.xpath("//tbody/tr/th/a")]
    assert rows == ["Title of T1", "Title of C1", "Title of C2", "Title of A1"]


def test_a_work_shows_its_reference_and_what_cites_it_once() -> None:
    view = _view(objection("O1", held_by=CITED, text="So [@good1965]."), source("ashby1956"))

    works = _element(view.render("source_list")).findall(".//li")

    assert [work.get("id") for work in works] == ["good1965", "ashby1956"]
    assert "Good, I. J. (1965). Title of good1965. Cited by O1." in _words(works[0])
    assert "Not cited yet." in _words(works[1])


def test_the_account_shows_what_became_of_each_line() -> None:
    view = _view(essay=essay_of("Tea is warm.", "", "On Tea", "on tea"))

    account = _element(view.render("source_account"))

    rows = [[_words(cell) for cell in row] for row in account.xpath("//tbody/tr")]
    assert [[row[0], row[1], row[2]] for row in rows] == [
        ["1", "Tea is warm.", "12"],
        ["2", "", "0"],
        ["3", "On Tea", "6"],
        ["4", "on tea", "6"],
    ]
    assert rows[0][3] == "kept as P1"
    assert rows[1][3] == "blank"
    assert rows[2][3] == "the title"
    assert rows[3][3] == "dropped: the same as line 3"


def test_the_account_names_sentences_repeated_in_another_paragraph() -> None:
    same = "This sentence has six words exactly."
    view = _view(essay=essay_of(f"{same} One.", f"Two. {same}"))

    assert "P2.2 repeats P1.1" in _words(view.render("source_account"))


def test_every_note_has_a_row_with_its_place_and_reading() -> None:
    slip = {"kind": "slip", "reading": "dare", "confidence": "low", "text": "A slip."}

    table = _view(note("N1", "P1.2", words="dear", **slip)).render("note_table")

    row = _words(_element(table).xpath("//tbody/tr")[0])
    assert row == "N1 on P1.2 dear dare low A slip."
    assert {"/essay/#n1", "/essay/#p1-2"} <= set(_links(table))


def test_what_is_missing_is_listed_with_its_count() -> None:
    words = _words(_view(objection("O1"), term("tea")).render("coverage"))

    assert "Objections to which no answer is recorded (1) Open questions lists them" in words
    assert "Claims without an objection (0)" in words
    assert "Terms nothing uses (0)" in words


def test_a_link_shows_the_title_or_the_words_given() -> None:
    view = _view(note("N1", "P1"), objection("O1", response("R1")), term("tea"))

    assert _links(CALLS["claim"](view, "C1")) == {"/claims/c1/": "Title of C1"}
    assert _links(CALLS["claim"](view, "P1.2", "this")) == {"/essay/#p1-2": "this"}
    assert list(_links(CALLS["claim"](view, "N1"))) == ["/essay/#n1"]
    assert list(_links(CALLS["claim"](view, "R1"))) == ["/objections/o1/#r1"]
    assert _links(CALLS["term"](view, "tea")) == {"/glossary/tea/": "tea"}
    assert _links(CALLS["term"](view, "tea", "it")) == {"/glossary/tea/": "it"}
    assert _words(CALLS["source"](view, "good1965", "p. 3")) == "(Good, 1965, p. 3)"


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("claims", 2),
        ("assumptions", 1),
        ("objections", 3),
        ("open objections", 2),
        ("terms", 1),
        ("sources", 1),
        ("parts", 1),
    ],
)
def test_things_are_counted(kind: str, count: int) -> None:
    view = _view(
        *(claim("C2"), claim("A1"), claim("T1"), term("tea")),
        *(
            objection("O1"),
            objection("O2", response("R1")),
            objection("O3", response("R2", "essay")),
        ),
    )

    assert COUNTED[kind](view.corpus) == count


ODD = "1 < 2 & \"two\" 'three' > &lt;"


def _odd_view() -> View:
    """Make a view of values in which every text has characters that mean something in HTML."""
    quote = {"passage": "P1.1", "words": ODD}
    cited = [{"source": "odd", "locator": ODD, "note": ODD}]
    answers = (
        response("R1", "essay", quotes=[quote], gloss=ODD),
        response("R2", "source", text=ODD, sources=cited),
        response("R3", text=ODD),
    )
    texts = {"title": ODD, "glance": ODD, "text": ODD, "note": ODD}
    bears = [cited[0] | {"bearing": "for"}]
    return View(
        corpus_of(
            claim("T1", **texts),
            claim("C1", **texts, quotes=[quote], strength="flat", sources=bears, supports=("T1",)),
            claim("A1", **texts),
            objection("O1", *answers, **texts, held_by=cited, raised_at=("P1",)),
            objection("O2", **texts, against=("R1",)),
            note("N1", "P1.1", words=ODD, reading=ODD, confidence="low", text=ODD, sources=cited),
            note("N2", "P1", text=ODD),
            term(
                "odd",
                ODD,
                term=f"Odd {ODD}",
                definition=ODD,
                origin=ODD,
                here=ODD,
                senses=[{"name": ODD, "text": ODD}],
                confused_with=[{"name": ODD, "text": ODD}, {"term": "odder", "text": ODD}],
                quotes=[quote],
                sources=cited,
            ),
            term("odder"),
            source("odd", title=ODD, author=[{"literal": ODD}], publisher=ODD, issued=date(1965)),
            essay=essay_of(f"{ODD} Is it {ODD}?", title=ODD),
            parts=[Part(id="odd", title=ODD, glance=ODD, paragraphs=("P1",))],
        )
    )


def _everything(view: View) -> dict[str, Markup]:
    corpus, part = view.corpus, view.corpus.parts["odd"]
    return {
        "claim page": view.render("claim_page", claim=corpus.claims["C1"]),
        "assumption page": view.render("claim_page", claim=corpus.claims["A1"]),
        "objection page": view.render("objection_page", objection=corpus.objections["O1"]),
        "rebuttal page": view.render("objection_page", objection=corpus.objections["O2"]),
        "term page": view.render("term_page", term=corpus.terms["odd"], uses=Markup("")),
        "term uses": view.render("term_uses", uses=[(Markup("{}").format(ODD), "/")]),
        "thesis": view.render("thesis"),
        "part list": view.render("part_list"),
        "part text": view.render("part_text", part=part),
        "part claims": view.render("part_claims", part=part),
        "part onward": view.render("part_onward", part=part),
        "part objections": view.render("part_objections", part=part),
        "objection table": view.render("objection_table"),
        "claim table": view.render("claim_table"),
        "essay": view.render("essay"),
        "glossary": view.render("glossary"),
        "source list": view.render("source_list"),
        "source account": view.render("source_account"),
        "note table": view.render("note_table"),
        "coverage": view.render("coverage"),
        "quotation": view.render("quotation", passage=Quotation(passage="P1.1", words=ODD)),
        "item link": CALLS["claim"](view, "C1"),
        "term link": CALLS["term"](view, "odd"),
        "citation": CALLS["source"](view, "odd", ODD),
    }


RENDERED = _everything(_odd_view())


class _Outline(HTMLParser):
    """Follows elements as they open and close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and "a" in self.open:
            self.faults.append("a link inside a link")
        if tag not in ("br", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> without its beginning")


@pytest.mark.parametrize("what", RENDERED)
def test_what_is_opened_is_closed(what: str) -> None:
    outline = _Outline()

    outline.feed(RENDERED[what])
    outline.close()

    assert outline.faults == []
    assert outline.open == []


def _without_citations(rendered: str) -> str:
    """Take the citations out: the one in Markdown has entities of its own to show."""
    return re.sub(r"<details class=\"cite\".*?</details>", "", rendered, flags=re.DOTALL)


@pytest.mark.parametrize("what", RENDERED)
def test_odd_characters_are_shown_as_they_are(what: str) -> None:
    rendered = RENDERED[what]

    texts = [*_element(rendered).itertext(), *_element(rendered).xpath("//@title")]
    assert any("\"two\" 'three' > &lt;" in text for text in texts)
    assert '"two"' not in rendered
    assert "&amp;amp;" not in _without_citations(rendered)


def test_every_address_is_a_home_or_a_place_on_the_page() -> None:
    for what, rendered in RENDERED.items():
        for link in _element(rendered).iter("a"):
            assert link.get("href").startswith(("/", "#", "https://")), what


FORMS = [
    "## One",
    "By A. Ryle",
    "Tea is _warm_.[1] See [it](https://example.org/a).",
    "> So it is said.",
    "1. one",
    "| Not a drum,",
    "|   not a note.",
    "* * *",
    "[1] See **Ryle**.",
    "The end",
]
SAID = Structure.model_validate(
    {
        "blocks": [
            {"lines": ["2"], "kind": "byline"},
            {"lines": ["10"], "kind": "omitted", "reason": "It was added later."},
        ]
    }
)


def _formed() -> render.View:
    return _view(essay=parse_essay(read_source(FORMS, SAID), "On Tea"))


def test_the_structure_of_the_essay_is_rendered() -> None:
    essay = _element(_formed().render("essay"))

    assert [_words(heading) for heading in essay.xpath("//h2")] == ["One"]
    assert [_words(p) for p in essay.xpath("//p[@class='essay-credit']")] == ["By A. Ryle"]
    assert len(essay.xpath("//hr")) == 1
    classes = {p.get("id"): p.get("class") for p in essay.xpath("//p[@id]")}
    assert classes == {
        "p1": "paragraph",
        "p2": "paragraph as-quotation",
        "p3": "paragraph as-item",
        "p4": "paragraph as-verse",
        "p5": "paragraph as-footnote",
    }
    assert [_words(em) for em in essay.xpath("//em|//strong")] == ["warm", "Ryle"]
    assert essay.xpath("//p[@id='p1']//sup[@class='footnote-mark']/a/@href") == ["/essay/#p5"]
    assert essay.xpath("//a[@rel='nofollow'][contains(@href, 'example.org')]/text()") == ["it"]
    assert essay.xpath("//blockquote/p/@id") == ["p2"]
    assert essay.xpath("//p[@id='p4']//br/following-sibling::span[1]/@id") == ["p4-2"]


def test_a_note_and_emphasis_may_share_words() -> None:
    essay = parse_essay(["Tea _is warm_ now."], "On Tea")
    view = _view(note("N1", "P1", words="Tea is"), essay=essay)

    marked = render.mark_notes(view.corpus, view.relations, view.corpus.sentences["P1.1"])

    noted = '<a class="noted" role="doc-noteref" href="#n1" title="Editors’ note: background">'
    assert marked == (f"{noted}Tea </a><em>{noted}is</a></em><em> warm</em> now.")


def test_the_account_tells_of_structure_and_of_what_is_omitted() -> None:
    account = _element(_formed().render("source_account"))

    said = [_words(row[3]) for row in account.xpath("//tbody/tr")]
    assert said == [
        "a heading",
        "who wrote it, when or where",
        "kept as P1",
        "kept as P2",
        "kept as P3",
        "kept as P4",
        "kept as P4",
        "a separator",
        "kept as P5",
        "omitted: It was added later.",
    ]
    assert "6 are kept as 5 paragraphs, none is the title, which the editors gave" in _words(
        account
    )


def test_the_account_tells_what_of_the_characters_was_changed_and_what_stands_twice() -> None:
    lines = ["On Tea", "ﬁne", "ﬁne", "cafe\N{COMBINING ACUTE ACCENT} in\N{SOFT HYPHEN}side"]

    account = _element(_view(essay=essay_of(*lines)).render("source_account"))

    assert "2 ligatures, 1 accent, 1 soft hyphen, where the table says so" in _words(account)
    assert "P1 stands again as P2" in _words(account)
    assert _words(account.xpath("//tbody/tr")[3][3]) == "kept as P3; 1 accent, 1 soft hyphen"
