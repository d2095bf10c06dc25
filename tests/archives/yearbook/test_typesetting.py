"""The typesetter: cancelled, limited, refused, and its own words kept."""

from pathlib import Path

import pytest

from archives.yearbook.press.typesetting import BookError
from portal.book import Chapter, facts, para


class Cancelled(Exception):
    pass


def test_cancel_while_compiling_kills_the_typesetter_and_leaves_nothing(build, tmp_path):
    running = []

    def cancel(done, total, message):
        if message.startswith("正在排版"):
            running.extend(typesetters(tmp_path))
            raise Cancelled

    with pytest.raises(Cancelled):
        build(Chapter("概况", [para("长文。" * 2000)] * 40), report=cancel)
    assert len(running) == 1
    assert typesetters(tmp_path) == []
    assert not (tmp_path / "book.pdf").exists()
    assert list((tmp_path / "cache").glob("build-*")) == []


def typesetters(folder: Path) -> list[str]:
    """Processes whose command line names `folder`."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder / "cache") in line.read_text(errors="replace"):
                found.append(line.parent.name)
        except OSError:  # ended meanwhile
            continue
    return found


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [({"time_limit": 0}, "排版超过 0 秒"), ({"memory_limit": 120 * 1024**2}, "内存超过上限")],
)
def test_limits_stop_the_typesetter_with_a_sentence(build, tmp_path, limits, sentence):
    with pytest.raises(BookError, match=sentence):
        build(Chapter("概况", [para("长文。" * 2000)] * 40), **limits)
    assert not (tmp_path / "book.pdf").exists()


def test_book_without_chapters_or_with_unknown_blocks_is_refused(build):
    with pytest.raises(BookError, match="没有任何章节"):
        build()
    with pytest.raises(BookError, match="章节“概况”") as refused:
        build(Chapter("概况", [{"kind": "video"}]))
    assert refused.value.detail == "video"


def test_unwritable_target_is_a_sentence(build, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(BookError, match="无法写入"):
        build(Chapter("概况", [para("文。")]))


def test_engine_keeps_the_typesetters_own_words(build):
    damaged = facts([("a", "b")]) | {"pairs": [["只有一项"]]}
    with pytest.raises(BookError, match="排版失败") as failed:
        build(Chapter("概况", [damaged]))
    assert "blocks.typ" in failed.value.detail
