"""A folder served over HTTP on this machine, also below a sub-path as GitHub Pages does it."""

from __future__ import annotations

import functools
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from typing import Self


class _Handler(SimpleHTTPRequestHandler):
    """Serves what lies below the prefix and nothing else, silently."""

    def __init__(self, *arguments: object, prefix: str, directory: str) -> None:
        self._prefix = prefix
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> object:  # type: ignore[override]
        if not self.path.startswith(f"{self._prefix}/"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.path.removeprefix(self._prefix)
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is its failures."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A browser asks for many files at a time; with the usual five a busy machine refuses some."""


class FolderServer:
    """Serves ``folder`` below ``prefix`` ("" or "/repo") from a thread until closed.

    Attributes:
        address: Where the folder is, without a closing slash.
    """

    def __init__(self, folder: str | os.PathLike[str] | Path, prefix: str = "") -> None:
        handler = functools.partial(_Handler, prefix=prefix, directory=str(folder))
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}{prefix}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop, and give the port back."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
