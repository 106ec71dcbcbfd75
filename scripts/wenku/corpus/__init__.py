"""All seeds of a folder: find them, clean them in parallel, write what they give.

The only room that knows folders of seeds and documents; a seed that fails is reported and kept
under ``rejected`` with its reason, and never stops the rest.
"""

from wenku.corpus.add import Addition, add
from wenku.corpus.check import Finding, check_docs
from wenku.corpus.convert import Conversion, convert
from wenku.corpus.lock import alone
from wenku.corpus.seeds import Seed, find_seeds
from wenku.corpus.tree import stale_files, write_tree
from wenku.corpus.unchanged import LastBuild

__all__ = [
    "Addition",
    "Conversion",
    "Finding",
    "LastBuild",
    "Seed",
    "add",
    "alone",
    "check_docs",
    "convert",
    "find_seeds",
    "stale_files",
    "write_tree",
]
