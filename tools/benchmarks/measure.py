"""What a command costs.

It is run by a small process of its own, for a child begins with the peak of whoever starts it; so
this module, which is that process, imports little.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

UNKEPT = "PYTHONDONTWRITEBYTECODE"

Cost = dict[str, float]
"""The `status`, the `seconds`, those of the `processor`, the `memory` of the largest process."""


def measure(folder: Path, *command: str) -> Cost:
    """Run a Python module or script in a folder; return what it cost."""
    run = [sys.executable, __file__, sys.executable, *command]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        run, cwd=folder, env=os.environ | quiet, capture_output=True, text=True, check=True
    )
    cost: Cost = json.loads(done.stdout)
    if cost["status"]:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return cost


def _measure(command: list[str]) -> Cost:
    """Run a command and return what it cost.

    Python may keep what it compiles, as it does for most people.
    """
    environment = {key: value for key, value in os.environ.items() if key != UNKEPT}
    start = time.perf_counter()
    status = subprocess.call(command, stdout=sys.stderr, env=environment)
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"status": status, "seconds": seconds, "processor": processor, "memory": memory}


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1:])))
