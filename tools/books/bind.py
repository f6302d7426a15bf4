"""From the printed page to a tagged PDF, by Chromium, and to an EPUB 3, by pandoc.

Both have the day of the edition for their date, so that the same page gives the same book.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlparse

import lxml.html
import pypandoc
from browser import ARGUMENTS, find_browser
from lxml.html import HtmlElement
from playwright.sync_api import sync_playwright
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from server import serve

HOME = "print/"
_FILE = re.compile(r"/(books/[a-z0-9-]+\.(pdf|epub))$")
_FOOTER = (
    '<div style="width: 100%; font: 8px sans-serif; text-align: center">'
    '<span class="pageNumber"></span></div>'
)


def find_targets(site: Path) -> dict[str, str]:
    """Return where in the site the printed page says that its files are, by extension."""
    links = _read(site).xpath("//a[@download]/@href")
    found = (_FILE.search(urlparse(str(href)).path) for href in links)
    return {match[2]: match[1] for match in found if match}


def write_pdf(site: Path, target: Path) -> None:
    """Print the page: tagged, with an outline, a title and a language."""
    with TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        _print(site, printed)
        writer = PdfWriter(clone_from=printed)
        writer.add_metadata(_describe(site))
        _mend_outline(writer, _read(site))
        writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(True)
        target.parent.mkdir(parents=True, exist_ok=True)
        writer.write(target)


def _mend_outline(writer: PdfWriter, page: HtmlElement) -> None:
    """Give each title back the spaces that Chromium loses where a heading goes over two lines."""
    headings = (" ".join(h.text_content().split()) for h in page.xpath("//h1|//h2|//h3|//h4"))
    whole = {_squeeze(heading): heading for heading in headings}
    for item in _walk(writer.get_outline_root()):
        title = str(item["/Title"])
        item[NameObject("/Title")] = TextStringObject(whole.get(_squeeze(title), title))


def _walk(item: DictionaryObject) -> Iterator[DictionaryObject]:
    below = item.get("/First")
    while below is not None:
        inner = below.get_object()
        yield inner
        yield from _walk(inner)
        below = inner.get("/Next")


def _squeeze(heading: str) -> str:
    return "".join(heading.split())


def _print(site: Path, printed: Path) -> None:
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}/{HOME}")
        page.pdf(
            path=printed, format="A4", prefer_css_page_size=True, tagged=True, outline=True,
            display_header_footer=True, header_template="<span></span>", footer_template=_FOOTER,
        )  # fmt: skip
        browser.close()


def _describe(site: Path) -> dict[str, str]:
    page = _read(site)
    day = _find_day(page).strftime("D:%Y%m%d%H%M%SZ")
    return {
        "/Title": page.xpath("string(//h1)"),
        "/Subject": page.xpath("string(//meta[@name='description']/@content)"),
        "/CreationDate": day,
        "/ModDate": day,
    }


def _find_day(page: HtmlElement) -> datetime:
    """Return the day of the edition, or the beginning of time if there is none."""
    found = re.search(r"Edition of (\d{4}-\d\d-\d\d)", page.text_content())
    return datetime.fromisoformat(found[1] if found else "1980-01-01").replace(tzinfo=UTC)


def write_epub(site: Path, target: Path) -> None:
    """Bind the page as a book of chapters, with a table of contents."""
    page = _read(site)
    body = page.find("body")
    for element in page.xpath("//nav|//*[contains(@class, 'screen-only')]|//header/h1"):
        element.drop_tree()
    _wrap_paragraphs(page)
    day = _find_day(page)
    address = page.xpath("string(//link[@rel='canonical']/@href)")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))
    target.parent.mkdir(parents=True, exist_ok=True)
    pypandoc.convert_text(
        lxml.html.tostring(body, encoding="unicode"),
        to="epub3",
        format="html-auto_identifiers",
        outputfile=str(target),
        extra_args=[
            "--toc",
            "--toc-depth=3",
            "--split-level=2",
            f"--css={_find_style(site, page)}",
            f"--metadata=title:{_read(site).xpath('string(//h1)')}",
            f"--metadata=lang:{page.get('lang')}",
            f"--metadata=date:{day:%Y-%m-%d}",
            f"--metadata=identifier:{address}",
        ],
    )


def _wrap_paragraphs(page: HtmlElement) -> None:
    """Give what paragraphs are called to a box around each: pandoc's have neither id nor class."""
    for paragraph in page.xpath("//p[@id or @class]"):
        box = lxml.html.Element("div", dict(paragraph.attrib))
        paragraph.attrib.clear()
        paragraph.addprevious(box)
        box.append(paragraph)


def _find_style(site: Path, page: HtmlElement) -> Path:
    href = str(page.xpath("string(//link[@rel='stylesheet']/@href)"))
    return (site / HOME / href).resolve()


def _read(site: Path) -> HtmlElement:
    return lxml.html.document_fromstring((site / HOME / "index.html").read_bytes())
