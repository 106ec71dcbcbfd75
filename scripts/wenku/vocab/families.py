"""What kinds of repairs and removals are called on the pages."""

from __future__ import annotations

import functools
from importlib import resources

import yaml


@functools.cache
def _labels() -> dict[str, str]:
    text = (resources.files("wenku.vocab") / "families.yml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    return {str(family): str(label) for family, label in loaded.items()}


def label_of(family: str) -> str:
    """The Chinese name of a family of rules; the family itself where it has none yet."""
    return _labels().get(family, family)
