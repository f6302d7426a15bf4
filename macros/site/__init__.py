"""The finished site: `build` is the whole flow. What a host is given for its pages (`Site`, and
theme patches), and what is made of them: term links, search, bundles, policy, offline, the card.
"""

from __future__ import annotations

from .anchors import find_lost_anchors
from .build import build
from .later import Later, answer_later
from .settings import Settings, read_settings
from .shell import TOC, Filling, Shells
from .site import HostPage, Site
from .theme_patches import patch_theme
