from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import Fact, Hit, MenuItem, Todo, folded
from troupes.groups import metrics
from troupes.groups.models import Troupe
from troupes.people.contributions import HITS, SECTION
from troupes.people.models import Membership


class TroupeContribution(Contribution):
    def menu(self, user):
        if not user.works_with_troupes:
            return []
        return [
            MenuItem("团队", link("troupes:troupe-list"), "users-group", SECTION, 100),
            MenuItem("活动时间表", link("troupes:troupe-timetable"), "calendar-time", SECTION, 101),
        ]

    def todos(self, user):
        """Captains and staff get each troupe by itself, the officer only how many there are."""
        if user.is_captain:
            return _unconfirmed(user)
        if user.is_staff_member:
            return [*_leaderless(user), *_unconfirmed(user)]
        return _counts(user) if user.is_officer else []

    def year_state(self, user, year):
        if not user.works_with_troupes:
            return []
        active = Troupe.objects.visible_to(user).active()
        members = Membership.objects.visible_to(user).current().filter(troupe__in=active)
        people = members.values("person").distinct().count()
        return [
            Fact("团队数", active.count(), "支", url=link("troupes:troupe-list", status="active")),
            Fact("在册人数", people, "人", url=link("troupes:person-list"), note="参加几支团队的人只计一次"),
        ]

    def search(self, user, text):
        troupes = Troupe.objects.visible_to(user).matching(text).select_related("community")[:HITS]
        return [
            Hit(row.name, row.get_absolute_url(), "团队", f"{row.owner_name} {row.get_category_display()}")
            for row in troupes
        ]

    def hand_over(self, predecessor, successor):
        """A captain's troupes follow the post."""
        return predecessor.troupes.update(captain=successor)

    def metrics(self):
        return declared_in(metrics)


def _unconfirmed(user):
    rows = Troupe.objects.editable_by(user).active().unconfirmed().order_by("pk")
    found = [
        Todo(f"核对并确认“{row}”的花名册", f"{row.get_absolute_url()}#roster", "花名册", detail=_since(row))
        for row in rows
    ]
    return folded(found, "核对并确认 {n} 支团队的花名册", link("troupes:troupe-list", need="roster"))


def _since(troupe):
    day = troupe.roster_confirmed_on
    return f"上次确认 {day:%Y-%m-%d}，已超过一年" if day else "还没有确认过"


def _leaderless(user):
    rows = Troupe.objects.editable_by(user).active().without_leader().order_by("pk")
    found = [
        Todo(f"“{row}”没有负责人，请在花名册里确定一位", f"{row.get_absolute_url()}#roster", "团队")
        for row in rows
    ]
    return folded(found, "{n} 支团队没有负责人，请各确定一位", link("troupes:troupe-list", need="leader"))


def _counts(user):
    active = Troupe.objects.editable_by(user).active()
    counted = [
        (active.without_leader().count(), "支团队没有负责人", "leader"),
        (active.unconfirmed().count(), "支团队的花名册超过一年没有确认", "roster"),
    ]
    return [
        Todo(f"{number} {text}，请督促社区办理", link("troupes:troupe-list", need=need), "团队")
        for number, text, need in counted
        if number
    ]
