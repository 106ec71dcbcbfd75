"""What a document says: places, institutions, policies, themes and indicators, as spans."""

from wenku.annotate.document import annotate

__all__ = ["annotate"]
