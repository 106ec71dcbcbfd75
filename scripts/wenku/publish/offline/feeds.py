"""What needs the absolute address of the site: the feed of documents and OpenSearch."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from wenku.model import BlockKind, Document, Library
from wenku.model.address import address, document_path

ATOM = "http://www.w3.org/2005/Atom"
OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
ENTRIES = 100
SUMMARY = 200
"""Characters."""


_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold in any way of writing it."""


def write_feeds(library: Library, site: Path, site_url: str) -> list[Path]:
    """Write ``feed.xml`` (Atom) and ``opensearch.xml``.

    A feed needs a time for each entry, and no time is made up: documents that state no date are not
    in it. Without the address of the site nothing is written.
    """
    if not site_url:
        return []
    base = site_url.rstrip("/")
    files = {"feed.xml": _feed(library, base), "opensearch.xml": _open_search(base)}
    for name, tree in files.items():
        ET.indent(tree)
        content = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
        (site / name).write_bytes(content + b"\n")
    return [site / name for name in files]


def _feed(library: Library, base: str) -> ET.Element:
    dated = [
        document
        for document in library.documents
        if len(document.metadata.date) == len("2024-01-31")
    ]
    newest = sorted(dated, key=lambda d: (d.metadata.date, d.id), reverse=True)[:ENTRIES]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-Hans"})
    _add(feed, "title", "康养文库")
    _add(feed, "id", f"{base}/")
    _add(feed, "updated", _time(newest[0]) if newest else "1970-01-01T00:00:00Z")
    ET.SubElement(feed, "link", {"rel": "self", "href": f"{base}/feed.xml"})
    ET.SubElement(feed, "link", {"href": f"{base}/index.html"})
    for document in newest:
        _entry(feed, document, f"{base}/{address(document_path(document.id))}")
    return feed


def _entry(feed: ET.Element, document: Document, url: str) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "title", document.metadata.title or document.id)
    _add(entry, "id", url)
    ET.SubElement(entry, "link", {"href": url})
    _add(entry, "updated", _time(document))
    author = ET.SubElement(entry, "author")
    stated = document.metadata
    _add(author, "name", stated.author or stated.source or "康养文库")
    for theme in document.annotations.themes:
        ET.SubElement(entry, "category", {"term": theme.name})
    first = next((b.text for b in document.body if b.kind is BlockKind.PARAGRAPH), "")
    _add(entry, "summary", first[:SUMMARY])


def _open_search(base: str) -> ET.Element:
    root = ET.Element("OpenSearchDescription", {"xmlns": OPEN_SEARCH})
    _add(root, "ShortName", "康养文库")
    _add(root, "Description", "康养与卫生健康政策文献全文检索")
    _add(root, "InputEncoding", "UTF-8")
    template = f"{base}/search.html?q={{searchTerms}}"
    ET.SubElement(root, "Url", {"type": "text/html", "template": template})
    return root


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _time(document: Document) -> str:
    return f"{document.metadata.date}T00:00:00Z"
