"""目录: the chapters of the yearbook by name, in their order. Whoever contributes a chapter adds its title here."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

from portal.book import Chapter

CONTENTS = (
    "概况",
    "年度计划",
    "大事记",
    "五个一工程",
    "群众文化团队",
    "各社区",
    "阵地与学校",
    "获奖",
    "经费",
    "图片",
    "统计",
    "考核结果",
    "附录",
)


def in_order(chapters: Iterable[Chapter]) -> list[Chapter]:
    """`chapters` as the book prints them. Raises ImproperlyConfigured for a title that CONTENTS does not name."""
    chapters = list(chapters)
    unnamed = {chapter.title for chapter in chapters}.difference(CONTENTS)
    if unnamed:
        raise ImproperlyConfigured(
            f"archives.yearbook.contents names no chapter {'、'.join(sorted(unnamed))}"
        )
    return sorted(chapters, key=lambda chapter: CONTENTS.index(chapter.title))
