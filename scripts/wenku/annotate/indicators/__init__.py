"""Quantified statements: how much of what, where, by when, reached or aimed at."""

from wenku.annotate.indicators.document import find_indicators

__all__ = ["find_indicators"]
