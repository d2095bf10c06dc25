"""The chapters of the yearbook that archives writes about the whole street: 概况, 统计, 附录."""

from archives.chapters.appendix import appendix
from archives.chapters.overview import overview
from archives.chapters.readings import read_metrics
from archives.chapters.statistics import statistics

__all__ = ["appendix", "overview", "read_metrics", "statistics"]
