"""History: the versions of one thing, the page that pins each, and how today's wording stands."""

from __future__ import annotations

from dataclasses import dataclass

from .citable import Citable
from .editions import Register, Version

IMMUTABLE = ("paragraph", "sentence")
"""The essay's own words."""
PINNED_KINDS = ("thesis", "claim", "assumption", "objection", "term")
"""What has a page for each version; passages are immutable, so their anchors are the pin."""


@dataclass(frozen=True)
class History:
    """The versions of one citable thing, the oldest first."""

    citable: Citable
    versions: tuple[Version, ...]
    current: Version | None
    """The version that is worded like today; None if no edition has today's wording."""

    @property
    def last(self) -> Version | None:
        """The newest version in any edition."""
        return self.versions[-1] if self.versions else None

    @property
    def is_pinned(self) -> bool:
        """Whether each version has a page of its own."""
        return self.citable.kind in PINNED_KINDS

    def home_of(self, version: Version) -> str:
        """Return the address that pins a version.

        What has no page for each version is pinned by its home.
        """
        if not self.is_pinned:
            return self.citable.home
        return f"{self.citable.home}v{version.number}/"


def find_histories(citables: tuple[Citable, ...], register: Register) -> dict[str, History]:
    """Return the history of everything citable by key."""
    return {
        citable.key: History(
            citable,
            register.versions.get(_first_key(citable, register), ()),
            register.version_of(_first_key(citable, register), citable.wording),
        )
        for citable in citables
    }


def _first_key(citable: Citable, register: Register) -> str:
    """Return the key under which the editions know it: a rename may be newer than all of them."""
    known = (key for key in (citable.key, *citable.formerly) if key in register.versions)
    return next(known, citable.key)
