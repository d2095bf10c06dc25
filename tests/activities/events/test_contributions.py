"""What events bring to the yearbook."""

from datetime import datetime

from django.utils import timezone

from activities.events.contributions import EventContribution
from portal.contributions import Contribution
from tests.factories.activities.events import EventFactory
from tests.offers import offered

NOUNS = [EventContribution()]


def test_chronicle_lists_street_events_and_big_ones_in_date_order(street, community):
    def on(month, day, **fields):
        start = timezone.make_aware(datetime(2025, month, day, 9))
        return EventFactory(starts_at=start, **fields)

    on(
        9,
        26,
        community=None,
        street=street,
        closed=True,
        title="社区运动会",
        place="体育场",
        attendances=3450,
        ends_at=timezone.make_aware(datetime(2025, 9, 27, 17)),
    )
    on(3, 20, community=community, held=True, title="分会场", place="公园", attendances=500)
    on(4, 1, community=community, held=True, title="小活动", attendances=499)
    on(5, 1, community=None, street=street, planned=True, title="没办的")
    chapter = next(
        one for one in offered(NOUNS, Contribution.chapters, street, 2025) if one.title == "大事记"
    )
    assert chapter.blocks[0]["items"] == [
        ["3月20日", "滨河社区在公园举办分会场，500人次参加。"],
        ["9月26日—27日", "龙泉街道在体育场举办社区运动会，3450人次参加。"],
    ]
