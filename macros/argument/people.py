"""Who wrote a work: names as CSL has them."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from ..records import refuse, shown
from .csl_fields import Csl, Said, said

_FAMILY_FIRST = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\ua960-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Chinese, Japanese and Korean."""
_OTHERS = ("et al.", "et al", "others", "and others")


class Name(Csl):
    """A person, or with `literal` a body."""

    family: Said | None = said("the family name")
    given: Said | None = said("the given names")
    literal: Said | None = said("the name of a body")
    suffix: Said | None = said("what stands after the name, such as Jr.")
    dropping_particle: Said | None = said("a particle that goes with the given names")
    non_dropping_particle: Said | None = said("a particle that goes with the family name")

    @model_validator(mode="before")
    @classmethod
    def _tell_form(cls, given: Any) -> Any:
        """Say how a name is written to who wrote it as text."""
        if isinstance(given, str):
            refuse(shown(given), _advise(_propose(given), given))
        return given

    @property
    def short(self) -> str:
        """The name as an in-text citation has it."""
        family = " ".join(filter(None, [self.non_dropping_particle, self.family]))
        return self.literal or family or self.given or ""

    @property
    def whole(self) -> str | None:
        """The name where it has one form only: that of a body, or one whose family comes first."""
        if self.literal or not (self.family and self.given):
            return self.short
        joined = self.family + self.given
        return joined if _FAMILY_FIRST.fullmatch(joined) else None

    @property
    def stands_for_others(self) -> bool:
        """Whether it is no name: some libraries put “et al.” or `others` among the names."""
        return self.short.lower() in _OTHERS and not (self.family and self.given)


def _propose(text: str) -> dict[str, str]:
    """Write a name as CSL has it.

    >>> _propose("W. Ross Ashby"), _propose("OpenAI")
    ({'family': 'Ashby', 'given': 'W. Ross'}, {'literal': 'OpenAI'})
    """
    family, comma, given = (piece.strip() for piece in text.partition(","))
    if not comma:
        given, _, family = family.rpartition(" ")
    return {"family": family, "given": given} if family and given else {"literal": text.strip()}


def _advise(proposed: object, text: str) -> str:
    body = json.dumps({"literal": text.strip()}, ensure_ascii=False)
    return f"write {json.dumps(proposed, ensure_ascii=False)}; a body is {body}"


def _take_names(given: object) -> object:
    """Say how names are written to who wrote them as one text."""
    if isinstance(given, str):
        names = filter(None, re.split(r"\s+and\s+|\s*;\s*", given.strip()))
        refuse(shown(given), _advise(list(map(_propose, names)), given))
    return given


Names = Annotated[tuple[Name, ...], BeforeValidator(_take_names)]
