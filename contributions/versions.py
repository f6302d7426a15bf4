"""The version of an item that somebody read, compared with those that there are."""

from __future__ import annotations

import re

from macros.argument import Named

from .change import State
from .escape import inline
from .forms import Answers


def find_version_fault(answers: Answers, state: State, named: Named) -> tuple[str, ...]:
    """Say if the version given is none of the item’s, or not its newest."""
    given = answers["version"]
    if not given:
        return ()
    said = f"**Version** is “{inline(given, 60)}”"
    numbered = re.search(r"\d{1,9}", given)
    newest = max(1, state.versions.get(named.key, 1))
    if numbered is None:
        return (f"{said}, which is no number. It was left aside.",)
    if not 1 <= int(numbered[0]) <= newest:
        has = "one version" if newest == 1 else f"{newest} versions"
        return (f"{said}, but {named.id} has {has}.",)
    if int(numbered[0]) < newest:
        return (f"{said}; the newest of {named.id} is {newest}.",)
    return ()
