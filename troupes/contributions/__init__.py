"""What troupes contributes to the shell, the year and the book; see portal/contributions.py."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem, Todo, folded
from troupes.contributions.yearbook import yearbook, yearbook_gaps
from troupes.demo import demo
from troupes.groups import metrics as group_metrics
from troupes.groups.models import Troupe
from troupes.honours import metrics as honour_metrics
from troupes.people.models import Membership, Person
from troupes.practice import metrics as practice_metrics
from troupes.practice.models import Rehearsal

__all__ = [
    "demo",
    "hand_over",
    "menu",
    "metrics",
    "search",
    "todos",
    "year_state",
    "yearbook",
    "yearbook_gaps",
]

SECTION = "团队"
CALL_DAYS = 3  # days after a rehearsal within which its roll should be called
LOOK_BACK = 60  # older rehearsals without a roll call are found in the list, not on the home page
HITS = 10


def metrics():
    return [
        metric
        for module in (group_metrics, practice_metrics, honour_metrics)
        for metric in declared_in(module)
    ]


def menu(user):
    if not user.street_id or user.is_administrator or user.is_auditor:
        return []
    items = [
        MenuItem("团队", reverse("troupes:troupe-list"), "users-group", SECTION, 100),
        MenuItem("活动时间表", reverse("troupes:troupe-timetable"), "calendar-time", SECTION, 101),
        MenuItem("人员", reverse("troupes:person-list"), "address-book", SECTION, 102),
        MenuItem("排练", reverse("troupes:rehearsal-list"), "checklist", SECTION, 103),
    ]
    if not user.is_captain:
        items += [
            MenuItem("节目", reverse("troupes:programme-list"), "music", SECTION, 104),
            MenuItem("获奖", reverse("troupes:award-list"), "trophy", SECTION, 105),
            MenuItem("人才库", reverse("troupes:talent-list"), "user-star", SECTION, 106),
        ]
    return items


def todos(user):
    """Captains get each thing by itself, staff each troupe, the officer only how many there are."""
    if user.is_captain:
        return [*_uncalled(user), *_unconfirmed(user)]
    if user.is_staff_member:
        return [*_leaderless(user), *_unconfirmed(user)]
    return _counts(user) if user.is_officer else []


def _uncalled(user):
    today = timezone.localdate()
    rows = Rehearsal.objects.editable_by(user).without_call().until(today)
    rows = rows.filter(date__gte=today - timedelta(days=LOOK_BACK)).select_related("troupe").order_by("date")
    found = [
        Todo(
            f"给“{row.troupe}”{row.date:%-m月%-d日}的{row.get_kind_display()}点名",
            reverse("troupes:rehearsal-call", args=[row.pk]),
            "点名",
            due=row.date + timedelta(days=CALL_DAYS),
        )
        for row in rows
    ]
    return folded(
        found, f"近{LOOK_BACK}天有 {{n}} 次排练没有点名", f"{reverse('troupes:rehearsal-list')}?call=open"
    )


def _unconfirmed(user):
    rows = Troupe.objects.editable_by(user).active().unconfirmed().order_by("pk")
    found = [
        Todo(f"核对并确认“{row}”的花名册", f"{row.get_absolute_url()}#roster", "花名册", detail=_since(row))
        for row in rows
    ]
    return folded(found, "核对并确认 {n} 支团队的花名册", f"{reverse('troupes:troupe-list')}?need=roster")


def _since(troupe):
    day = troupe.roster_confirmed_on
    return f"上次确认 {day:%Y-%m-%d}，已超过一年" if day else "还没有确认过"


def _leaderless(user):
    rows = Troupe.objects.editable_by(user).active().without_leader().order_by("pk")
    found = [
        Todo(f"“{row}”没有负责人，请在花名册里确定一位", f"{row.get_absolute_url()}#roster", "团队")
        for row in rows
    ]
    return folded(
        found, "{n} 支团队没有负责人，请各确定一位", f"{reverse('troupes:troupe-list')}?need=leader"
    )


def _counts(user):
    active = Troupe.objects.editable_by(user).active()
    url = reverse("troupes:troupe-list")
    counted = [
        (active.without_leader().count(), "支团队没有负责人", f"{url}?need=leader"),
        (active.unconfirmed().count(), "支团队的花名册超过一年没有确认", f"{url}?need=roster"),
    ]
    return [
        Todo(f"{number} {text}，请督促社区办理", link, "团队") for number, text, link in counted if number
    ]


def year_state(user, year):
    if user.is_administrator or user.is_auditor or not user.street_id:
        return []
    active = Troupe.objects.visible_to(user).active()
    members = Membership.objects.visible_to(user).current().filter(troupe__in=active)
    return [
        Fact("团队数", active.count(), "支", url=f"{reverse('troupes:troupe-list')}?status=active"),
        Fact(
            "在册人数", members.values("person").distinct().count(), "人",
            url=reverse("troupes:person-list"), note="参加几支团队的人只计一次",
        ),
    ]  # fmt: skip


def search(user, text):
    troupes = Troupe.objects.visible_to(user).matching(text).select_related("community")[:HITS]
    people = (
        Person.objects.visible_to(user).matching(text).without_private_fields().select_related("community")
    )
    return [
        *(
            Hit(row.name, row.get_absolute_url(), "团队", f"{row.owner_name} {row.get_category_display()}")
            for row in troupes
        ),
        *(
            Hit(row.name, row.get_absolute_url(), "人员", f"{row.owner_name} {row.born}".strip())
            for row in people[:HITS]
        ),
    ]


def hand_over(predecessor, successor):
    """A captain's troupes follow the post."""
    return Troupe.objects.filter(captain=predecessor).update(captain=successor)
