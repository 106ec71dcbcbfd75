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
    match poison:
        case "exit":
            os._exit(3)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "loop":
            sum(iter(int, 1))
        case "memory":
            bytearray(64 * 2**30)
        case "fault":
            raise KeyError("a fault of the program")
        case "worker":
            os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


if "wenku.cluster.child" in sys.orig_argv:
    import wenku.pipeline

    wenku.pipeline.clean = poisoned(wenku.pipeline.clean)
