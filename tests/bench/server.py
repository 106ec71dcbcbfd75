"""A folder served as a static host serves it: compressed, over connections that stay open."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from typing import Self


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One packet for head and body, and no waiting for the acknowledgement of the one before.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, server: CountingServer) -> None:
        self._counting = server
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self._counting.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data = self._counting.compressed(path)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that closes its pages closes connections too; nothing is wrong with that."""


class CountingServer:
    """Serves ``folder`` and counts what it moves.

    Attributes:
        address: Where the folder is, without a closing slash.
        moved: Compressed bytes of the bodies sent so far.
        files: Files sent so far.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.moved = 0
        self.files = 0
        self._held: dict[Path, bytes] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, server=self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def compressed(self, path: Path) -> bytes:
        """A file as it goes over the line; a static host has it compressed already."""
        data = self._held.get(path)
        if data is None:
            data = gzip.compress(path.read_bytes(), 6, mtime=0)
        with self._lock:
            self._held[path] = data
            self.moved += len(data)
            self.files += 1
        return data
