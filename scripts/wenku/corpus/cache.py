"""Cleaned documents kept between runs, by the content that made them.

An entry's name is the digest of everything its document depends on: the seed, its sidecar, and the
code and vocabularies of the stages. So an entry is never out of date, only unused. Entries are
written beside their place and moved there, carry their own digest, and are passed over when they do
not match it: a kill, a full disk, two builds at once or a damaged file cost time, never a wrong
output. The folder holds what this program wrote for itself; do not fill it from elsewhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import sys
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

from wenku.model import Document

_PACKAGE = Path(__file__).parent.parent
_WITHOUT_EFFECT = frozenset(
    {"cli.py", "cluster", "corpus", "preview.py", "library", "render", "publish"}
)
"""Rooms that a cleaned document does not depend on."""

_LIBRARIES = (
    "beautifulsoup4",
    "mammoth",
    "markdown",
    "opencc-python-reimplemented",
    "pypdfium2",
    "pyyaml",
)
_DIGEST_BYTES = 32


class DocumentCache:
    """Entries of one version of the code, and of the one before it."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``; it is made when the first entry is written."""
        self._folder = folder / code_digest()[:16]
        self._parent = folder

    def key(self, name: str, seed: bytes, sidecar: bytes) -> str:
        """The name of the entry of a seed."""
        digest = hashlib.sha256()
        for part in (name.encode("utf-8", "surrogateescape"), seed, sidecar):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()

    def get(self, key: str) -> Document | None:
        """The document of an entry; None where there is none that is whole."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        payload = content[_DIGEST_BYTES:]
        if hashlib.sha256(payload).digest() != content[:_DIGEST_BYTES]:
            return None
        document = pickle.loads(zlib.decompress(payload))  # noqa: S301  (our own, digest checked)
        return document if isinstance(document, Document) else None

    def put(self, key: str, document: Document) -> None:
        """Keep a document; where that is not possible (a full disk), nothing is kept."""
        payload = zlib.compress(pickle.dumps(document, protocol=5), 1)
        path = self._path(key)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(hashlib.sha256(payload).digest() + payload)
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()

    def forget_older_code(self) -> None:
        """Remove entries of all but this version of the code and the one used last before it."""
        if not self._parent.is_dir():
            return
        others = [path for path in self._parent.iterdir() if path.is_dir() and path != self._folder]
        for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
            shutil.rmtree(path, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


@cache
def code_digest() -> str:
    """Digest of all code, vocabularies and libraries that a cleaned document depends on."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        if inside.parts[0] in _WITHOUT_EFFECT or "__pycache__" in inside.parts:
            continue
        if path.is_file():
            digest.update(f"{inside.as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
