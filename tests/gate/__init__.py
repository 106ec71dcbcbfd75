"""The quality gate: error rates for each kind of damage, pinned, on articles of two splits.

``python -m tests.gate`` prints the table; ``--pin`` pins what was measured. See
:mod:`tests.gate.measure` for what is measured and :mod:`tests.gate.floors` for what is refused.
"""
