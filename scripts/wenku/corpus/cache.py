"""Cleaned documents kept between runs, by the content that made them.

A document is kept in parts: what it was prepared to (text, trail, blocks), how that was described
(metadata, annotations), and what the library asks of it alone (features). The name of each is the
digest of everything that it depends on: the seed, its sidecar, and the code and vocabularies of its
stages (:mod:`.dependencies`); so a changed list of themes has documents annotated again and not
cleaned again.

An entry is never out of date, only unused. Entries are written beside their place and moved there,
carry their own digest, and are passed over when they do not match it: a kill, a full disk, two
builds at once or a damaged file cost time, never a wrong output. The folder holds what this program
wrote for itself; do not fill it from elsewhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from wenku.corpus.dependencies import FEATURES, PREPARED, code_digest
from wenku.library import Features
from wenku.model import Annotations, Document, Metadata, Prepared
from wenku.staging import write_whole

_DIGEST_BYTES = 32

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Described:
    """What a document is, beside what it was prepared to."""

    metadata: Metadata
    annotations: Annotations
    publish: bool


class DocumentCache:
    """Documents by key, of one version of the code and of the one before it."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``; it is made when the first entry is written."""
        told = code_digest("wenku.model.tally")
        prepared = _joined(code_digest("wenku.pipeline", PREPARED), told)
        described = code_digest("wenku.pipeline")
        features = _joined(described, code_digest("wenku.library.features", FEATURES))
        self._prepared = Shelf(folder / "prepared", prepared, Prepared)
        self._described = Shelf(folder / "described", described, Described)
        self._features = Shelf(folder / "features", features, Features)

    def key(self, name: str, seed: bytes, sidecar: bytes) -> str:
        """The name of the entry of a seed."""
        digest = hashlib.sha256()
        for part in (name.encode("utf-8", "surrogateescape"), seed, sidecar):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()

    def prepared(self, key: str) -> Prepared | None:
        """What a seed was prepared to; None where that is not kept."""
        return self._prepared.get(key)

    def document(self, key: str, prepared: Prepared) -> Document | None:
        """The document that ``prepared`` became; None where that is not kept."""
        known = self._described.get(key)
        if known is None:
            return None
        return prepared.described(known.metadata, known.annotations, publish=known.publish)

    def features(self, key: str) -> Features | None:
        """What the library asks of the document; None where that is not kept."""
        return self._features.get(key)

    def keep_prepared(self, key: str, prepared: Prepared) -> None:
        """Keep the first part; its trail is packed and remembers what pages ask of it."""
        self._prepared.put(key, prepared)

    def keep(self, key: str, document: Document) -> None:
        """Keep the second part."""
        known = Described(document.metadata, document.annotations, document.publish)
        self._described.put(key, known)

    def keep_features(self, key: str, features: Features) -> None:
        """Keep the third part."""
        self._features.put(key, features)

    def forget_older_code(self) -> None:
        """Remove entries of all but this version of the code and the one used last before it."""
        self._prepared.forget_others()
        self._described.forget_others()
        self._features.forget_others()


class Shelf(Generic[Entry]):
    """Entries of one kind below one folder, in a folder for each version of what made them."""

    def __init__(self, folder: Path, version: str, kind: type[Entry]) -> None:
        """Use ``folder`` for entries of type ``kind``, made by ``version``."""
        self._parent = folder
        self._folder = folder / version[:16]
        self._kind = kind

    def get(self, key: str) -> Entry | None:
        """An entry; None where there is none that is whole."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        payload = content[_DIGEST_BYTES:]
        if hashlib.sha256(payload).digest() != content[:_DIGEST_BYTES]:
            return None
        entry = pickle.loads(zlib.decompress(payload))  # noqa: S301  (our own, digest checked)
        return entry if isinstance(entry, self._kind) else None

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry; where that is not possible (a full disk), nothing is kept."""
        payload = zlib.compress(pickle.dumps(entry, protocol=5), 1)
        with contextlib.suppress(OSError):
            write_whole(self._path(key), hashlib.sha256(payload).digest() + payload)

    def forget_others(self) -> None:
        """Remove entries of all but this version and the one used last before it."""
        if not self._parent.is_dir():
            return
        others = [path for path in self._parent.iterdir() if path.is_dir() and path != self._folder]
        for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
            shutil.rmtree(path, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _joined(*digests: str) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
