"""Which tests were skipped: ``python -m tests.supply.skipped report.xml`` fails if any was.

A suite that passes because it looked at nothing must not pass where everything is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET


def skipped(report: Path) -> Iterator[str]:
    """Tests that a JUnit report says were skipped, with the reason; expected failures are none."""
    cases = 0
    for case in ET.parse(report).iter("testcase"):  # noqa: S314  (written by our own pytest)
        cases += 1
        for mark in case.findall("skipped"):
            if mark.get("type") != "pytest.xfail":
                yield f"{case.get('classname')}.{case.get('name')}: {mark.get('message')}"
    if not cases:
        yield "no test was run at all"


if __name__ == "__main__":
    found = list(skipped(Path(sys.argv[1])))
    sys.stderr.write("".join(f"skipped: {line}\n" for line in found))
    sys.exit(1 if found else 0)
