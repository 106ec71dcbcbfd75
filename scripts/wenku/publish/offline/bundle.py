"""The whole site in one archive, to unpack and open from disk.

The download page tells size and digest of the bundles, and is itself in them; so it is built with a
mark in place of those figures, which is filled in for the site and answered in words in the bundle.
What a bundle does not hold, its pages do not link to: the words stay, the link goes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from wenku.digests import of_file

PAGE = "download.html"
IN_THE_BUNDLE = "（本包）"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STORED = frozenset({".pdf", ".epub", ".zip", ".png", ".jpg", ".woff2"})
"""Suffixes of what is compressed already."""
_LEVEL = 6
_FILE_MODE = 0o100644 << 16
# The address is the first attribute of every link that our templates write.
_LINK = re.compile(r'<a href="([^"#?]*)[^"]*"[^>]*>((?:[^<]|<(?!/?a\b))*)</a>')


@dataclass(frozen=True, slots=True)
class Bundle:
    """One archive."""

    name: str
    label: str
    left_out: tuple[str, ...] = ()
    """Folders of the site that it does not hold."""

    def mark(self, what: str) -> str:
        """What stands on the built page in place of ``size`` or ``sha256``."""
        return f"@@{what}:{self.name}@@"


BUNDLES = (
    Bundle("wenku-offline.zip", "离线包：整个网站，解压后打开 index.html"),
    Bundle("wenku-offline-lite.zip", "离线包（不含 PDF 与 EPUB）", ("pdf", "epub")),
)


def write_bundles(site: Path) -> list[Path]:
    """Pack the finished site; the same site gives the same bytes.

    Args:
        site: the built site; the bundles are written into it and their figures onto its page.
    """
    page = site / PAGE
    built = page.read_text(encoding="utf-8") if page.is_file() else ""
    written = [_packed(site, bundle) for bundle in BUNDLES]
    if built:
        page.write_text(_filled(built, written), encoding="utf-8", newline="\n")
    return written


def _packed(site: Path, bundle: Bundle) -> Path:
    target = site / bundle.name
    with zipfile.ZipFile(target, "w") as archive:
        for path in _content(site, bundle):
            inside = path.relative_to(site).as_posix()
            data = path.read_bytes()
            if path.suffix == ".html":
                data = _page(data.decode(), inside, bundle).encode()
            archive.writestr(_entry(f"wenku/{inside}"), data, compresslevel=_LEVEL)
    return target


def _page(page: str, inside: str, bundle: Bundle) -> str:
    """A page as it stands in the bundle, with links only to what is there."""
    if inside == PAGE:
        page = _answered(page)
    gone = (*(f"{folder}/" for folder in bundle.left_out), *(each.name for each in BUNDLES))
    if not any(name in page for name in gone):
        return page
    return _LINK.sub(partial(_unlinked, posixpath.dirname(inside), gone), page)


def _unlinked(folder: str, gone: tuple[str, ...], link: re.Match[str]) -> str:
    target = posixpath.normpath(posixpath.join(folder, unquote(unescape(link[1]))))
    return f"<span>{link[2]}</span>" if target.startswith(gone) else link[0]


def _content(site: Path, bundle: Bundle) -> Iterator[Path]:
    names = {each.name for each in BUNDLES}
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site)
        kept = inside.parts[0] not in bundle.left_out and inside.as_posix() not in names
        if path.is_file() and kept:
            yield path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    stored = Path(name).suffix in _STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = _FILE_MODE
    return entry


def _answered(page: str) -> str:
    for bundle in BUNDLES:
        page = page.replace(bundle.mark("size"), IN_THE_BUNDLE).replace(bundle.mark("sha256"), "")
    return page


def _filled(page: str, written: list[Path]) -> str:
    for bundle, path in zip(BUNDLES, written, strict=True):
        digest = of_file(path)
        page = page.replace(bundle.mark("size"), size_text(path.stat().st_size))
        page = page.replace(bundle.mark("sha256"), digest)
    return page


def size_text(size: int) -> str:
    """Bytes as a reader compares them.

    >>> size_text(900), size_text(20_480), size_text(3_500_000)
    ('900 B', '20 KB', '3.3 MB')
    """
    if size < 1024:  # noqa: PLR2004
        return f"{size} B"
    if size < 1024**2:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024**2:.1f} MB"
