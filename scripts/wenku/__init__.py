"""康养文库: restore scraped, damaged Chinese web text and publish it as a library.

The library interface, for those who take the cleaner without the site::

    from wenku import clean, to_markdown

    document = clean(Path("page.txt").read_bytes(), "page.txt")
    print(document.metadata.title, document.body_text)
    for change in document.trail.changes:
        print(change.rule, change.certainty, len(change.edits))
    print(to_markdown(document))

``clean`` takes bytes in any supported format, or text; it reads no file and keeps no state, so it
is safe in threads and processes. Input that is not text raises :class:`wenku.errors.SeedError`,
text that holds no article :class:`wenku.errors.Rejection`; both name file and remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenku.pipeline import clean as clean
    from wenku.render import render_document as to_markdown

__all__ = ["__version__", "clean", "to_markdown"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the stages on first use, so that ``import wenku`` costs nothing."""
    if name == "clean":
        from wenku.pipeline import clean

        return clean
    if name == "to_markdown":
        from wenku.render import render_document

        return render_document
    raise AttributeError(name)
