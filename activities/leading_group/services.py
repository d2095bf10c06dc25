"""领导小组: the organisation chart of a year, and carrying last year's group over."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from activities.leading_group.models import GroupMember
from portal.access import can_edit
from portal.models import Street


@dataclass
class Group:
    """The leading group of one owner (the street when `community` is None), by post."""

    community: object = None
    heads: list = field(default_factory=list)
    deputies: list = field(default_factory=list)
    clerks: list = field(default_factory=list)
    members: list = field(default_factory=list)

    def add(self, member):
        places = {"head": self.heads, "deputy": self.deputies, "clerk": self.clerks}
        places.get(member.post, self.members).append(member)


def groups_of(members) -> list[Group]:
    """组织网络图: the street's group first, then one group per community, from members `in_rank()`."""
    groups = {}
    for member in members:
        groups.setdefault(member.community_id, Group(member.community)).add(member)
    return list(groups.values())


@transaction.atomic
def copy_group(*, street, community, year, by) -> int:
    """Carry last year's group of this owner over into `year`; returns how many members.
    Raises PermissionDenied unless `by` keeps this owner's group, ValidationError when `year` has one already or
    last year had none."""
    if not can_edit(by, GroupMember(street=street, community=community)):
        raise PermissionDenied("领导小组名单由街道文化员和社区文体干部维护。")
    Street.objects.select_for_update().get(pk=street.pk)  # a second click waits, then finds the list made
    own = GroupMember.objects.filter(street=street, community=community)
    if own.for_year(year).exists():
        raise ValidationError(f"{year}年的领导小组名单已经建立，请直接修改。")
    rows = list(own.for_year(year - 1).order_by("pk"))
    if not rows:
        raise ValidationError(f"{year - 1}年没有领导小组名单可以沿用，请逐人新增。")
    for row in rows:
        row.pk, row.year = None, year
        row._state.adding = True
    GroupMember.objects.bulk_create(rows)
    return len(rows)
