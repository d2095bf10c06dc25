"""组织网络图: the leading groups of a year, each by post."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from activities.leading_group.models import GroupMember
from portal.models import Community

Post = GroupMember.Post


@dataclass(frozen=True)
class Group:
    """The leading group of one owner: the street's own when `community` is None."""

    community: Community | None
    heads: list[GroupMember] = field(default_factory=list)
    deputies: list[GroupMember] = field(default_factory=list)
    clerks: list[GroupMember] = field(default_factory=list)
    members: list[GroupMember] = field(default_factory=list)

    def add(self, member: GroupMember) -> None:
        places = {Post.HEAD: self.heads, Post.DEPUTY: self.deputies, Post.CLERK: self.clerks}
        places.get(member.post, self.members).append(member)


def groups_of(members: Iterable[GroupMember]) -> list[Group]:
    """The street's group first, then one group per community, from members `in_rank()`."""
    groups = {}
    for member in members:
        groups.setdefault(member.community_id, Group(member.community)).add(member)
    return list(groups.values())
