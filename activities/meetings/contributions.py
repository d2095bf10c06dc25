from datetime import timedelta

from django.utils import timezone

from activities.meetings import metrics
from activities.meetings.models import Meeting, Resolution
from portal.access import own_level, place_of
from portal.contributions import Contribution
from portal.duties.todos import duty_todos
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, Hit, MenuItem, Todo, folded
from portal.quotes import quoted

MINUTES_DAYS = 7  # days after a meeting by which its minutes are expected
HITS = 10


class MeetingContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("会议", link("activities:meeting-list"), "notes", SUPPORT, 310)]

    def todos(self, user):
        """Decisions in my hands; for who keeps the minutes of the own level, those that are not written."""
        if not user.follows_the_year:
            return []
        return [*_open_resolutions(user), *([] if user.is_leader else _missing_minutes(user))]

    def search(self, user, text):
        meetings = Meeting.objects.visible_to(user).filter(title__icontains=text).select_related("community")
        return [_hit(row) for row in meetings[:HITS]] if user.follows_the_year else []

    def metrics(self):
        return declared_in(metrics)

    def hand_over(self, predecessor, successor):
        """Open decisions follow the post."""
        return Resolution.objects.hand_over(predecessor, successor)


def _hit(row):
    detail = f"{timezone.localtime(row.held_at):%Y-%m-%d} {row.owner_name}"
    return Hit(row.title, row.get_absolute_url(), "会议", detail)


def _open_resolutions(user):
    mine = Resolution.objects.visible_to(user).open().in_hands_of(user).select_related("meeting")
    found = duty_todos(mine, kind="会议", prefix="办理议定事项：")
    return folded(found, "办理 {n} 项议定事项", link("activities:resolution-list", year="all", state="mine"))


def _missing_minutes(user):
    rows = own_level(Meeting.objects.editable_by(user), user).without_minutes().order_by("held_at")
    found = [
        Todo(
            f"补写{quoted(meeting)}的会议纪要",
            link("activities:meeting-edit", meeting.pk),
            "会议",
            timezone.localdate(meeting.held_at) + timedelta(days=MINUTES_DAYS),
        )
        for meeting in rows
    ]
    url = link("activities:meeting-list", year="all", minutes="missing", community=place_of(user))
    return folded(found, "补写 {n} 次会议的纪要", url)
