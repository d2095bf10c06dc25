from activities.forms.rooms import RoomForm, RoomYearFilter, kind_field
from activities.models import GroupMember


class GroupMemberForm(RoomForm):
    class Meta:
        model = GroupMember
        fields = ["community", "year", "post", "name", "position", "duty"]


class GroupMemberFilter(RoomYearFilter):
    search_fields = ("name", "position")
    post = kind_field(GroupMember.Post, "小组职务")
