"""What holds between documents: the only stage that sees all of them."""

from wenku.library.assemble import assemble

__all__ = ["assemble"]
