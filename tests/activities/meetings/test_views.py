from django.utils import timezone

from activities.models import Resolution
from tests.activities.pages import page, url
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory


def test_resolution_is_added_finished_and_reopened_on_the_meetings_page(client, staff, community):
    meeting = MeetingFactory(community=community)
    client.force_login(staff)
    data = {"title": "维修音响", "responsible": staff.pk, "due_on": timezone.localdate()}
    assert client.post(url("meeting-resolution-add", meeting.pk), data).url == meeting.get_absolute_url()
    row = Resolution.objects.get()
    assert url("resolution-finish", row.pk) in page(client, meeting.get_absolute_url())

    client.post(url("resolution-finish", row.pk))
    body = page(client, meeting.get_absolute_url())
    assert "已办结" in body
    assert url("resolution-finish", row.pk) not in body
    client.post(url("resolution-reopen", row.pk))
    row.refresh_from_db()
    assert row.done_on is None


def test_responsible_staff_see_the_verb_on_the_streets_meeting_others_do_not(client, staff, stranger, street):
    meeting = MeetingFactory(community=None, street=street)
    row = ResolutionFactory(meeting=meeting, responsible=staff)
    client.force_login(stranger)
    assert url("resolution-finish", row.pk) not in page(client, meeting.get_absolute_url())
    assert client.post(url("resolution-finish", row.pk)).status_code == 403
    client.force_login(staff)
    assert url("resolution-finish", row.pk) in page(client, meeting.get_absolute_url())
    client.post(url("resolution-finish", row.pk))
    row.refresh_from_db()
    assert row.done_on == timezone.localdate()


def test_meeting_on_paper_has_minutes_and_signature_lines(client, staff, community):
    meeting = MeetingFactory(community=community, with_minutes=True, absentees="顾明远（公差）")
    client.force_login(staff)
    body = page(client, meeting.get_absolute_url())
    for text in (
        "会议记录",
        "缺席及原因",
        "顾明远（公差）",
        meeting.minutes,
        "主持人（签名）",
        "记录人（签名）",
    ):
        assert text in body
