"""Search: the index as it is written, and as Chromium reads it."""
