"""The child of `isolation`: reads records, cleans them one by one, writes outcomes."""

from __future__ import annotations

import resource
import signal
import sys
from multiprocessing.connection import Connection

import wenku.pipeline  # noqa: F401  (before the first document, whose time it would be)
from wenku.cluster.outcome import outcome_of

CLOCK_TO_PROCESSOR = 10
"""By the clock a document may take so many times its processor time: the machine may be busy."""


def serve(requests: Connection, answers: Connection, seconds: float, megabytes: int) -> None:
    """Answer until there is nobody left to ask.

    The alarms are left at their default, which ends the process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bytes_allowed = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (bytes_allowed, bytes_allowed))
    while True:
        try:
            record = requests.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * CLOCK_TO_PROCESSOR)
        outcome = outcome_of(record)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            answers.send(outcome)
        except BrokenPipeError:
            return


if __name__ == "__main__":
    serve(
        Connection(int(sys.argv[1]), writable=False),
        Connection(int(sys.argv[2]), readable=False),
        float(sys.argv[3]),
        int(sys.argv[4]),
    )
