"""The columns that come out, the row of a document, and the way back from a row to its trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import pyarrow as pa

from wenku.curate import LIST_FIELDS, METADATA_FIELDS, PLACE_FIELDS
from wenku.model import Document
from wenku.trail import Certainty, Change, Edit, Trail

_TEXT, _TEXTS, _WHOLE = pa.string(), pa.list_(pa.string()), pa.int32()

_NAMED = tuple(name for name in LIST_FIELDS if name != "themes")
"""Lists of names; a theme is more than its name."""

EDIT = pa.struct(
    [
        ("start", _WHOLE),
        ("end", _WHOLE),
        ("before", _TEXT),
        ("after", _TEXT),
        ("family", _TEXT),
        ("note", _TEXT),
        ("certainty", _TEXT),
    ]
)
CHANGE = pa.struct(
    [
        ("stage", _TEXT),
        ("rule", _TEXT),
        ("family", _TEXT),
        ("certainty", _TEXT),
        ("edits", pa.list_(EDIT)),
    ]
)
BLOCK = pa.struct(
    [
        ("kind", _TEXT),
        ("level", _WHOLE),
        ("anchor", _TEXT),
        ("start", _WHOLE),
        ("end", _WHOLE),
        ("text", _TEXT),
    ]
)

DOCUMENTS = pa.schema(
    [
        ("id", _TEXT),
        ("name", _TEXT),
        ("text", _TEXT),
        *((name, _TEXT) for name in METADATA_FIELDS),
        ("title_derived", pa.bool_()),
        *((name, _TEXT) for name in PLACE_FIELDS),
        *((name, _TEXTS) for name in (*_NAMED, "themes")),
        ("sha256", _TEXT),
        ("size", pa.int64()),
        ("encoding", _TEXT),
        ("media_type", _TEXT),
        ("script", _TEXT),
        ("publish", pa.bool_()),
        ("unresolved", _WHOLE),
        ("blocks", pa.list_(BLOCK)),
        ("original", _TEXT),
        ("cleaned", _TEXT),
        ("trail", pa.list_(CHANGE)),
    ]
)
"""``text`` is the article, one block a line. ``original`` is the text as decoded, ``trail`` leads
from it to ``cleaned``, and ``blocks`` lie in ``cleaned``. Both hold what was taken out, spam too:
``text`` and ``blocks`` of the article are what may be shown."""

FAILURE = pa.schema([("failure", _TEXT), ("reason", _TEXT)])
"""Null for a document that was cleaned; else the kind of failure and one line of why."""

RESULTS = pa.schema([*DOCUMENTS, *FAILURE])
"""What `clean_batch` gives: one row for each row it was given, in order."""


def row_of(document: Document) -> dict[str, Any]:
    """A document as the row of a table."""
    stated, known, source = document.metadata, document.annotations, document.source
    trail = document.trail
    return {
        "id": document.id,
        "name": source.file,
        "text": document.body_text,
        **{name: getattr(stated, name) or None for name in METADATA_FIELDS},
        "title_derived": stated.title_derived,
        **{name: getattr(known, name) or None for name in PLACE_FIELDS},
        **{name: list(getattr(known, name)) for name in _NAMED},
        "themes": [theme.name for theme in known.themes],
        "sha256": source.sha256,
        "size": source.size,
        "encoding": source.encoding,
        "media_type": source.media_type,
        "script": source.script,
        "publish": document.publish,
        "unresolved": len(trail.flags()),
        "blocks": [_block(block) for block in document.blocks],
        "original": trail.original,
        "cleaned": document.text,
        "trail": [
            {**_change(change), "edits": [_written(edit) for edit in change.edits]}
            for change in trail.changes
        ],
    }


def _record(form: pa.StructType, without: str = "") -> Callable[[object], dict[str, Any]]:
    """A function from an object to its attributes that a struct has."""
    names = [field.name for field in form if field.name != without]
    values = attrgetter(*names)
    return lambda value: dict(zip(names, values(value), strict=True))


_block, _change, _written = _record(BLOCK), _record(CHANGE, without="edits"), _record(EDIT)


def trail_of(row: Mapping[str, Any]) -> Trail:
    """The trail of a row that was read back: ``trail_of(row).replay() == row["cleaned"]``."""
    return Trail(
        row["original"],
        tuple(
            Change(
                change["stage"],
                change["rule"],
                change["family"],
                Certainty(change["certainty"]),
                tuple(_edit(edit) for edit in change["edits"]),
            )
            for change in row["trail"]
        ),
    )


def _edit(row: Mapping[str, Any]) -> Edit:
    certainty = row["certainty"]
    return Edit(**{**row, "certainty": Certainty(certainty) if certainty else None})
