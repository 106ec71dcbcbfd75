"""The cleaner as a step on somebody else's engine: millions of pages, many machines.

Needs the optional extra ``cluster``. Three ways in, each built on the one before:

- :func:`clean_batch`: a pure function from an Arrow batch to an Arrow batch, for a step of one's
  own in Dask, Ray or Spark;
- :func:`clean_partition`: one piece of a large input, read, cleaned and written, finished or not at
  all;
- :func:`clean_many`: all pieces, in this process or on the workers of a Dask cluster.

A document whose cleaning is too long, too large or deadly costs itself and nothing else. What comes
out depends on the input and the code alone: not on the number of workers, on which of them died,
nor on how often a run was broken off and taken up again.
"""

from __future__ import annotations

from importlib.util import find_spec

from wenku.errors import BuildError

if find_spec("pyarrow") is None:
    raise BuildError(
        "cleaning on many machines needs pyarrow",
        remedy="install the project with the extra `cluster`",
    )

from wenku.cluster.batch import clean_batch
from wenku.cluster.inputs import Partition, find_partitions
from wenku.cluster.isolation import Limits
from wenku.cluster.partition import Report, Settings, clean_partition
from wenku.cluster.records import Columns
from wenku.cluster.run import Summary, clean_many
from wenku.cluster.schema import RESULTS, trail_of

__all__ = [
    "RESULTS",
    "Columns",
    "Limits",
    "Partition",
    "Report",
    "Settings",
    "Summary",
    "clean_batch",
    "clean_many",
    "clean_partition",
    "find_partitions",
    "trail_of",
]
