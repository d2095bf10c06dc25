from datetime import date

from tests.factories.troupes.honours import AwardFactory
from troupes.honours.chapter import award_chapter


def blocks(chapter, kind):
    return [block for block in chapter.blocks if block["kind"] == kind]


def test_yearbook_prints_awards_the_highest_first(community):
    for level, day in (("street", 1), ("nation", 2), ("district", 3)):
        AwardFactory(community=community, level=level, awarded_on=date(2025, 5, day))
    AwardFactory(community=community, awarded_on=date(2024, 5, 1))
    chapter = award_chapter(community.street, 2025)
    assert [row[3] for row in blocks(chapter, "table")[0]["rows"]] == ["国家级", "区级", "街道级"]
    assert "共获奖 3 项，其中国家级 1 项，区级 1 项，街道级 1 项" in str(chapter.blocks)
    empty = award_chapter(community.street, 2020)
    assert empty.blocks == []
