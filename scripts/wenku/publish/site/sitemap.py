"""The list of pages for search engines, which needs the absolute address of the site."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NAME = "sitemap.xml"
MOST = 50_000
"""Addresses of one list, by the protocol of sitemaps.org; longer ones are cut and listed."""

_LEFT_OUT = frozenset({"404.html"})
_LEFT_OUT_FOLDERS = frozenset({"seeds"})
"""Pages that show a seed's damaged text say to search engines that they are not to be listed."""


def write_sitemap(site: Path, site_url: str) -> list[Path]:
    """Write ``sitemap.xml`` over all pages of a site; without its address nothing is written."""
    if not site_url:
        return []
    base = site_url.rstrip("/")
    addresses = [f"{base}/{quote(name)}" for name in _pages(site)]
    if len(addresses) <= MOST:
        return [_written(site / NAME, "urlset", "url", addresses)]
    lists = [
        _written(site / f"sitemap-{at // MOST + 1}.xml", "urlset", "url", addresses[at : at + MOST])
        for at in range(0, len(addresses), MOST)
    ]
    named = [f"{base}/{path.name}" for path in lists]
    return [_written(site / NAME, "sitemapindex", "sitemap", named), *lists]


def _pages(site: Path) -> list[str]:
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(
        path.as_posix()
        for path in found
        if path.as_posix() not in _LEFT_OUT and path.parts[0] not in _LEFT_OUT_FOLDERS
    )


def _written(target: Path, root: str, kind: str, addresses: Sequence[str]) -> Path:
    tree = ET.Element(root, {"xmlns": NAMESPACE})
    for address in addresses:
        ET.SubElement(ET.SubElement(tree, kind), "loc").text = address
    ET.indent(tree, "")
    target.write_bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n")
    return target
