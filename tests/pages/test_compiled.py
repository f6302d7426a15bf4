"""Compiled templates are kept from one build to the next, and believed only when they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, nodes

from macros.alternates.markdown import make_templates
from macros.pages import keep_templates
from macros.pages.compiled import KeptTemplates
from macros.pages.view import TEMPLATES

MARKDOWN = Path(make_templates.__code__.co_filename).parent / "templates"


def render(folder: Path, source: str) -> str:
    environment = Environment(loader=DictLoader({"page": source}))
    environment.bytecode_cache = KeptTemplates(folder)
    return environment.get_template("page").render()


def test_what_is_kept_is_what_is_rendered(tmp_path: Path) -> None:
    assert [render(tmp_path, "{{ 6 * 7 }}") for _ in range(2)] == ["42", "42"]
    assert len(list(tmp_path.iterdir())) == 1
    assert render(tmp_path, "{{ 6 * 8 }}") == "48"


@pytest.mark.parametrize("place", [0, 40, 100, -1])
def test_what_is_damaged_is_made_again(tmp_path: Path, place: int) -> None:
    render(tmp_path, "{{ 6 * 7 }}")
    (kept,) = tmp_path.iterdir()
    whole = bytearray(kept.read_bytes())
    damaged = bytearray(whole)
    damaged[place] ^= 1

    for content in (damaged, whole[:place], b""):
        kept.write_bytes(content)
        assert render(tmp_path, "{{ 6 * 7 }}") == "42"
        assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_templates_are_compiled(tmp_path: Path) -> None:
    assert render(tmp_path / "nowhere", "{{ 6 * 7 }}") == "42"


def test_what_another_version_kept_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert keep_templates(tmp_path) is None  # no environment
    (tmp_path / "pyvenv.cfg").touch()
    assert keep_templates(tmp_path)
    (made,) = tmp_path.glob("var/templates/*")
    made.rename(made.with_name("another"))
    (made.with_name("another") / "old").touch()

    assert keep_templates(tmp_path)
    assert list(tmp_path.glob("var/templates/*")) == [made]
    monkeypatch.setenv("CI", "true")
    assert keep_templates(tmp_path) is None


@pytest.mark.parametrize("folder", [TEMPLATES, MARKDOWN])
def test_nothing_that_hangs_on_data_is_compiled_in(folder: Path) -> None:
    """Jinja filters what is fixed while it compiles: filters that know the data may not."""
    for path in folder.iterdir():
        tree = Environment().parse(path.read_text("utf-8"))
        for used in tree.find_all(nodes.Filter):
            assert not isinstance(used.node, nodes.Const) or used.name not in {"text", "line"}, path
