"""团队: list, page, registration, timetable."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from portal.contributions import Contribution, collect
from portal.pages.children import Ruled
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage, Page
from portal.pages.verbs import act
from portal.pieces import Fact
from troupes.groups import rules
from troupes.groups import services as groups
from troupes.groups.forms import StarRatingForm, TimetableFilter, TroupeFilter, TroupeForm
from troupes.groups.models import WEEKDAYS, StarRating, Troupe
from troupes.groups.tables import members_table
from troupes.people.models import Membership
from troupes.people.rules import can_register

HERE = ("团队", "troupes:troupe-list")

PERIODS = ((8, "清晨"), (12, "上午"), (18, "下午"), (24, "晚上"))


def stars(troupe):
    return "★" * troupe.star if troupe.star else ""


class TroupeRows(Page):
    """Comes after ListPage in the order of classes: counted first, filtered and sorted then."""

    model = Troupe
    related = ("community",)

    def get_queryset(self):
        return super().get_queryset().with_size().with_star().with_leaders()


class TroupeList(ListPage, TroupeRows):
    title = "团队"
    template_name = "troupes/groups/list.html"
    filter_form = TroupeFilter
    create_url = "troupes:troupe-create"
    create_label = "登记团队"
    empty_text = "还没有登记团队。请先登记团队，再录入花名册。"
    columns = (
        Column("name", sort="pinyin", link=True),
        Column("get_category_display", sort=True),
        Column("owner_name", "社区", sort="community__position"),
        Column("leader_names", "负责人"),
        Column("place", sort=True, wide=True),
        Column("slot", "每周活动", sort="weekday"),
        Column("size", "在册", sort="size", unit="人"),
        Column("get_status_display", sort=True, tone="status_tone"),
        Column("star", "星级", value=stars, sort="star"),
    )


class TroupeDetail(DetailPage):
    model = Troupe
    template_name = "troupes/groups/detail.html"
    related = ("street", "community", "captain")
    parent = HERE
    edit_url = "troupes:troupe-edit"
    delete_url = "troupes:troupe-delete"
    fields = (
        Column("get_category_display"),
        Column("owner_name", "社区"),
        Column("place"),
        Column("slot", "每周活动"),
        Column("founded_on"),
        Column("registered_on"),
        Column("captain"),
        Column("roster_confirmed_on", "花名册确认"),
        Column("introduction", wide=True),
    )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        return (
            context
            | troupe_sections(self.object, self.request, context["editable"])
            | {
                "delete_url": self.delete_url if context["editable"] and can_register(user) else "",
            }
        )


def troupe_sections(troupe, request, editable):
    """Everything below the facts: the roster, and what the nouns above contribute."""
    user = request.user
    rows = Membership.objects.visible_to(user).filter(troupe=troupe).in_roster_order()
    members = list(rows.current().with_phone())
    for member in members:
        member.troupe = troupe  # known already: no query per row
    return {
        "members": members_table(members, request, editable=editable),
        "leaders": [row.person.name for row in members if row.post == Membership.Post.LEADER],
        "former": list(rows.former().with_person()),
        "incomplete": sum(1 for row in members if row.person.gaps),
        "figures": [
            Fact("在册人数", len(members), "人", url="#roster"),
            *collect(Contribution.troupe_facts, user, troupe),
        ],
        "panels": collect(Contribution.troupe_panels, user, troupe),
        "ratings": StarRating.objects.visible_to(user).filter(troupe=troupe),
        "can_rate": editable and rules.can_rate(user),
        "can_register": editable and can_register(user),
    }


class TroupeCreate(CreatePage):
    model = Troupe
    form_class = TroupeForm
    title = "登记团队"
    parent = HERE
    message = "团队已登记，接着录入花名册吧。"


class TroupeEdit(EditPage):
    model = Troupe
    form_class = TroupeForm
    parent = HERE


class TroupeDelete(Ruled, DeletePage):
    model = Troupe
    parent = HERE
    success_url = reverse_lazy("troupes:troupe-list")
    rule = can_register
    refusal = "团队由街道或社区登记和删除。不再活动的团队请联系社区改为“停活”。"


@require_POST
def troupe_confirm(request, pk):
    troupe = get_object_or_404(Troupe.objects.editable_by(request.user), pk=pk)
    return act(
        request,
        troupe,
        lambda size: f"花名册已确认，在册 {size} 人。",
        groups.confirm_roster,
        troupe=troupe,
    )


def troupe_timetable(request):
    """Who practises where, through the week: one row for each part of the day."""
    form = TimetableFilter(request.GET or None, user=request.user)
    rows = Troupe.objects.visible_to(request.user).active().filter(weekday__isnull=False)
    rows = form.filter(rows).select_related("community").order_by("starts_at", "community__position", "pk")
    grid = {period: {day: [] for day, _ in WEEKDAYS} for _, period in PERIODS}
    for troupe in rows:
        grid[period_of(troupe.starts_at)][troupe.weekday].append(troupe)
    context = {
        "title": "活动时间表",
        "crumbs": [HERE],
        "filter": form,
        "weekdays": WEEKDAYS,
        "count": len(rows),
        "grid": [
            (period, [(label, days[day]) for day, label in WEEKDAYS])
            for period, days in grid.items()
            if any(days.values())
        ],
    }
    return render(request, "troupes/groups/timetable.html", context)


def period_of(moment):
    """清晨 before 8, 上午, 下午, 晚上 from 18; without a time of day the row stands under 上午."""
    hour = moment.hour if moment else 9
    return next(period for end, period in PERIODS if hour < end)


class StarRatingCreate(Ruled, CreatePage):
    model = StarRating
    form_class = StarRatingForm
    parent_field = "troupe"
    parent = HERE
    title = "登记星级评定"
    rule = rules.can_rate
    refusal = "星级由街道文化员登记。"


class StarRatingEdit(Ruled, EditPage):
    model = StarRating
    parent_field = "troupe"
    form_class = StarRatingForm
    parent = HERE
    related = ("troupe__captain",)
    rule = rules.can_rate
    refusal = "星级由街道文化员登记。"


class StarRatingDelete(Ruled, DeletePage):
    model = StarRating
    parent_field = "troupe"
    parent = HERE
    related = ("troupe",)
    rule = rules.can_rate
    refusal = "星级由街道文化员登记。"
