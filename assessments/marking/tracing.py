"""得分溯源: from a mark to its formula in words, its figures, and the rows behind each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.schemes.formulas import figure, parts_of, words, working
from assessments.schemes.scoring import Part
from portal.metrics import Metric


@dataclass(frozen=True)
class Source:
    """One figure: `url` leads to the rows, `now` is what it would be today ("" unless it differs)."""

    label: str
    value: str
    definition: str
    url: str
    now: str = ""


@dataclass(frozen=True)
class Line:
    """One part of a formula with the figures that went into it."""

    words: str
    working: str
    sources: tuple[Source, ...]


def trace(score, metrics: Mapping[str, Metric]) -> list[Line]:
    """The lines of one score; without figures yet (未取数) the formula alone."""
    parts = parts_of(score.indicator)
    readings = score.readings or [{} for _ in parts]
    return [_line(part, reading, score, metrics) for part, reading in zip(parts, readings, strict=False)]


def _line(part: Part, reading, score, metrics):
    year = score.assessment.scheme.year
    if not reading:
        return Line(words(part, metrics), "", ())
    value, also = _decimal(reading["value"]), _decimal(reading.get("also_value"))
    sources = [_source(part, part.metric, reading, "", score, metrics)]
    if part.also:
        sources.append(_source(part, part.also, reading, "also_", score, metrics))
    return Line(words(part, metrics), working(part, value, also, year=year), tuple(sources))


def _source(part, key, reading, prefix, score, metrics):
    year, unit = score.assessment.scheme.year, reading[f"{prefix}unit"]
    value, metric = _decimal(reading[f"{prefix}value"]), metrics.get(key)
    now = _decimal(reading.get(f"{prefix}now"))
    moved = f"{prefix}now" in reading and now != value
    return Source(
        label=reading[f"{prefix}label"],
        value=figure(part, value, unit, year),
        definition=metric.definition if metric else "",
        url=metric.rows_url(score.assessment.community, year) if metric else "",
        now=figure(part, now, unit, year) if moved else "",
    )


def _decimal(text):
    return None if text is None else Decimal(text)
