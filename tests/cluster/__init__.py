"""The cleaner on many processes: the same bytes, whoever dies on the way."""

from __future__ import annotations

import os

import pytest

if not os.environ.get("WENKU_REQUIRE_BROWSER"):
    # A run that promised to have everything gets the error of the import instead
    for module in ("distributed", "pyarrow"):
        pytest.importorskip(module, reason="the optional extra `cluster` is not installed")
