"""Case `yearbook`: last year's book of the demo, beside the bare typesetter on the same folder in the same run.

The aim is 1.5 times the bare compile once the caches are warm; the first build of a process also reads the fonts.
"""

import os
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
    """Seconds by the clock and of the processor, the typesetter's process included, and their ratios to the bare compile."""

    step: str
    seconds: float
    ratio_to_floor: float
    processor_seconds: float
    processor_ratio: float


def measure() -> list[YearbookFigure]:
    """First build, later builds, and the floor; raises LookupError when the demo is missing."""
    last_years = Yearbook.objects.filter(year=timezone.localdate().year - 1).select_related("street")
    yearbook = last_years.order_by("pk").first()
    if yearbook is None:
        raise LookupError("没有去年的年鉴，请先运行 manage.py demo。")
    with tempfile.TemporaryDirectory() as folder:
        build = partial(print_book, yearbook, 1, Path(folder) / "book.pdf", unheard)
        first = _taken(build)
        builds, floors = _in_turns(build, yearbook)
    floor = _least(floors)
    return [
        _figure("首次编印", first, floor),
        _figure("再次编印", _least(builds), floor),
        _figure("仅排版", floor, floor),
    ]


def _in_turns(build, yearbook):
    """Builds and bare compiles taken in turns, so that whatever else the machine does weighs on both."""
    with laid_out(**press_copy(yearbook, 1, unheard), report=unheard) as layout:
        compile_bare = partial(subprocess.run, command(layout.folder), check=True)
        pairs = [(_taken(build), _taken(compile_bare)) for _ in range(RUNS)]
    return zip(*pairs, strict=True)


def _taken(work: Callable) -> tuple[float, float]:
    """Seconds by the clock, seconds of the processor."""
    start, before = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - start, sum(os.times()[:4]) - before


def _least(runs):
    """Of each kind the least: what the work takes when nothing else disturbs it."""
    return tuple(map(min, zip(*runs, strict=True)))


def _figure(step, taken, floor):
    ratios = [seconds / least for seconds, least in zip(taken, floor, strict=True)]
    return YearbookFigure(
        step, round(taken[0], 2), round(ratios[0], 2), round(taken[1], 2), round(ratios[1], 2)
    )


def as_rows(figures):
    return [asdict(figure) for figure in figures]
