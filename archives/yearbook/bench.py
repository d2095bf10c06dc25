"""Case `yearbook`: last year's book of the demo, beside the bare typesetter on the same folder in the same run.

The aim is 1.5 times the bare compile once the caches are warm; the first build of a process also reads the fonts.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from django.utils import timezone

from archives.yearbook.models import Yearbook
from archives.yearbook.press.layout import laid_out, unheard
from archives.yearbook.press.typesetting import command
from archives.yearbook.services import press_copy, print_book

RUNS = 5


@dataclass(frozen=True)
class YearbookFigure:
    step: str
    seconds: float
    ratio_to_floor: float


def measure() -> list[YearbookFigure]:
    """First build, later builds, and the floor; raises LookupError when the demo is missing."""
    last_years = Yearbook.objects.filter(year=timezone.localdate().year - 1).select_related("street")
    yearbook = last_years.order_by("pk").first()
    if yearbook is None:
        raise LookupError("没有去年的年鉴，请先运行 manage.py demo。")
    with tempfile.TemporaryDirectory() as folder:
        build = partial(print_book, yearbook, 1, Path(folder) / "book.pdf", unheard)
        first = _seconds(build)
        builds, floors = _in_turns(build, yearbook)
    floor = statistics.median(floors)
    taken = [("首次编印", first), ("再次编印", statistics.median(builds)), ("仅排版", floor)]
    return [YearbookFigure(step, round(s, 2), round(s / floor, 2)) for step, s in taken]


def _in_turns(build, yearbook):
    """Seconds of builds and of bare compiles, taken in turns, so that whatever else the machine does weighs on both."""
    with laid_out(**press_copy(yearbook, 1, unheard), report=unheard) as layout:
        compile_bare = partial(subprocess.run, command(layout.folder), check=True)
        pairs = [(_seconds(build), _seconds(compile_bare)) for _ in range(RUNS)]
    return zip(*pairs, strict=True)


def _seconds(work: Callable) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def as_rows(figures):
    return [asdict(figure) for figure in figures]
