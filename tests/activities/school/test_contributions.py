from django.utils import timezone

from activities.school.chapter import places_chapter
from tests.factories.activities.corridor import BoardFactory, EditionFactory
from tests.factories.activities.school import LessonFactory, PartnerSchoolFactory
from tests.factories.activities.venues import VenueFactory
from tests.factories.portal import CommunityFactory
from tests.offers import tables_of


def test_chapter_of_places_counts_boards_pages_lessons_and_venues(street, community):
    CommunityFactory(street=street, name="空白社区")
    board = BoardFactory(community=community, kind="corridor", length=12)
    EditionFactory(board=board, pages=20, published_on=timezone.localdate())
    LessonFactory(community=community, enrolled=20, attended=15)
    VenueFactory(community=community, shared=True, name="篮球馆")
    PartnerSchoolFactory(community=None, street=street, name="龙三小")

    year = timezone.localdate().year
    chapter = places_chapter(street, year)
    found = tables_of(chapter)
    assert found[f"{year}年文化长廊与宣传阵地"]["rows"][-1] == ["合计", "1", "12.0", "20"]
    assert ["法律常识", "1", "20", "15", "75.0%"] in found[f"{year}年市民学校课程类别"]["rows"]
    assert found["自有文体场地与辖区单位共享场地"]["rows"][0][1] == "篮球馆"
    assert any("龙三小" in text for block in chapter.blocks for text in block.get("paras", []))
