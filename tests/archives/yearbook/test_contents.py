"""The table of contents names what the nouns contribute, no more and no less."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from archives.yearbook.contents import CONTENTS, in_order
from portal.book import Chapter
from portal.contributions import Contribution, collect
from tests.archives.yearbook.years import LAST_YEAR
from tests.factories.assessments.marking import AssessmentFactory


@pytest.mark.django_db
def test_contents_name_every_contributed_chapter_once(street, community, small_year):
    AssessmentFactory(community=community, scheme__year=LAST_YEAR, final=True)
    titles = [chapter.title for chapter in collect(Contribution.chapters, street, LAST_YEAR)]
    assert sorted(titles) == sorted(CONTENTS)


def test_chapters_are_printed_in_the_order_of_the_contents():
    given = [Chapter("附录"), Chapter("各社区"), Chapter("概况")]
    assert [chapter.title for chapter in in_order(given)] == ["概况", "各社区", "附录"]


def test_chapter_that_the_contents_do_not_name_is_refused():
    with pytest.raises(ImproperlyConfigured, match="运动会"):
        in_order([Chapter("概况"), Chapter("运动会")])
