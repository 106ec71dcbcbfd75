"""One record cleaned: a row of the table of documents, or a failure with its kind and reason."""

from __future__ import annotations

from typing import Any

from wenku.cluster.records import Record
from wenku.errors import Rejection, SeedError, SidecarError, WenkuError

Outcome = dict[str, Any]
"""A row of `RESULTS`; ``failure`` is None for a document that was cleaned."""

KINDS = {
    "row": "the row of the input is not one: no id, no content, no JSON",
    "unreadable": "the content is not text in any known encoding or format",
    "rejected": "there is no article in it",
    "corrections": "the corrections do not fit it",
    "time": "cleaning took longer than the limit",
    "memory": "cleaning needed more memory than the limit",
    "died": "cleaning ended its process, twice",
    "fault": "a fault of the program",
}
"""Kinds of failure."""


def outcome_of(record: Record) -> Outcome:
    """Clean one record here and now; every error becomes part of the outcome.

    A fault of our own must not stop the others, so it is caught here and nowhere else.
    """
    if record.fault:
        return failed(record, "row", record.fault)
    try:
        return _cleaned(record)
    except WenkuError as error:
        return failed(record, _kind(error), str(error))
    except MemoryError:
        return failed(record, "memory", "needed more memory than the limit")
    except Exception as error:  # noqa: BLE001
        return failed(record, "fault", f"{type(error).__name__}: {error}")


def failed(record: Record, kind: str, reason: str) -> Outcome:
    """The outcome of a record that could not be cleaned."""
    line = " ".join(reason.encode("utf-8", "backslashreplace").decode().split())
    return {"id": record.id, "name": record.name, "failure": kind, "reason": line}


def _cleaned(record: Record) -> Outcome:
    from wenku import pipeline
    from wenku.cluster.schema import row_of
    from wenku.curate import NO_CORRECTIONS, read_corrections

    corrections = NO_CORRECTIONS
    if record.corrections:
        corrections = read_corrections(record.corrections, record.name)
    document = pipeline.clean(record.content, record.name, corrections)
    return {
        **row_of(document),
        "id": record.id,
        "name": record.name,
        "failure": None,
        "reason": None,
    }


def _kind(error: WenkuError) -> str:
    kinds = {Rejection: "rejected", SeedError: "unreadable", SidecarError: "corrections"}
    return kinds.get(type(error), "fault")
