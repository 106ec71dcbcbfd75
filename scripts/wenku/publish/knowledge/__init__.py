"""Data behind the pages that compare and filter: small classic scripts, loaded when asked for."""

from wenku.publish.knowledge.write import write_knowledge

__all__ = ["write_knowledge"]
