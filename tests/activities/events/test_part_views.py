"""Tasks, the running order and the communities of an event, on its page."""

from django.utils import timezone

from activities.models import Appearance, Participation, Task
from tests.activities.pages import url
from tests.factories.activities.events import EventFactory, ParticipationFactory, TaskFactory
from tests.factories.portal import CommunityFactory
from tests.factories.troupes.groups import TroupeFactory
from tests.factories.troupes.honours import ProgrammeFactory

THIS = timezone.localdate().year
NOW = timezone.now()


def test_running_order_adds_up_minutes_and_refuses_another_troupes_piece(client, staff, community):
    event = EventFactory(community=community)
    dance, choir = TroupeFactory(community=community), TroupeFactory(community=community)
    piece = ProgrammeFactory(troupe=dance, minutes=7)
    client.force_login(staff)
    add = url("event-appearance-add", event.pk)
    page = client.post(add, {"troupe": choir.pk, "programme": piece.pk, "position": 1, "performers": ""})
    assert "请选择" in str(page.context["form"].errors["programme"])
    client.post(add, {"troupe": dance.pk, "programme": piece.pk, "position": 1, "performers": 12})
    client.post(add, {"troupe": choir.pk, "programme": "", "position": 2, "performers": ""})
    again = client.post(add, {"troupe": dance.pk, "programme": piece.pk, "position": 3, "performers": ""})
    assert "已在参演名单中" in str(again.context["form"].non_field_errors())
    assert client.get(url("event-detail", event.pk)).context["minutes"] == 7
    assert Appearance.objects.count() == 2


def test_task_is_handed_out_finished_and_reopened(client, staff, community):
    event = EventFactory(community=community, planned=True)
    client.force_login(staff)
    client.post(
        url("event-task-add", event.pk), {"title": "布置", "responsible": staff.pk, "due_on": "2030-01-01"}
    )
    task = Task.objects.get()
    client.post(url("task-toggle", task.pk))
    task.refresh_from_db()
    assert task.done_on is not None
    client.post(url("task-toggle", task.pk))
    task.refresh_from_db()
    assert task.done_on is None


def test_parts_of_a_closed_event_stay_as_they_are(client, staff, community):
    task = TaskFactory(event=EventFactory(community=community, closed=True))
    client.force_login(staff)
    client.post(url("task-delete", task.pk))
    assert Task.objects.filter(pk=task.pk).exists()


def test_officer_records_all_communities_at_once(client, officer, community, street):
    other, third = CommunityFactory(street=street), CommunityFactory(street=street)
    event = EventFactory(community=None, street=street, held=True)
    ParticipationFactory(community=community, event=event)
    client.force_login(officer)
    form = {
        f"c{community.pk}-state": "present",
        f"c{community.pk}-people": "20",
        f"c{community.pk}-note": "",
        f"c{other.pk}-state": "absent",
        f"c{other.pk}-people": "",
        f"c{other.pk}-note": "未到场",
        f"c{third.pk}-state": "",
        f"c{third.pk}-people": "",
        f"c{third.pk}-note": "",
    }
    client.post(url("event-participations", event.pk), form)
    rows = dict(Participation.objects.values_list("community", "state"))
    assert rows == {community.pk: "present", other.pk: "absent"}
    assert Participation.objects.get(community=other).street == street
    bad = client.post(url("event-participations", event.pk), form | {f"c{other.pk}-people": "-2"})
    assert bad.status_code == 200
    assert Participation.objects.get(community=other).people is None


def test_staff_reply_for_their_community_only(client, staff, stranger, community):
    row = ParticipationFactory(community=community)
    client.force_login(staff)
    page = client.post(url("participation-reply", row.pk), {"state": "excused", "people": "", "note": ""})
    assert "请假请写明原因" in str(page.context["form"].errors["note"])
    client.post(url("participation-reply", row.pk), {"state": "present", "people": "25", "note": ""})
    row.refresh_from_db()
    assert (row.state, row.people) == ("present", 25)
    shown = client.get(url("event-detail", row.event_id)).context["participations"]
    ParticipationFactory(community=stranger.community, event=row.event)
    assert [one.community for one in shown] == [community]
