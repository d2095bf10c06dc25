"""会议纪要 as an office paper."""

from io import BytesIO

from django.urls import reverse
from docx import Document

from portal.documents import CONTENT_TYPE
from tests.factories.activities.meetings import MeetingFactory, ResolutionFactory


def download(client, meeting):
    return client.get(reverse("activities:meeting-paper", args=[meeting.pk]))


def test_minutes_are_downloaded_with_their_decisions_and_who_was_there(client, officer, community):
    meeting = MeetingFactory(
        community=community, title="文体工作例会", minutes="同意举办桃花节。", attendees="周文静 孟晓岚"
    )
    ResolutionFactory(meeting=meeting, title="维修音响")
    client.force_login(officer)
    response = download(client, meeting)
    assert response["Content-Type"] == CONTENT_TYPE
    paper = Document(BytesIO(response.content))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[0] == "文体工作例会纪要"
    assert "同意举办桃花节。" in texts
    assert any("周文静、孟晓岚" in text for text in texts)
    assert [cell.text for cell in paper.tables[0].column_cells(0)] == ["议定事项", "维修音响"]


def test_meeting_without_minutes_has_no_paper(client, officer, community):
    meeting = MeetingFactory(community=community, minutes="")
    client.force_login(officer)
    page = client.get(reverse("activities:meeting-paper", args=[meeting.pk]), follow=True)
    assert "还没有写会议纪要" in page.content.decode()
