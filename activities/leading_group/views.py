from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities.leading_group.forms import GroupMemberFilter, GroupMemberForm
from activities.leading_group.models import GroupMember
from activities.leading_group.services import copy_group, groups_of
from portal.forms.years import chosen_year, year_options
from portal.pages.columns import Column
from portal.pages.generic import ListPage
from portal.pages.verbs import carry_out


class GroupMemberPages:
    """领导小组: the street's and each community's, by year."""

    route = "activities:groupmember"
    heading = "领导小组"
    model = GroupMember
    form_class = GroupMemberForm
    filter_form = GroupMemberFilter
    related = ("community",)
    create_label = "新增成员"
    created_message = "成员已加入领导小组。"
    empty_text = "本年度还没有领导小组名单；可以新增成员，或沿用上年名单。"
    fields = (
        Column("name", sort=True, link=True),
        Column("get_post_display", sort=True),
        Column("position", wide=True),
        Column("duty", wide=True),
        Column("owner_name", "所属", sort="community__position"),
        Column("year", sort=True),
    )
    columns = fields


class GroupMemberList(GroupMemberPages, ListPage):
    template_name = "activities/leading_group/list.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows if self.sort else rows.in_rank()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "can_copy": self.can_create(),
            "chart_year": chosen_year(self.request),
        }


def groupmember_chart(request):
    """组织网络图 of one year, for the screen and as an office paper."""
    year = chosen_year(request)
    members = (
        GroupMember.objects.visible_to(request.user).for_year(year).select_related("community").in_rank()
    )
    context = {
        "title": f"{request.user.street or ''}社区文化工作组织网络图（{year}年）",
        "crumbs": [("领导小组", "activities:groupmember-list")],
        "year": year,
        "years": [int(value) for value, _ in year_options(ahead=0)],
        "groups": groups_of(members),
    }
    return render(request, "activities/leading_group/chart.html", context)


@require_POST
def groupmember_copy(request):
    """沿用上年名单: the officer for the street's group, staff for their community's."""
    user, year = request.user, timezone.localdate().year
    carry_out(
        request,
        lambda number: f"已沿用{year - 1}年名单，共{number}人；请核对变动人员。",
        lambda: copy_group(street=user.street, community=user.community, year=year, by=user),
    )
    return redirect("activities:groupmember-list")
