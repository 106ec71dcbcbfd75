"""Live preview: build, serve, and build again when a seed, a vocabulary or a template is saved.

Each build is a process of its own, so that a changed vocabulary or rule is loaded afresh, and a
build that fails leaves the last good site being served.
"""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import watchfiles

from wenku.errors import BuildError

EDITION_PATH = "/__edition__"
SCRIPT_PATH = "/__preview__.js"
_SCRIPT = f"""\
"use strict";
(() => {{
  let edition = null;
  setInterval(async () => {{
    try {{
      const current = await (await fetch("{EDITION_PATH}", {{ cache: "no-store" }})).text();
      if (edition !== null && edition !== current) location.reload();
      edition = current;
    }} catch {{ /* the server is gone: try again */ }}
  }}, 700);
}})();
"""
_POLICY = re.compile(
    rb'<meta[^>]{0,40}http-equiv="?Content-Security-Policy"?[^>]{0,2000}>', re.IGNORECASE
)

Report = Callable[[str], None]


@dataclass(slots=True)
class Edition:
    """Counts the builds that succeeded; pages reload when it changes."""

    number: int = 0


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site; pages get a script that reloads them after a build."""

    edition: Edition

    def do_GET(self) -> None:
        if self.path == EDITION_PATH:
            self._send(str(self.edition.number).encode(), "text/plain")
        elif self.path == SCRIPT_PATH:
            self._send(_SCRIPT.encode(), "text/javascript")
        else:
            page = Path(self.translate_path(self.path))
            page = page / "index.html" if page.is_dir() else page
            if page.suffix == ".html" and page.is_file():
                self._send(_with_script(page.read_bytes()), "text/html")
            else:
                super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for the builds."""

    def _send(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def _with_script(page: bytes) -> bytes:
    """The page with the reloading script; the published policy would forbid its requests."""
    page = _POLICY.sub(b"", page)
    return page.replace(b"</body>", f'<script src="{SCRIPT_PATH}"></script></body>'.encode(), 1)


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    """A page asks for many files at a time; with the usual five a busy machine refuses some."""


def serve(site: Path, edition: Edition, port: int) -> ThreadingHTTPServer:
    """A server of ``site`` on this machine only, already answering in a thread of its own.

    Raises:
        BuildError: the port is taken.
    """
    handler = type("Handler", (_Handler,), {"edition": edition})
    try:
        server = _Server(("127.0.0.1", port), partial(handler, directory=str(site)))
    except OSError as error:
        raise BuildError(f"port {port} is taken", remedy="choose another with --port") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def preview(
    build: Sequence[str], site: Path, watched: Sequence[Path], port: int, report: Report
) -> None:
    """Build, serve and watch until interrupted.

    Args:
        build: the command that builds the site.
        site: the folder it builds.
        watched: files and folders whose change starts a build.
        port: on this machine; 0 takes a free one.
        report: told in one line what happens.

    Raises:
        BuildError: the port is taken.
    """
    edition = Edition()
    _build(build, edition, report)
    server = serve(site, edition, port)
    report(f"预览 http://127.0.0.1:{server.server_address[1]}/index.html（Ctrl-C 结束）")
    try:
        for changes in watchfiles.watch(*(path for path in watched if path.exists())):
            report("、".join(sorted({Path(path).name for _, path in changes})[:5]) + " 有改动")
            _build(build, edition, report)
    finally:
        server.shutdown()
        server.server_close()


def _build(command: Sequence[str], edition: Edition, report: Report) -> None:
    """One build; exit status 1 means some seeds failed and the rest was built."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in result.stderr.splitlines()[-20:]:
        report(line)
    if result.returncode in {0, 1}:
        edition.number += 1
    else:
        report(f"生成失败（{result.returncode}），继续显示上一版")
