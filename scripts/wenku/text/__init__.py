"""Pure functions on strings: they know no rule, no document and no file."""
