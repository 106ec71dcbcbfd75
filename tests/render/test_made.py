"""Files below docs/ are made one by one, when they are asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from wenku.corpus import stale_files, write_tree
from wenku.render.made import Made


def test_a_file_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def make(name: str) -> str:
        asked.append(name)
        return f"# {name}\n"

    made = Made({name: partial(make, name) for name in ("cities/b.md", "a.md")})
    assert list(made) == ["a.md", "cities/b.md"]
    assert len(made) == 2
    assert "a.md" in made
    assert asked == []
    left = tmp_path / "cities" / "c.md"
    left.parent.mkdir()
    left.write_text("left over", encoding="utf-8", newline="\n")
    assert write_tree(tmp_path, made, ["cities"]) == ["a.md", "cities/b.md", "cities/c.md"]
    assert asked == ["a.md", "cities/b.md"]
    assert not left.exists()
    assert stale_files(tmp_path, made, ["cities"]) == []
    assert write_tree(tmp_path, made, ["cities"]) == []
    assert made == {"a.md": "# a.md\n", "cities/b.md": "# cities/b.md\n"}
