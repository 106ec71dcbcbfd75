"""Faults for the child that cleans: put this folder on PYTHONPATH and name a document poison-…

Python imports a module of this name at its start. Nothing in the program knows of it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any


def poisoned(clean: Any) -> Any:
    """The cleaner, but for documents with a name to die of."""

    def wrapper(data: bytes | str, name: str = "-", *rest: Any) -> Any:
        if name.startswith("poison-"):
            take(name.removeprefix("poison-").partition(".")[0])
        return clean(data, name, *rest)

    return wrapper


def take(poison: str) -> None:
    """Do what the name says."""
    {
        "exit": lambda: os._exit(3),
        "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
        "loop": lambda: sum(iter(int, 1)),
        "sleep": lambda: time.sleep(600),
        "memory": lambda: bytearray(64 * 2**30),
        "fault": lambda: {}["a fault of the program"],
        "worker": lambda: (os.kill(os.getppid(), signal.SIGKILL), time.sleep(600)),
    }[poison]()


if "wenku.cluster.child" in sys.orig_argv:
    import wenku.pipeline

    wenku.pipeline.clean = poisoned(wenku.pipeline.clean)
