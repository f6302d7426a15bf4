"""The same site without a generator: every page already expanded to Markdown.

What is built from it by MkDocs and its theme alone is what a build of ours is compared with.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from lxml import html
from mkdocs.utils.yaml import yaml_load

from .markdown import write_markdown

ARTICLE_CLASS = "md-content__inner"
ARTICLE = f'//article[contains(@class, "{ARTICLE_CLASS}")]'
_NOT_TEXT = './/a[contains(@class, "headerlink") or contains(@class, "md-content__button")]'


@dataclass(frozen=True)
class BuiltPage:
    """A page of a built site: its address from the root, and what it says."""

    url: str
    title: str
    description: str
    article: html.HtmlElement


def _find_pages(site: Path) -> Iterator[Path]:
    """Yield the file of each page with an article."""
    for path in sorted(site.rglob("index.html")):
        if ARTICLE_CLASS.encode() in path.read_bytes():
            yield path


def _read_page(path: Path, site: Path) -> BuiltPage:
    """Read a page without the theme's buttons and marks inside its article."""
    document = html.fromstring(path.read_text(encoding="utf-8"))
    article = document.xpath(ARTICLE)[0]
    for mark in article.xpath(_NOT_TEXT):
        mark.drop_tree()
    headings = article.xpath(".//h1")
    url = _url_of(path, site)
    title = headings[0].text_content().strip() if headings else url
    description = document.xpath('string(//meta[@name="description"]/@content)')
    return BuiltPage(url, title, str(description), article)


def _url_of(path: Path, site: Path) -> str:
    url = path.parent.relative_to(site).as_posix().strip(".")
    return f"{url}/" if url else ""


def count_words(site: Path) -> int:
    """Count the words of every article of a built site."""
    with ProcessPoolExecutor() as workers:
        count = partial(_count_words, site=site)
        return sum(workers.map(count, _find_pages(site), chunksize=50))


def _count_words(path: Path, site: Path) -> int:
    text = " ".join(_read_page(path, site).article.itertext())
    return len(re.findall(r"\w+", text))


def write_plain(folder: Path, ours: Path) -> None:
    """Write a project of Markdown alone that says what the built one at `ours` says."""
    site = ours / "site"
    pages = {_url_of(path, site): path for path in _find_pages(site)}
    sources = {url: _source_of(url, ours / "docs") for url in pages}
    with ProcessPoolExecutor() as workers:
        write = partial(_write_page, site=site, docs=folder / "docs", sources=sources)
        for _ in workers.map(write, pages.values(), chunksize=50):
            pass
    config = _plain_config(ours / "mkdocs.yml", sorted(sources.values()))
    (folder / "mkdocs.yml").write_text(yaml.dump(config, sort_keys=False), encoding="utf-8")


def _write_page(path: Path, site: Path, docs: Path, sources: dict[str, str]) -> None:
    page = _read_page(path, site)
    source = docs / sources[page.url]
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(_expand(page, sources), encoding="utf-8")


def _source_of(url: str, docs: Path) -> str:
    """Return the file whose page has this address: a prose page keeps its name."""
    index = f"{url}index.md"
    return index if (docs / index).is_file() else f"{url.rstrip('/')}.md"


def _expand(page: BuiltPage, sources: dict[str, str]) -> str:
    for link in page.article.iterfind(".//a[@href]"):
        link.set("href", _point_at_source(link.get("href", ""), page.url, sources))
    fields = {"title": page.title, "description": page.description}
    meta = yaml.safe_dump(fields, allow_unicode=True)
    return f"---\n{meta}---\n\n{write_markdown(page.article)}\n"


def _point_at_source(href: str, url: str, sources: dict[str, str]) -> str:
    """Point a link between pages at the file, as people write it, without the anchor."""
    target = urljoin(f"/{url}", href).partition("#")[0].lstrip("/")
    if target not in sources:
        return href
    return Path(os.path.relpath(sources[target], Path(sources[url]).parent)).as_posix()


def _plain_config(path: Path, pages: list[str]) -> dict[str, Any]:
    """Keep of our configuration what a site without a generator would have too."""
    config: dict[str, Any] = yaml_load(path.read_text(encoding="utf-8"))
    for name in ("hooks", "strict", "watch", "extra_css", "extra_javascript", "validation"):
        config.pop(name, None)
    for name in ("custom_dir", "favicon", "icon"):
        config["theme"].pop(name, None)
    for palette in config["theme"]["palette"]:
        palette["toggle"]["icon"] = "material/brightness-auto"  # ours are of the project
    config["plugins"] = ["search"]
    config["nav"] = _expand_nav(config["nav"], pages)
    config["not_in_nav"] = "*"
    return config


def _expand_nav(nav: Any, pages: list[str]) -> Any:
    if isinstance(nav, dict):
        return {title: _expand_nav(inner, pages) for title, inner in nav.items()}
    if not isinstance(nav, list):
        return nav
    expanded: list[Any] = []
    for inner in nav:
        if isinstance(inner, str) and inner.endswith("/*"):
            expanded += [page for page in pages if page.startswith(inner[:-1])]
        else:
            expanded.append(_expand_nav(inner, pages))
    return expanded
