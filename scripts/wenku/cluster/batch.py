"""The cleaner as a pure function on Arrow data, for a step in any engine that speaks Arrow."""

from __future__ import annotations

import pyarrow as pa

from wenku.cluster.isolation import Limits, cleaner
from wenku.cluster.outcome import outcome_of
from wenku.cluster.records import Columns, record_of
from wenku.cluster.schema import RESULTS


def clean_batch(
    batch: pa.RecordBatch | pa.Table,
    columns: Columns | None = None,
    limits: Limits | None = None,
) -> pa.RecordBatch | pa.Table:
    """Clean a batch: one row out for each row in, in the same order.

    It reads and writes nothing, and the rows of one batch do not see each other, so any engine may
    cut, repeat and spread batches as it likes. With Ray, ``dataset.map_batches(clean_batch,
    batch_format="pyarrow")``; with Spark, ``frame.mapInArrow(lambda batches: map(clean_batch,
    batches), schema)``, the schema from `RESULTS`; with pandas, through ``Table.from_pandas``.

    Args:
        batch: a table or a record batch with the columns of `Columns`; others are passed over.
        columns: what the columns are called where not as `Columns` has it.
        limits: clean in a child process that is held to them; None cleans in this process, where a
            document that never ends or needs all memory is the engine's to notice.

    Returns:
        A table, or a record batch where one was given, of the schema `RESULTS`; ``failure`` is null
        for documents that were cleaned.
    """
    called = columns or Columns()
    known = [name for name in batch.schema.names if name in called.known]
    rows = enumerate(batch.select(known).to_pylist())
    records = [record_of(row, called, f"#{number}") for number, row in rows]
    if limits is None:
        outcomes = [outcome_of(record) for record in records]
    else:
        with cleaner(limits) as child:
            outcomes = [child.clean(record) for record in records]
    form = pa.RecordBatch if isinstance(batch, pa.RecordBatch) else pa.Table
    return form.from_pylist(outcomes, schema=RESULTS)
