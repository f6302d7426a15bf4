"""The first page, as the editors have arranged it, and what the README shows of the site."""

from __future__ import annotations

import re

from building import words_of
from own import DATA, ids_in, read_data, read_paragraphs
from site_fixtures import Site


def test_each_line_of_the_argument_is_met_by_objections_to_its_own_claims(real_site: Site) -> None:
    lines = real_site.pages["/"].find("//div[@class='lines']//li")

    named = [
        [re.findall(f"{kind}/([a-z]+\\d+)/", " ".join(line.xpath(".//@href"))) for kind in KINDS]
        for line in lines
    ]
    unmet = [
        (objection, claims)
        for claims, objections in named
        for objection in objections
        if not {id.lower() for id in against(objection)} & set(claims)
    ]

    assert len(named) == 6
    assert all(claims and objections for claims, objections in named)
    assert unmet == []


KINDS = ("claims", "objections")


def test_the_objection_that_meets_a_line_is_the_one_marked_as_strongest(real_site: Site) -> None:
    lines = real_site.pages["/"].find("//div[@class='lines']//li")

    for line in lines:
        claims, objections = (
            [found for href in line.xpath(".//@href") for found in re.findall(pattern, href)]
            for pattern in (r"claims/(\w+)/", r"objections/(\w+)/")
        )
        marked = {strongest_against(claim) for claim in claims}
        assert [objection.upper() in marked for objection in objections] == [True]


def strongest_against(claim: str) -> str | None:
    """Return the objection that the editors mark as the strongest against a claim."""
    found: dict[str, str] = read_data(f"claims/{claim.upper()}.yml").get("strongest", {})
    return found.get("objection")


def test_the_first_page_has_the_stakes_first_and_half_as_many_words_as_the_essay(
    real_site: Site,
) -> None:
    page = real_site.pages["/"]
    [lead, *_] = page.find("//article//p")

    assert lead.get("class") == "lead"
    assert len(words_of(page.article).split()) <= 450


def test_the_first_page_names_the_strongest_objection_and_why(real_site: Site) -> None:
    [doors] = real_site.pages["/"].find("//div[@class='doors']")
    thesis = read_data("claims/T1.yml")["strongest"]

    said = words_of(doors)

    assert read_data(f"objections/{thesis['objection']}.yml")["title"] in said
    assert " ".join(thesis["reason"].split()) in said
    minutes = round(len(" ".join(read_paragraphs()).split()) / 238)
    assert f"{minutes} minutes" in said


def against(objection: str) -> list[str]:
    """Return what an objection speaks against."""
    found: list[str] = read_data(f"objections/{objection.upper()}.yml")["against"]
    return found


def test_the_first_page_names_objections_that_there_are(real_site: Site) -> None:
    page = real_site.pages["/"]
    named = {
        id.upper()
        for href in page.find("//div[@class='lines']")[0].xpath(".//@href")
        for id in re.findall(r"objections/(o\d+)/", href)
    }

    assert len(named) >= 6
    assert named <= set(ids_in("objections"))


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"tools/pictures/[\w-]+\.webp", (DATA.root / "README.md").read_text("utf-8"))

    assert len(shown) >= 4
    assert [name for name in shown if not (DATA.root / name).exists()] == []
