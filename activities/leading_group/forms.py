from activities.leading_group.models import GroupMember
from portal.forms.units import RoomForm, RoomYearFilter, kind_field


class GroupMemberForm(RoomForm):
    class Meta:
        model = GroupMember
        fields = ["community", "year", "post", "name", "position", "duty"]


class GroupMemberFilter(RoomYearFilter):
    search_fields = ("name", "position")
    post = kind_field(GroupMember.Post, "小组职务")
