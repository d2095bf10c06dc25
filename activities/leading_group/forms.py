from activities.leading_group.models import GroupMember
from portal.forms.units import UnitForm, UnitYearFilter, kind_field


class GroupMemberForm(UnitForm):
    class Meta:
        model = GroupMember
        fields = ["community", "year", "post", "name", "position", "duty"]


class GroupMemberFilter(UnitYearFilter):
    search_fields = ("name", "position")
    post = kind_field(GroupMember.Post, "小组职务")
