"""The text as it was received: what the intake makes of it, counted and read by hand."""

from __future__ import annotations

import pytest
from own import DATA, read_data
from site_fixtures import Page, Site

from macros.essay.characters import split_lines
from macros.essay.passages import Essay, find_title, parse_essay
from macros.essay.structure import read_source

SOURCE = DATA.root / "data/essay/source.txt"


@pytest.fixture(scope="module")
def published() -> Essay:
    """Return the essay that this project publishes."""
    lines = split_lines(SOURCE.read_text("utf-8"))
    title, _ = find_title(read_source(lines).blocks, None)
    return parse_essay(lines, title or "")


def test_the_published_title_is_found_on_its_line(published: Essay) -> None:
    assert published.title == "Alignment won’t happen by default"
    assert [line.number for line in published.lines if line.fate == "title"] == [11]


def test_the_published_paragraphs_have_these_sentences(published: Essay) -> None:
    counts = {paragraph.id: len(paragraph.sentences) for paragraph in published.paragraphs}

    assert counts == {
        "P1": 4,
        "P2": 4,
        "P3": 2,
        "P4": 3,
        "P5": 1,
        "P6": 3,
        "P7": 2,
        "P8": 9,
        "P9": 5,
        "P10": 6,
    }


def test_published_ids_name_these_sentences(published: Essay) -> None:
    begin = {
        sentence.id: " ".join(sentence.text.split()[:3])
        for paragraph in published.paragraphs
        for sentence in paragraph.sentences
    }

    assert begin["P1.4"] == "If it turns"
    assert begin["P4.2"] == "Current alignment tests"
    assert begin["P6.3"] == "You can’t fine"
    assert begin["P8.5"] == "They want me"
    assert begin["P8.9"] == "This could also"
    assert begin["P10.1"] == "“Broad Basin of"
    assert begin["P10.6"] == "But we probably"


def test_the_second_half_of_the_published_source_repeats_the_first(published: Essay) -> None:
    repeated = {line.number: line.canonical for line in published.lines if line.fate == "repeated"}

    assert repeated == {number + 11: number for number in range(1, 11)}
    assert published.repeated_sentences == ()


def test_every_character_of_the_published_source_is_accounted_for(published: Essay) -> None:
    source = SOURCE.read_bytes().decode("utf-8").removesuffix("\n")
    texts = {paragraph.line: paragraph.text for paragraph in published.paragraphs}
    titled = {11: published.title}

    rebuilt = "\n".join((texts | titled)[line.canonical] for line in published.lines)

    assert rebuilt == source


def test_published_sentences_joined_by_spaces_are_their_paragraphs(published: Essay) -> None:
    for paragraph in published.paragraphs:
        joined = " ".join(sentence.text for sentence in paragraph.sentences)

        assert joined == paragraph.text


# -- as it is published


def read_paragraphs() -> list[str]:
    """Return the lines of the source, without their repetitions and the title."""
    lines = SOURCE.read_text("utf-8").splitlines()
    once = list(dict.fromkeys(line for line in lines if line.strip()))
    return [line for line in once if line[-1] in ".?!”’"]


def paragraphs_on(page: Page) -> list[str]:
    """Return the paragraphs of the essay as printed, to the letter."""
    paragraphs = page.find("//article//p[contains(@class, 'paragraph')]")
    return [str(paragraph.text_content()) for paragraph in paragraphs]


def test_the_source_has_as_many_paragraphs_and_sentences_as_were_counted_by_hand() -> None:
    assert (len(read_paragraphs()), len(DATA.sentence_ids())) == (10, 39)


def test_the_paragraphs_of_the_essay_are_the_lines_of_the_source(real_site: Site) -> None:
    assert paragraphs_on(real_site.pages["/essay/"]) == read_paragraphs()


def test_the_paragraphs_of_the_parts_are_the_lines_of_the_source(real_site: Site) -> None:
    parts = [part["id"] for part in read_data("essay/parts.yml")["parts"]]

    printed = [
        paragraph
        for part in parts
        for paragraph in paragraphs_on(real_site.pages[f"/argument/{part}/"])
    ]

    assert printed == read_paragraphs()
