"""All problems at once, and advice: of everything, or of one file alone; as reports. And whether
what others cite is still so worded.
"""

from __future__ import annotations

from .alone import LEFT_OUT, load_known
from .citations import print_verdicts
from .findings import load_findings
from .publication import EDITIONS, Publication, load_publication
from .reports import REPORTS
