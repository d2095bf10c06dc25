"""Runs the typesetter as a limited process that can be killed, and puts its failures into Chinese sentences."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

COMPILE_PROCESS = Path(__file__).with_name("compile_process.py")

MEMORY_LIMIT = 4 * 1024**3  # bytes of address space; 5,000 photos take 2.4 GB

TIME_LIMIT = 600  # seconds; 5,000 photos take 10

POLL = 0.5  # seconds between two reports while compiling


class BookError(Exception):
    """The book could not be made. `str()` is a Chinese sentence for the screen, `detail` the engine's own words."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


def command(folder: Path, memory_limit: int = MEMORY_LIMIT, time_limit: int = TIME_LIMIT) -> list[str]:
    """What compiles `folder`, in a process of its own."""
    return [sys.executable, "-I", str(COMPILE_PROCESS), str(folder), str(memory_limit), str(time_limit)]


def typeset_folder(
    folder: Path, *, waiting: Callable[[float], None], memory_limit: int, time_limit: int
) -> None:
    """Make `book.pdf` in `folder`, a complete compile root; calls `waiting(seconds)` about twice a second.

    Whatever `waiting` raises (a cancelled job) kills the process. Raises BookError.
    """
    with open(folder / "log.txt", "wb") as log:
        process = subprocess.Popen(
            command(folder, memory_limit, time_limit), stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        for seconds in _while_running(process):
            waiting(seconds)
            if seconds > time_limit:
                raise BookError(f"排版超过 {time_limit} 秒仍未完成，已停止。请减少照片数量，或分卷生成。")
    finally:  # also when the report cancels the job
        process.kill()
        process.wait()
    _check_outcome(folder, process.returncode)


def _while_running(process: subprocess.Popen) -> Iterator[float]:
    """Yield the seconds since the start, at once and then about twice a second, until the process ends."""
    started = time.monotonic()
    while process.poll() is None:
        yield time.monotonic() - started
        try:
            process.wait(POLL)
        except subprocess.TimeoutExpired:
            continue


def _check_outcome(folder: Path, returncode: int) -> None:
    log = (folder / "log.txt").read_text(encoding="utf-8", errors="replace")
    outcome_file = folder / "outcome.json"
    if returncode or not outcome_file.exists():
        if "memory" in log.lower() or returncode in (-signal.SIGABRT, -signal.SIGKILL):
            raise BookError("排版所需内存超过上限，已停止。请减少照片数量，或请系统管理员调高上限。", log)
        raise BookError(
            "排版程序意外中断，请重试；若仍失败，请联系系统管理员。", log or f"exit status {returncode}"
        )
    outcome = json.loads(outcome_file.read_text(encoding="utf-8"))
    lost_fonts = [text for text in outcome["warnings"] if "font" in text]
    if outcome["error"]:
        raise BookError("排版失败，书稿中有无法排印的内容，请联系系统管理员。", outcome["error"])
    if lost_fonts:
        raise BookError("年鉴所用的字体未能装入，请联系系统管理员重新安装。", "\n".join(lost_fonts))
