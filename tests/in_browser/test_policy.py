"""What a page may load and run: nothing but what is ours, and nothing on the side."""

from __future__ import annotations

import base64
import hashlib
import re

from playwright.sync_api import Browser, Route
from reading import DESK, Reader, new_context
from site_fixtures import Page, Site

from macros.records.html_tree import parse_page, write_page
from macros.site.policy import add_policy, find_hashes, make_policy


def policy_of(page: Page) -> dict[str, list[str]]:
    """Return the directives of a page's policy, each with what it allows."""
    [meta] = page.find("//meta[@http-equiv='Content-Security-Policy']")
    rules = (rule.split() for rule in str(meta.get("content")).split(";"))
    return {rule[0]: rule[1:] for rule in rules}


def scripts_inside(page: Page) -> list[str]:
    """Return the text of each script in a page that runs."""
    runs = (None, "module", "text/javascript")
    return [
        str(script.text or "")
        for script in page.find("//script[not(@src)]")
        if script.get("type") in runs
    ]


def test_every_page_has_one_policy_before_anything_that_it_is_about(any_site: Site) -> None:
    wrong = [
        page.home
        for page in any_site.pages.values()
        if [child.tag for child in page.find("//head/*")[:2]] != ["meta", "meta"]
        or page.find("//head/*")[1].get("http-equiv") != "Content-Security-Policy"
        or len(page.find("//meta[@http-equiv='Content-Security-Policy']")) != 1
    ]

    assert len(any_site.pages) > any_site.least(150)
    assert wrong == []


def test_every_policy_allows_the_scripts_of_its_page_and_no_other(any_site: Site) -> None:
    wrong = []
    for page in any_site.pages.values():
        digests = (hashlib.sha256(text.encode()).digest() for text in scripts_inside(page))
        hashes = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}
        if set(policy_of(page)["script-src"]) != {"'self'", *hashes}:
            wrong.append(page.home)

    assert wrong == []


def test_every_policy_is_strict(any_site: Site) -> None:
    loose = re.compile(r"unsafe|\*|https?:|blob:")

    policies = [
        {name: allowed for name, allowed in policy_of(page).items() if name != "script-src"}
        for page in any_site.pages.values()
    ]

    assert [policy for policy in policies if policy["default-src"] != ["'none'"]] == []
    assert [policy for policy in policies if policy != policies[0]] == []
    assert [policy for policy in policies if loose.search(str(policy))] == []
    assert {"base-uri", "form-action", "style-src", "worker-src"} <= set(policies[0])


def test_no_element_has_a_style_or_a_script_of_its_own(any_site: Site) -> None:
    found = [
        f"{page.home}: {element.tag}"
        for page in any_site.pages.values()
        for element in page.find("//*[@style or @*[starts-with(name(), 'on')]] | //style")
    ]

    assert found == []


def test_no_link_runs_a_script(any_site: Site) -> None:
    found = [
        page.home
        for page in any_site.pages.values()
        if page.find("//*[starts-with(@href, 'javascript:')]")
    ]

    assert found == []


INTRUDED = """() => {
  const page = document.querySelector("article");
  const script = document.createElement("script");
  script.textContent = "window.intruded = true";
  page.append(script);
  page.append(document.createRange().createContextualFragment(
    "<img src=https://example.org/pixel.gif onerror='window.intruded = true'>" +
    "<iframe src=https://example.org/></iframe><form action=https://example.org/><input></form>" +
    "<script>window.intruded = true</" + "script>" +
    "<script src=https://example.org/x.js></" + "script>"
  ));
  const link = page.appendChild(document.createElement("a"));
  link.href = "javascript:window.intruded = true";
  link.click();
  page.querySelector("form[action*=example]").submit();
}"""


OTHERS_HAD_THEIR_TURN = """async () => {
  for (let turn = 0; turn < 5; turn++) {
    await fetch(document.baseURI)
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  }
}"""
"""What a page began before this would have run, asked or led away by its end."""


def test_markup_that_got_onto_a_page_could_not_run_or_tell_anyone(
    browser: Browser, address: str
) -> None:
    with new_context(browser, DESK) as context:
        told: list[str] = []

        def refuse(way: Route) -> None:
            told.append(way.request.url)
            way.abort()

        context.route("**://example.org/**", refuse)
        page = Reader(context.new_page(), address).open("")
        page.evaluate(INTRUDED)
        page.evaluate(OTHERS_HAD_THEIR_TURN)
        ran = page.evaluate("window.intruded === true")
        home = page.url

    assert not ran
    assert home.startswith(address)
    assert told == []


# -- for hosts


def test_the_headers_allow_what_the_pages_allow_together(any_site: Site) -> None:
    headers = any_site.files["_headers"].decode()
    [allowed] = re.findall(r"script-src ([^;]+);", headers)

    in_pages = {hash for page in any_site.pages.values() for hash in policy_of(page)["script-src"]}

    assert set(allowed.split()) == in_pages
    assert "frame-ancestors 'none'" in headers


def test_a_host_is_told_to_keep_every_file_that_never_changes(any_site: Site) -> None:
    headers = any_site.files["_headers"].decode()

    lasting = re.findall(r"^/(assets/\S+)\n  Cache-Control: .*immutable$", headers, re.M)

    named = [place for place in any_site.files if re.search(r"\.[0-9a-f]{10}\.\w+$", place)]
    assert sorted(lasting) == sorted(named)
    assert len(lasting) > 3


# -- the policy by itself


def test_a_script_that_is_loaded_or_does_not_run_has_no_hash() -> None:
    html = '<script src="a.js"></script><script id="c" type="application/json">{"a": 1}</script>'

    assert find_hashes(parse_page(html)) == []


def test_scripts_that_are_alike_have_one_hash() -> None:
    html = "<script>a()</script><script>a()</script><script>b()</script>"

    assert len(find_hashes(parse_page(html))) == 2


def test_the_policy_stands_before_the_first_script() -> None:
    page = parse_page('<head><meta charset="utf-8"><script>a()</script></head>')
    hashes = find_hashes(page)

    add_policy(page, hashes)

    made = write_page(page)
    assert made.index("Content-Security-Policy") < made.index("<script>")
    assert make_policy(hashes) in made
