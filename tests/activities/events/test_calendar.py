"""The month as an agenda, the feed of the grid, one event for the phone's calendar."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities.events import EventFactory

FEED = reverse("activities:calendar-feed")


MARCH = {"start": "2026-03-01T00:00:00+08:00", "end": "2026-04-01T00:00:00+08:00"}


def at(month, day, hour=9):
    return timezone.make_aware(datetime(2026, month, day, hour))


def test_feed_holds_what_the_user_may_see_between_the_two_moments(client, staff, stranger, community, street):
    EventFactory(community=community, planned=True, starts_at=at(3, 5), title="自己的")
    EventFactory(community=community, planned=True, starts_at=at(2, 28), ends_at=at(3, 1, 10), title="跨月的")
    EventFactory(community=None, street=street, planned=True, starts_at=at(3, 31, 22), title="街道的")
    EventFactory(community=stranger.community, planned=True, starts_at=at(3, 5), title="别人的")
    EventFactory(community=community, planned=True, starts_at=at(4, 1, 0), title="四月的")
    client.force_login(staff)
    assert {row["title"] for row in client.get(FEED, MARCH).json()} == {"自己的", "跨月的", "街道的"}


def test_feed_gives_status_in_words_and_whole_days_for_events_of_several_days(client, staff, community):
    event = EventFactory(community=community, held=True, starts_at=at(3, 20), ends_at=at(3, 22, 17))
    client.force_login(staff)
    (row,) = client.get(FEED, MARCH).json()
    assert (row["status"], row["tone"], row["url"]) == ("已举办", "warn", event.get_absolute_url())
    assert (row["allDay"], row["start"], row["end"]) == (True, "2026-03-20", "2026-03-23")


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"start": "x", "end": "y"},
        {"start": "2026-04-01", "end": "2026-03-01"},
        {"start": "2020-01-01", "end": "2026-01-01"},
        {"start": "2026-13-01", "end": "2026-14-01"},
    ],
)
def test_feed_without_a_sensible_range_is_a_bad_request(client, staff, wanted):
    client.force_login(staff)
    assert client.get(FEED, wanted).status_code == 400


def test_agenda_groups_the_month_by_day_and_works_without_script(client, staff, community):
    EventFactory(community=community, planned=True, starts_at=at(3, 5, 14), title="下午的")
    EventFactory(community=community, planned=True, starts_at=at(3, 5, 9), title="上午的")
    EventFactory(community=community, planned=True, starts_at=at(2, 27), ends_at=at(3, 2), title="从二月来")
    client.force_login(staff)
    response = client.get(reverse("activities:calendar"), {"month": "2026-03"})
    days = [(day.day, [event.title for event in events]) for day, _, events in response.context["days"]]
    assert days == [(1, ["从二月来"]), (5, ["上午的", "下午的"])]
    assert "上午的" in response.content.decode()


def test_agenda_of_a_nonsense_month_is_the_current_one(client, staff):
    client.force_login(staff)
    response = client.get(reverse("activities:calendar"), {"month": "2026-99"})
    assert response.context["first"] == timezone.localdate().replace(day=1)


def test_ics_carries_times_in_utc_and_folds_long_lines_between_characters(client, staff, community):
    event = EventFactory(
        community=community,
        planned=True,
        starts_at=at(3, 5),
        title="迎春, 联欢；" + "很长的名称" * 10,
        purpose="一\r\n二",
    )
    client.force_login(staff)
    response = client.get(reverse("activities:event-ics", args=[event.pk]))
    content = response.content.decode()
    assert "DTSTART:20260305T010000Z\r\n" in content
    assert "DESCRIPTION:一\\n二\r\n" in content
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    assert f"SUMMARY:迎春\\, 联欢；{'很长的名称' * 10}" in content.replace("\r\n ", "")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_draft_is_not_given_to_the_phone(client, staff, community):
    event = EventFactory(community=community, starts_at=at(3, 5) + timedelta(days=1))
    client.force_login(staff)
    assert client.get(reverse("activities:event-ics", args=[event.pk])).url == event.get_absolute_url()
