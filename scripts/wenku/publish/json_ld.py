"""Descriptions in the words of schema.org, as they stand inside a page."""

from __future__ import annotations

import json
from collections.abc import Mapping

# A seed's text stands inside a <script> element: what could end it is written as JSON escapes.
_ENDING = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def json_ld(fields: Mapping[str, object]) -> str:
    """What is stated of ``fields`` as JSON-LD, safe inside a ``<script>`` element."""
    stated = {name: value for name, value in fields.items() if value}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":")).translate(_ENDING)
