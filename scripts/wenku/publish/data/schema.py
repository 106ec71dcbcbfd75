"""JSON Schemas of the data files; the tests validate every file against them."""

from __future__ import annotations

Schema = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": NAME, "uniqueItems": True}
WHOLE: Schema = {"type": "integer", "minimum": 0}
COUNTS: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
ANCHOR: Schema = {"type": "string", "pattern": r"^[a-z][0-9a-z-]*$"}


def _object(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


PARAGRAPH = _object(
    {"anchor": ANCHOR, "kind": NAME, "text": TEXT},
    {"number": WHOLE, "level": WHOLE, "rows": _list(_list(TEXT))},
)
MENTION = _object(
    {
        "anchor": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "surface": NAME,
        "kind": NAME,
        "entity": NAME,
        "rule": TEXT,
    },
    {"city": NAME},
)
PASSAGE = _object({"anchor": TEXT, "start": WHOLE, "end": WHOLE, "terms": _list(NAME)})
THEME = _object(
    {
        "theme": NAME,
        "strength": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "passages": _list(PASSAGE),
    }
)
MILESTONE = _object(
    {
        "anchor": TEXT,
        "quote": NAME,
        "year": WHOLE,
        "kind": {"enum": ["achievement", "target"]},
    },
    {"city": NAME},
)
DOCUMENT = _object(
    {
        "id": NAME,
        "address": NAME,
        "title": NAME,
        "source_file": NAME,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "script": {"enum": ["simplified", "traditional"]},
        "paragraphs": _list(PARAGRAPH),
        "mentions": _list(MENTION),
        "theme_evidence": _list(THEME),
        "milestones": _list(MILESTONE),
    },
    {
        "title_derived": {"type": "boolean"},
        "date": DATE,
        "date_inferred": DATE,
        **dict.fromkeys(
            ("source", "author", "editor", "url", "doc_type", "subject_city", "province"), NAME
        ),
        "district": NAME,
        **dict.fromkeys(("cities", "districts", "themes", "institutions", "policies"), TEXTS),
        "tags": TEXTS,
        "repairs": COUNTS,
        "removed": COUNTS,
    },
)
INDICATOR = _object(
    {
        "id": NAME,
        "seed": NAME,
        "document": NAME,
        "anchor": TEXT,
        "quote": NAME,
        "metric": TEXT,
        "value": {"type": "number"},
        "value_max": {"type": ["number", "null"]},
        "unit": TEXT,
        "comparator": {"enum": ["=", ">=", ">", "<=", "<", "~", "range"]},
        "year": {"type": ["integer", "null"]},
        "kind": {"enum": ["achievement", "target"]},
        "city": TEXT,
    }
)
ENTITY = _object(
    {"name": NAME, "kind": NAME, "documents": TEXTS},
    {"address": NAME, "province": NAME, "city": NAME},
)
LINK = _object(
    {
        "from": NAME,
        "to": NAME,
        "relation": NAME,
        "document": NAME,
        "anchor": TEXT,
        "quote": TEXT,
    }
)

SCHEMAS: dict[str, tuple[str, Schema]] = {
    "documents": ("每行一篇文献 (one document a line of documents.jsonl)", DOCUMENT),
    "indicators": ("量化表述 (quantified statements)", _list(INDICATOR)),
    "entities": ("城市、主题、机构、政策 (entities)", _list(ENTITY)),
    "links": ("带类型的联系 (typed links)", _list(LINK)),
}
"""By name of the data file: a title and the schema."""


def schema_documents() -> dict[str, Schema]:
    """Complete schemas by file name."""
    return {
        f"{name}.schema.json": {"$schema": _DRAFT, "title": title, **schema}
        for name, (title, schema) in SCHEMAS.items()
    }
