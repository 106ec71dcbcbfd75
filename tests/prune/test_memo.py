"""What was read is remembered for as long as its page is looked at, and not for ever."""

from __future__ import annotations

from wenku.prune.memo import LEAST_KEPT, LineMemo


class _Counted:
    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, line: str) -> str:
        self.asked += 1
        return line[::-1]


def _pass_over(memo: LineMemo[str], lines: list[str]) -> None:
    memo.turn()
    assert [memo(line) for line in lines] == [line[::-1] for line in lines]


def test_lines_of_a_long_page_are_read_once_however_often_they_are_asked_for() -> None:
    counted = _Counted()
    memo = LineMemo(counted)
    lines = [f"断面{number}" for number in range(4 * LEAST_KEPT)]
    for _ in range(5):
        _pass_over(memo, lines)
    assert counted.asked == len(lines)


def test_a_page_that_changes_a_little_is_read_again_only_where_it_changed() -> None:
    counted = _Counted()
    memo = LineMemo(counted)
    lines = [f"断面{number}" for number in range(2 * LEAST_KEPT)]
    for changed in range(4):
        _pass_over(memo, [*lines[changed:], f"新{changed}"])
    assert counted.asked == len(lines) + 4


def test_a_long_page_is_forgotten_two_pages_later() -> None:
    memo = LineMemo(_Counted())
    _pass_over(memo, [f"断面{number}" for number in range(3 * LEAST_KEPT)])
    for page in range(3):
        _pass_over(memo, [f"短页{page}"])
    assert len(memo) < LEAST_KEPT


def test_wordings_are_remembered_over_many_short_pages() -> None:
    counted = _Counted()
    memo = LineMemo(counted)
    for _ in range(100):
        _pass_over(memo, ["首页", "打印", "关闭"])
    assert counted.asked == 3
