"""What the environment says of an edition: where it will stand, and when it was made."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from urllib.parse import urlsplit

from wenku.errors import WenkuError

SITE_URL = "SITE_URL"
EPOCH = "SOURCE_DATE_EPOCH"
"""See https://reproducible-builds.org/specs/source-date-epoch/."""
VARIABLES = (SITE_URL, EPOCH)

LAST_SECOND = 253_402_300_799
"""Of the year 9999, after which no format of ours has a date."""

# What may stand in the pages' attributes, in feeds and in citations as it is: no user, no query
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[\w.~%+@:,=-]*)*")


def settle(environment: MutableMapping[str, str]) -> None:
    """Take away what is set to nothing, and refuse what cannot be meant.

    Raises:
        WenkuError: not an address, or not a time; it names the variable.
    """
    for name in VARIABLES:
        if not environment.get(name, "-").strip():
            del environment[name]
    if SITE_URL in environment:
        environment[SITE_URL] = environment[SITE_URL].strip()
        _require_address(environment[SITE_URL])
    if EPOCH in environment:
        _require_time(environment[EPOCH])


def _require_address(value: str) -> None:
    try:
        sound = _ADDRESS.fullmatch(value) is not None and urlsplit(value).port != 0
    except ValueError:
        sound = False
    if not sound:
        raise WenkuError(
            f"{value!r} is not the address of a site",
            where=SITE_URL,
            remedy="set it to one such as https://example.org/library/",
        )


def _require_time(value: str) -> None:
    if not (value.isascii() and value.isdecimal() and int(value) <= LAST_SECOND):
        raise WenkuError(
            f"{value!r} is not a time",
            where=EPOCH,
            remedy="set it to seconds since 1970, as `git log -1 --format=%ct` prints them",
        )
