"""The cleaner on many processes: the same bytes, whoever dies on the way."""
