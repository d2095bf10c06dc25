import pytest
from django.core.exceptions import ValidationError

from activities.leading_group.chart import groups_of
from activities.leading_group.services import copy_group
from activities.models import GroupMember
from tests.factories.activities.leading_group import GroupMemberFactory


def test_copy_carries_last_years_group_of_this_owner_over(street, community, staff):
    GroupMemberFactory(community=community, year=2025, post="head", name="沈若兰")
    GroupMemberFactory(community=None, street=street, year=2025)

    assert copy_group(street=street, community=community, year=2026, by=staff) == 1
    assert list(GroupMember.objects.for_year(2026).values_list("name", "post", "community")) == [
        ("沈若兰", "head", community.pk)
    ]
    with pytest.raises(ValidationError, match="已经建立"):
        copy_group(street=street, community=community, year=2026, by=staff)


def test_copy_without_last_years_group_says_so(street, community, staff):
    with pytest.raises(ValidationError, match="2025年没有领导小组名单"):
        copy_group(street=street, community=community, year=2026, by=staff)


def test_chart_ranks_posts_and_puts_the_street_first(street, community):
    GroupMemberFactory(community=community, post="member", name="组员")
    GroupMemberFactory(community=community, post="head", name="社区组长")
    GroupMemberFactory(community=None, street=street, post="deputy", name="副组长")
    members = list(GroupMember.objects.in_rank())
    assert [member.name for member in members] == ["副组长", "社区组长", "组员"]
    groups = groups_of(members)
    assert [group.community for group in groups] == [None, community]
    assert [member.name for member in groups[1].heads + groups[1].members] == ["社区组长", "组员"]
