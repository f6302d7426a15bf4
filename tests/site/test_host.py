"""A host of the site: what nginx sends by the example, what other hosts are told, and its grade."""

from __future__ import annotations

import gzip
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from building import Built, everything_in
from nginx import NAME, Served, find_compression, serve_by_nginx
from observatory import Answers, grade, rate

pytestmark = pytest.mark.slow
"""A server is started."""


@dataclass(frozen=True)
class Answer:
    """What a host answers."""

    status: int
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes


@dataclass(frozen=True)
class Host:
    """A built site, and the nginx that serves it."""

    folder: Path
    served: Served

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path by HTTPS, and know the host by its certificate."""
        trusted = ssl.create_default_context(cafile=self.served.certificate)
        return _ask(
            HTTPSConnection(NAME, self.served.secure, context=trusted), path, method, headers
        )

    def ask_plainly(self, path: str) -> Answer:
        """Ask for a path by HTTP."""
        return _ask(HTTPConnection(NAME, self.served.plain), path, "GET", {"Host": "evil.example"})

    @cached_property
    def places(self) -> list[str]:
        """Every file of the site but those for hosts and the compressed ones."""
        return [place for place in everything_in(self.folder)
                if not place.startswith("_headers") and not place.endswith(".gz")]  # fmt: skip


def _ask(connection: HTTPConnection, path: str, method: str, headers: dict[str, str]) -> Answer:
    connection.request(method, path, headers=headers)
    got: HTTPResponse = connection.getresponse()
    answer = Answer(
        got.status, {name.lower(): value for name, value in got.headers.items()}, got.read()
    )
    connection.close()
    return answer


@pytest.fixture(scope="module")
def host(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Return a host of the miniature, made as the example says."""
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(built.folder, folder / "site")
    subprocess.run(["sh", "-c", find_compression(folder / "site")], check=True)
    with serve_by_nginx(folder / "site", folder) as served:
        yield Host(folder / "site", served)


# -- types


@pytest.mark.parametrize(
    ("place", "type"),
    [
        ("claims/c1/", "text/html; charset=utf-8"),
        ("claims/c1/index.md", "text/markdown; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("worker.js", "text/javascript; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
        ("site.bib", "application/x-bibtex; charset=utf-8"),
        ("site.ris", "application/x-research-info-systems; charset=utf-8"),
        ("data/v1/objections.csv", "text/csv; charset=utf-8"),
        ("data/v1/argument.argdown", "text/plain; charset=utf-8"),
        ("data/v1/argument.aif.jsonld", "application/ld+json"),
        ("data/v1/claims.json", "application/json"),
        ("data/v1/feed.atom", "application/atom+xml"),
    ],
)
def test_a_file_is_sent_with_its_type(host: Host, place: str, type: str) -> None:
    answer = host.ask(f"/{place}")

    assert (answer.status, answer.headers["content-type"]) == (200, type)


def test_no_kind_of_file_is_without_a_type(host: Host) -> None:
    ends = {place.rpartition(".")[2]: place for place in host.places}

    types = {end: host.ask(f"/{place}").headers["content-type"] for end, place in ends.items()}

    assert len(types) > 12
    assert [end for end, type in types.items() if type == "application/octet-stream"] == []


def test_text_is_read_as_it_was_written(host: Host) -> None:
    [beyond] = [place for place in ("llms.txt",) if not (host.folder / place).read_text().isascii()]

    answer = host.ask(f"/{beyond}")

    told = answer.headers["content-type"].rpartition("charset=")[2]
    assert answer.body.decode(told) == (host.folder / beyond).read_text("utf-8")


# -- headers: one list for all hosts


def told_by_headers_file(host: Host, path: str) -> dict[str, str]:
    """Return what a host sends with a path by `_headers`."""
    found: dict[str, str] = {}
    rule = ""
    for line in (host.folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rule = line
        elif line.startswith("  ") and fnmatchcase(path, rule.replace("[", "[[]")):
            name, _, value = line.strip().partition(": ")
            found[name.lower()] = value
    return found


def test_nginx_sends_what_the_file_for_other_hosts_says(host: Host) -> None:
    own = {"date", "server", "connection", "content-length", "last-modified", "etag", "vary",
           "accept-ranges"}  # fmt: skip

    wrong = {
        place: (sent, told)
        for place in host.places
        if (sent := {n: v for n, v in host.ask(f"/{place}").headers.items() if n not in own})
        != (told := told_by_headers_file(host, f"/{place}"))
    }

    assert len(host.places) > 50
    assert wrong == {}


def test_what_is_named_by_its_content_is_kept_for_ever_and_nothing_else(host: Host) -> None:
    kept = {place for place in host.places if "cache-control" in host.ask(f"/{place}").headers}

    assert kept == {place for place in host.places if re.search(r"\.[0-9a-f]{10}\.\w+$", place)}


def test_the_rules_for_hosts_are_no_more_than_they_read(host: Host) -> None:
    lines = (host.folder / "_headers").read_text("utf-8").splitlines()

    assert sum(line.startswith("/") for line in lines) <= 100
    assert max(map(len, lines)) <= 2_000


def test_a_page_that_is_not_there_is_sent_with_the_same_headers(host: Host) -> None:
    there, lost = host.ask("/404.html"), host.ask("/claims/c999/")

    assert (lost.status, lost.body) == (404, there.body)
    length = {"content-length", "date", "last-modified", "etag", "accept-ranges", "vary"}
    assert {n: v for n, v in lost.headers.items() if n not in length} == {
        n: v for n, v in there.headers.items() if n not in length
    }


@pytest.mark.parametrize("name", ["_headers", "_headers.nginx"])
def test_what_is_for_hosts_is_not_for_readers(host: Host, name: str) -> None:
    assert host.ask(f"/{name}").status == 404


# -- ways


def test_a_slash_that_lacks_is_added_without_a_name_or_a_port(host: Host) -> None:
    answer = host.ask("/claims/c1")

    assert (answer.status, answer.headers["location"]) == (301, "/claims/c1/")


def test_who_comes_without_encryption_is_sent_to_the_same_page_of_this_host(host: Host) -> None:
    answer = host.ask_plainly("/claims/?q=%0d%0aSet-Cookie:a")

    assert answer.headers["location"] == f"https://{NAME}/claims/?q=%0d%0aSet-Cookie:a"
    assert "set-cookie" not in answer.headers


def test_nobody_is_told_which_nginx_it_is(host: Host) -> None:
    answers = [host.ask("/"), host.ask("/nowhere"), host.ask_plainly("/")]

    assert {answer.headers["server"] for answer in answers} == {"nginx"}
    assert not any(re.search(rb"nginx/\d", answer.body) for answer in answers)


def test_the_folder_of_the_files_for_machines_lists_them(host: Host) -> None:
    answer = host.ask("/data/v1/")

    listed = set(re.findall(r'href="([^"?./][^"]*)"', answer.body.decode()))
    there = {path.name + ("/" if path.is_dir() else "")
             for path in (host.folder / "data/v1").iterdir()}  # fmt: skip
    assert answer.status == 200
    assert listed == there
    assert host.ask("/claims/c1/v1/x/").status == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/%2e%2e/secret", "/data/v1/..%2f..%2fsecret", "/claims/../../secret",
     "/claims%0d%0aSet-Cookie:a=b", "/index%00.html", "/%5fheaders", "/_headers.gz", "/.git/config",
     "/<script>alert(1)</script>", "//evil.example/%2e%2e", "/" + "a" * 20_000],
)  # fmt: skip
def test_a_host_gives_away_nothing_but_the_site(host: Host, path: str) -> None:
    (host.folder.parent / "secret").write_text("a secret", "utf-8")

    answer = host.ask(path)

    assert answer.status in (200, 400, 404, 414)
    assert b"a secret" not in answer.body
    assert b"alert(1)" not in answer.body
    assert not {"set-cookie", "location"} & set(answer.headers)


# -- made smaller


@pytest.mark.parametrize("place", ["essay/", "data/v1/corpus.json", "llms.txt", "essay/index.md"])
def test_what_was_made_smaller_is_sent_so_to_who_can_read_it(host: Host, place: str) -> None:
    whole = host.ask(f"/{place}")

    small = host.ask(f"/{place}", **{"Accept-Encoding": "gzip"})

    path = host.folder / place / "index.html" if place.endswith("/") else host.folder / place
    assert small.headers["content-encoding"] == "gzip"
    assert small.body == path.with_name(f"{path.name}.gz").read_bytes()
    assert gzip.decompress(small.body) == whole.body
    assert {whole.headers["vary"], small.headers["vary"]} == {"Accept-Encoding"}
    assert whole.headers["content-type"] == small.headers["content-type"]


# -- the grade


def answers_of(host: Host) -> Answers:
    """Return what the Observatory would look at."""
    plain, secure = host.ask_plainly("/"), host.ask("/")
    assert secure.status == 200
    return Answers(
        plain.status, plain.headers["location"], secure.headers, secure.body.decode(), NAME
    )


def test_a_host_that_follows_the_example_gets_the_best_grade(host: Host) -> None:
    answers = answers_of(host)

    assert grade(answers) == "A+"
    assert [rule for rule, points in rate(answers).items() if points < 0] == []
    assert "set-cookie" not in answers.secure


@pytest.mark.parametrize(
    ("header", "worse"),
    [
        ("content-security-policy", "C"),
        ("strict-transport-security", "B+"),
        ("referrer-policy", "A+"),
    ],
)
def test_the_grade_tells_what_lacks(host: Host, header: str, worse: str) -> None:
    answers = answers_of(host)
    left = {name: value for name, value in answers.secure.items() if name != header}

    poorer = replace(answers, secure=left)

    assert rate(poorer)[header] < rate(answers)[header]
    assert grade(poorer) == worse


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "POST"])
def test_a_host_takes_nothing(host: Host, method: str) -> None:
    assert host.ask("/claims/c1/", method).status == 405
