"""会议纪要 as an office paper: what was said and decided, from the row; nothing is typed again."""

from django.utils import timezone

from activities.meetings.models import Meeting
from portal.book import heading, para, table
from portal.documents import Paper, read_text

COLUMNS = [
    ("议定事项", 6, "left"),
    ("责任人", 2, "center"),
    ("期限", 2.4, "center"),
    ("办理情况", 2, "center"),
]


def minutes_paper(meeting: Meeting) -> Paper:
    """The minutes with who was there and the table of decisions; signed by the unit that met."""
    return Paper(
        f"{meeting.title}纪要",
        [*_opening(meeting), *_discussion(meeting), *read_text(meeting.minutes), *_decisions(meeting)],
        present=_present(meeting),
        signer=_signer(meeting),
        signed_on=timezone.localdate(meeting.held_at),
    )


def _opening(meeting):
    held = timezone.localtime(meeting.held_at)
    place = f"在{meeting.place}" if meeting.place else ""
    chair = f"，{meeting.chair}主持" if meeting.chair else ""
    yield para(f"{held:%Y年%-m月%-d日}，{meeting.owner_name}{place}召开{meeting.title}{chair}。")


def _discussion(meeting):
    for label, text in (("议题", meeting.agenda), ("发言要点", meeting.discussion)):
        if text:
            yield heading(label)
            yield from read_text(text)
    yield heading("会议纪要")


def _decisions(meeting):
    rows = [
        (row.title, row.responsible or "—", f"{row.due_on:%Y-%m-%d}", row.state)
        for row in meeting.resolutions.select_related("responsible")
    ]
    if rows:
        yield heading("议定事项")
        yield table(COLUMNS, rows, caption="")


def _present(meeting):
    people = (("出席", meeting.attendees), ("列席", meeting.observers), ("缺席", meeting.absentees))
    return [(label, "、".join(text.split())) for label, text in people if text.strip()]


def _signer(meeting):
    return f"{meeting.community}居民委员会" if meeting.community_id else f"{meeting.street}办事处"
