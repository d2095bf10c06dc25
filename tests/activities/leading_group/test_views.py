from django.utils import timezone

from activities.models import GroupMember
from tests.activities.pages import page, url
from tests.factories.activities.leading_group import GroupMemberFactory


def test_chart_shows_the_posts_of_the_chosen_year(client, officer, street, community):
    GroupMemberFactory(
        community=None, street=street, post="head", name="韩立新", year=timezone.localdate().year
    )
    GroupMemberFactory(community=community, post="clerk", name="孟晓岚", year=timezone.localdate().year - 1)
    client.force_login(officer)
    now = page(client, url("groupmember-chart"))
    assert "韩立新" in now
    assert "孟晓岚" not in now
    before = page(client, url("groupmember-chart") + f"?year={timezone.localdate().year - 1}")
    assert "孟晓岚" in before


def test_chart_with_a_nonsense_year_shows_this_year(client, officer):
    client.force_login(officer)
    assert client.get(url("groupmember-chart") + "?year=abc").context["year"] == timezone.localdate().year


def test_staff_copy_last_years_group_of_their_community(client, staff, community, stranger):
    last = timezone.localdate().year - 1
    GroupMemberFactory(community=community, year=last, name="沈若兰")
    GroupMemberFactory(community=stranger.community, year=last)
    client.force_login(staff)
    assert "沿用上年名单" in page(client, url("groupmember-list"))
    client.post(url("groupmember-copy"))
    assert [member.name for member in GroupMember.objects.for_year(last + 1)] == ["沈若兰"]


def test_leader_does_not_copy_the_group(client, leader):
    client.force_login(leader)
    assert client.post(url("groupmember-copy")).status_code == 403
