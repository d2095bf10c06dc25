"""Rehearsals, roll calls, programmes, awards and stars on the screen."""

from tests.factories.troupes.honours import AwardFactory
from tests.troupes.pages import after, page, url
from troupes.models import Award, Programme


def test_captain_keeps_programmes(client, captain, troupe):
    client.force_login(captain)
    after(client, url("troupe-programme-add", troupe.pk), {"title": "映山红", "is_ready": "on"})
    programme = Programme.objects.get()
    after(client, url("programme-edit", programme.pk), {"title": "映山红", "minutes": "6"})
    assert "映山红" in page(client, url("programme-list") + "?is_ready=False")
    after(client, url("programme-delete", programme.pk), {})
    assert not Programme.objects.exists()


AWARD = {"contest": "区广场舞大赛", "title": "金奖", "level": "district", "awarded_on": "2026-01-05"}


def test_award_is_granted_to_troupe_or_community(client, staff, troupe, community):
    client.force_login(staff)
    after(client, url("troupe-award-add", troupe.pk), AWARD)
    after(client, url("award-create"), AWARD | {"contest": "社区文化建设评比"})
    assert {award.troupe for award in Award.objects.filter(community=community)} == {troupe, None}
    assert page(client, url("award-list") + "?year=2026&level=district").count("row-link") == 2
    award = troupe.awards.get()
    after(client, url("award-edit", award.pk), AWARD | {"troupe": troupe.pk, "title": "银奖"})
    assert "银奖" in page(client, url("award-detail", award.pk))
    after(client, url("award-delete", award.pk), {})
    assert Award.objects.count() == 1


def test_captain_reads_awards_but_grants_none(client, captain, troupe):
    award = AwardFactory(troupe=troupe)
    client.force_login(captain)
    assert award.contest in page(client, url("award-detail", award.pk))
    assert client.post(url("troupe-award-add", troupe.pk), AWARD).status_code == 403
    page(client, url("award-edit", award.pk), code=404)
