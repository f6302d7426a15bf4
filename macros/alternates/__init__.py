"""Every page once more, as Markdown."""

from __future__ import annotations

from .alternates import make_alternates
