"""Runs a command and prints, as JSON, its exit status and what it cost.

A small process of its own, for a child begins with the peak of whoever starts it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

UNKEPT = "PYTHONDONTWRITEBYTECODE"


def measure(command: list[str]) -> dict[str, float]:
    """Run a command; return its seconds, those of the processor, and its largest process.

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
    print(json.dumps(measure(sys.argv[1:])))
