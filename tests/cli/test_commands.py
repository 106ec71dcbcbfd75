"""The commands as the contract has them: exit statuses, files written, words on standard error."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.test_bad_input import ARTICLE, BOILERPLATE
from wenku.cli import main
from wenku.preview import EDITION_PATH, SCRIPT_PATH, Edition, serve

OTHER = (
    "县教育局开展暑期教师培训\n\n"
    "为提升乡村教师教学能力，县教育局于7月举办暑期培训班，共有320名教师参加学习。\n\n"
    "培训内容包括课堂教学、心理健康和信息技术三个方面，结业后由学校安排跟岗实践。\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/road.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_a_manual(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5
    undocumented = [p for p in main.commands[command].params if p.param_type_name == "option"]
    assert all(getattr(option, "help", None) for option in undocumented), undocumented


def test_convert_writes_and_check_agrees(project: Path) -> None:
    assert run("convert", "--check").exit_code == 1
    assert not (project / "docs").exists()
    assert run("convert").exit_code == 0
    document = project / "docs/documents/road.md"
    assert "农村公路120公里" in document.read_text(encoding="utf-8")
    assert run("convert", "--check").exit_code == 0
    document.write_text("edited by hand", encoding="utf-8", newline="\n")
    stale = run("convert", "--check")
    assert stale.exit_code == 1
    assert "stale: docs/documents/road.md" in stale.stdout
    (project / "docs/documents/gone.md").write_text("x", encoding="utf-8", newline="\n")
    assert run("convert").exit_code == 0
    assert not (project / "docs/documents/gone.md").exists()


def test_a_bad_seed_is_reported_and_the_rest_is_converted(project: Path) -> None:
    (project / "seeds/bad.txt").write_text(BOILERPLATE, encoding="utf-8", newline="\n")
    result = run("convert")
    assert result.exit_code == 1
    assert "bad.txt: " in result.stderr
    assert (project / "docs/documents/road.md").is_file()
    assert (project / "build/rejected/bad.txt").is_file()


def test_check_finds_damage_links_and_stale_files(project: Path) -> None:
    assert run("convert").exit_code == 0
    assert run("check").exit_code == 0
    document = project / "docs/documents/road.md"
    text = document.read_text(encoding="utf-8")
    damaged = text + "\n發(fā)展,专科??[x](../cities/nowhere.md)\n"
    document.write_text(damaged, encoding="utf-8", newline="\n")
    result = run("check")
    assert result.exit_code == 1
    for what in ("run `wenku convert`", "reading in brackets", "question marks", "nowhere.md"):
        assert what in result.stdout


def test_explain_names_rules_and_places(project: Path) -> None:
    (project / "seeds/road.txt").write_text(
        ARTICLE.replace("公路", "公\u200b路"), encoding="utf-8", newline="\n"
    )
    result = run("explain", "road")
    assert result.exit_code == 0
    assert "3:" in result.stdout
    missing = run("explain", "rood")
    assert missing.exit_code == 1
    assert "did you mean road?" in missing.stderr


def test_add_reports_compares_and_never_overwrites(project: Path) -> None:
    new = project / "new"
    new.mkdir()
    (new / "school.txt").write_text(OTHER, encoding="utf-8", newline="\n")
    (new / "again.txt").write_text(ARTICLE + "补充一句。\n", encoding="utf-8", newline="\n")
    (new / "road.txt").write_text(OTHER, encoding="utf-8", newline="\n")
    result = run("add", *(str(new / name) for name in ("school.txt", "again.txt", "road.txt")))
    assert result.exit_code == 1
    assert "title" not in result.stderr
    assert "县教育局开展暑期教师培训" in result.stdout
    assert "like    road" in result.stdout
    assert "'road' is there already" in result.stderr
    assert (project / "seeds/road.txt").read_text(encoding="utf-8") == ARTICLE
    assert (project / "seeds/school.txt").read_bytes() == OTHER.encode()
    assert run("convert").exit_code == 0, "the sidecar template must be valid as it stands"


def test_an_unknown_part_is_named(project: Path) -> None:
    result = run("build", "--only", "site,serach")
    assert result.exit_code == 1
    assert "'serach'" in result.stderr
    assert (project / "seeds").is_dir()


def test_preview_serves_reloads_and_drops_the_policy(tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = f"<html><head>{policy}</head><body>甲</body></html>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8", newline="\n")
    edition = Edition(3)
    server = serve(tmp_path, edition, 0)
    base = f"http://127.0.0.1:{server.server_address[1]}"

    def fetched(path: str) -> str:
        with urllib.request.urlopen(base + path, timeout=10) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content.decode()

    try:
        served = fetched("/")
        assert SCRIPT_PATH in served
        assert "Content-Security-Policy" not in served
        assert fetched(EDITION_PATH) == "3"
        edition.number += 1
        assert fetched(EDITION_PATH) == "4"
        assert "location.reload" in fetched(SCRIPT_PATH)
    finally:
        server.shutdown()
        server.server_close()


def test_a_selection_is_bound_and_names_not_known_are_told_the_nearest(project: Path) -> None:
    seed = project / "seeds/road.txt"
    seed.write_text(
        f"{ARTICLE}宣城市与黄山市共同推进农村公路养护。\n", encoding="utf-8", newline="\n"
    )
    result = run("pdf", "--city", "宣城市", "--out", "new/folder/one.pdf")
    assert result.exit_code == 0, result.stderr
    assert "1 documents" in result.stderr
    assert (project / "new/folder/one.pdf").read_bytes().startswith(b"%PDF-")
    for arguments, told in (
        (("--city", "宣成市"), "did you mean 宣城市?"),
        (("--city", "宣城市", "--out", "new"), "cannot be written"),
    ):
        result = run("pdf", *arguments)
        assert result.exit_code == 1
        assert told in result.stderr
