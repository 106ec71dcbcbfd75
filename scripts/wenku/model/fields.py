"""The fields of a document as the contract names them, for front matter and data files."""

from __future__ import annotations

from wenku.model.document import Document
from wenku.model.tally import Counts, counts


def fields_of(document: Document) -> dict[str, object]:
    """The fields that a document has, in the order of the contract."""
    stated, known, source = document.metadata, document.annotations, document.source
    themes = [theme.name for theme in known.themes]
    fields: dict[str, object] = {
        "title": stated.title or document.id,
        "title_derived": stated.title_derived,
        "date": stated.date,
        "date_inferred": "" if stated.date else stated.date_inferred,
        "source": stated.source,
        "author": stated.author,
        "editor": stated.editor,
        "url": stated.url,
        "doc_type": stated.doc_type,
        "cities": list(known.cities),
        "districts": list(known.districts),
        "subject_city": known.subject_city,
        "province": known.province,
        "district": known.district,
        "themes": themes,
        "institutions": list(known.institutions),
        "policies": list(known.policies),
        "tags": [*themes, *known.cities],
        "source_file": source.file,
        "sha256": source.sha256,
        "script": source.script,
        **_counts(counts(document.trail)),
    }
    return {name: value for name, value in fields.items() if value}


def _counts(done: Counts) -> dict[str, object]:
    repairs = done.by_family()
    if done.unresolved:
        repairs["unresolved"] = done.unresolved
    return {"repairs": repairs, "removed": dict(done.removed)}
