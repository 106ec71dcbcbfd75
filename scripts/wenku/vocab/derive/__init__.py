"""Scripts that derived data files of the vocabulary once, from packages named in their headers.

Nothing of the running project imports them; they are kept so that a table can be made again, and
read by whoever wants to know where a figure comes from.
"""
