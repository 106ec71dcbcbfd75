"""What holds between documents: the only stage that sees all of them."""

from wenku.library.assemble import assemble
from wenku.library.features import Features, features_of
from wenku.library.similarity import most_similar

__all__ = ["Features", "assemble", "features_of", "most_similar"]
