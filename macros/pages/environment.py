"""The environment of templates, of HTML and of Markdown alike."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from .compiled import keep_templates


class _Plain(Context):
    """Calls what templates name without asking first whether it wants to know the context."""

    def call(self, called: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Call it, as nothing that templates name here wants to know."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*values, **named)


class Templates(Environment):
    """The templates of a folder; they stay as they are for as long as it is there."""

    context_class = _Plain

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(
            loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False, bytecode_cache=keep_templates(), **options,
        )  # fmt: skip

    def make_globals(self, given: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what any of them may name: none has anything of its own."""
        assert not given
        return self.globals

    def load_macros(self) -> None:
        """Let all call the macros of those whose names begin with a low line."""
        names = self.list_templates(filter_func=lambda name: name.startswith("_"))
        self.globals |= {Path(name).stem[1:]: self.get_template(name).module for name in names}
