"""A record: one page to clean as it comes from a table or a folder, sound or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import isnan


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table, or the keys of a JSON line, are called.

    The content is taken from the first of ``content``, ``content_base64`` and ``text`` that is
    there; an ``id`` that is missing is the name's, a name that is missing is the id.
    """

    id: str = "id"
    name: str = "name"
    """File name: its suffix tells the format where the content leaves a doubt."""
    content: str = "content"
    """The bytes as received, or text that is decoded already."""
    base64: str = "content_base64"
    """The bytes as received, for JSON, which has none."""
    text: str = "text"
    """Text that is decoded already."""
    corrections: str = "corrections"
    """What a sidecar would hold (see CONTRIBUTING), as YAML; empty or missing for none."""

    @property
    def known(self) -> tuple[str, ...]:
        """All names."""
        return (self.id, self.name, self.content, self.base64, self.text, self.corrections)


@dataclass(frozen=True, slots=True)
class Record:
    """One page: what it is called, what it holds, or what is wrong with its row."""

    id: str
    name: str = ""
    content: bytes | str = b""
    corrections: str = ""
    fault: str = ""
    """Why there is nothing to clean: the row is not one. Empty for a sound row."""


def record_of(row: Mapping[str, object], columns: Columns, place: str) -> Record:
    """A row as a record; what it lacks, or has of a wrong kind, becomes its fault.

    Args:
        row: values by column.
        columns: what the columns are called.
        place: what to call a row that has neither id nor name.
    """
    given_id, given_name = _written(row.get(columns.id)), _written(row.get(columns.name))
    identity = given_id or given_name or place
    if not (given_id or given_name):
        return Record(identity, fault=f"has neither {columns.id} nor {columns.name}")
    try:
        content = _content(row, columns)
        corrections = row.get(columns.corrections) or ""
        if not isinstance(corrections, str):
            raise TypeError(f"{columns.corrections} is not text")
    except (TypeError, ValueError) as error:
        return Record(identity, given_name, fault=str(error))
    return Record(identity, given_name or identity, content, corrections)


def _content(row: Mapping[str, object], columns: Columns) -> bytes | str:
    for column in (columns.content, columns.base64, columns.text):
        value = row.get(column)
        if value is None:
            continue
        if not isinstance(value, bytes | str):
            raise TypeError(f"{column} is neither bytes nor text")
        if column == columns.base64:
            return _decoded(value, column)
        if isinstance(value, str) and not _valid(value):
            raise ValueError(f"{column} is not valid Unicode")
        return value
    raise ValueError(f"has none of {columns.content}, {columns.base64}, {columns.text}")


def _decoded(value: bytes | str, column: str) -> bytes:
    from base64 import b64decode

    try:
        return b64decode(value, validate=True)
    except ValueError as error:
        raise ValueError(f"{column} is not Base64") from error


def _valid(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _written(value: object) -> str:
    """An id as text that any file can hold: halves of characters are written out."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    return str(value).encode("utf-8", "backslashreplace").decode()


def digest_of(records: Iterable[Record]) -> bytes:
    """A digest of all that records hold, in order."""
    digest = sha256()
    for record in records:
        content = record.content
        kind = b"text" if isinstance(content, str) else b"bytes"
        raw = content.encode() if isinstance(content, str) else content
        written = (record.id, record.name, record.corrections, record.fault)
        for part in (kind, raw, *(value.encode() for value in written)):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.digest()
