"""Rehearsals, roll calls, programmes, awards and stars on the screen."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.troupes.people import MembershipFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory
from tests.troupes.pages import after, page, url
from troupes.models import Rehearsal


def test_captain_plans_a_series_and_calls_a_roll(client, captain, troupe):
    member = MembershipFactory(troupe=troupe)
    away = MembershipFactory(troupe=troupe)
    day = timezone.localdate() - timedelta(days=7)
    client.force_login(captain)
    data = {"date": day, "weekday": day.isoweekday(), "weeks": 3, "starts_at": "09:00", "kind": "rehearsal"}
    assert "已排 3 次" in after(client, url("troupe-series-add", troupe.pk), data)
    assert "已排 0 次，跳过已经排好的 3 次" in after(client, url("troupe-series-add", troupe.pk), data)
    rehearsal = Rehearsal.objects.order_by("date").first()
    states = {f"person-{member.person_id}": "present", f"person-{away.person_id}": "excused"}
    text = after(client, url("rehearsal-call", rehearsal.pk), states)
    assert "出勤 1 人，请假 1 人" in text
    assert "重新点名" in text


def test_roll_call_page_has_everybody_present(client, captain, troupe):
    member = MembershipFactory(troupe=troupe)
    rehearsal = RehearsalFactory(troupe=troupe)
    client.force_login(captain)
    response = client.get(url("rehearsal-call", rehearsal.pk))
    assert response.context["form"][f"person-{member.person_id}"].initial == "present"
    assert response.content.decode().count("checked") == 1


def test_roll_call_with_a_missing_answer_is_not_saved(client, captain, troupe):
    MembershipFactory(troupe=troupe)
    rehearsal = RehearsalFactory(troupe=troupe)
    client.force_login(captain)
    assert client.post(url("rehearsal-call", rehearsal.pk), {"person-0": "x"}).status_code == 200
    assert not rehearsal.calls.exists()


def test_roll_of_tomorrow_is_not_called(client, captain, troupe):
    rehearsal = RehearsalFactory(troupe=troupe, date=timezone.localdate() + timedelta(days=1))
    client.force_login(captain)
    assert "还没有到" in client.get(url("rehearsal-call", rehearsal.pk), follow=True).content.decode()


def test_captain_deletes_an_uncalled_rehearsal_but_not_a_called_one(client, captain, troupe):
    open_one = RehearsalFactory(troupe=troupe)
    called = RollCallFactory(rehearsal=RehearsalFactory(troupe=troupe)).rehearsal
    client.force_login(captain)
    after(client, url("rehearsal-delete", open_one.pk), {})
    assert client.post(url("rehearsal-delete", called.pk)).status_code == 403
    assert set(Rehearsal.objects.all()) == {called}


def test_rehearsal_is_planned_from_the_list(client, captain, troupe):
    client.force_login(captain)
    after(
        client,
        url("rehearsal-create"),
        {"troupe": troupe.pk, "date": timezone.localdate(), "kind": "training"},
    )
    rehearsal = Rehearsal.objects.get()
    after(
        client,
        url("rehearsal-edit", rehearsal.pk),
        {"date": "2026-02-03", "kind": "activity", "content": "采风"},
    )
    assert "采风" in page(client, url("rehearsal-list") + "?year=2026&kind=activity")
