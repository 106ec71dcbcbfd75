"""What holds between documents: the only stage that sees all of them."""

from wenku.library.assemble import assemble
from wenku.library.similarity import most_similar

__all__ = ["assemble", "most_similar"]
