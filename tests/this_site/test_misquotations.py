"""Nobody who misquotes the essay is told that all is well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_fixtures import Site

from macros.checking.citations import ask_checker

CASES: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("misquotations.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def reports(real_site: Site) -> dict[str, list[str]]:
    """Return the states that are told of each text."""
    exported = json.loads((real_site.folder / "data/v1/versions.json").read_text("utf-8"))
    question: dict[str, Any] = {"items": exported["items"], "sites": [], "names": []}
    told = ask_checker(question, [{"given": case["text"]} for case in CASES])["reports"]
    return {
        case["text"]: [line.split(": ")[1] for line in report["told"]]
        for case, report in zip(CASES, told, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_quotation_is_judged_as_it_deserves(
    reports: dict[str, list[str]], case: dict[str, str]
) -> None:
    assert reports[case["text"]] == case["states"].split(", ")
