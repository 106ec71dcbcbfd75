"""Print a damaged page: ``python -m tests.damage KIND DOCUMENT [SEED]``; no arguments list both."""

from __future__ import annotations

import sys

from tests.corpus import clean_documents
from tests.damage.simulator import KINDS, simulate


def main(arguments: list[str]) -> int:
    """Print the page, or what can be asked for."""
    documents = {document.id: document for document in clean_documents()}
    if len(arguments) < 2 or arguments[0] not in KINDS or arguments[1] not in documents:
        sys.stdout.write(f"kinds: {' '.join(KINDS)}\ndocuments: {' '.join(documents)}\n")
        return 2
    seed = int(arguments[2]) if len(arguments) > 2 else 0
    sys.stdout.write(simulate(documents[arguments[1]], arguments[0], seed).text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
