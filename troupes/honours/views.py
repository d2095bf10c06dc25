"""节目与获奖."""

from django.urls import reverse_lazy

from portal.pages.children import Ruled
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from troupes.groups.views import HERE as TROUPES
from troupes.honours.forms import AwardFilter, AwardForm, ProgrammeFilter, ProgrammeForm
from troupes.honours.models import Award, Programme
from troupes.people import rules

PROGRAMMES = ("节目", "troupes:programme-list")

AWARDS = ("获奖", "troupes:award-list")

REFUSAL = "获奖由街道或社区登记；请把证书交给社区文体干部。"


class ProgrammeList(ListPage):
    model = Programme
    title = "节目"
    related = ("troupe__community",)
    filter_form = ProgrammeFilter
    ordering = ("title", "pk")
    empty_text = "还没有节目。请在团队页登记排好的节目。"
    columns = (
        Column("title", sort=True, link=True),
        Column("genre", sort=True),
        Column("troupe.name", "团队", sort="troupe__pinyin"),
        Column("troupe.owner_name", "社区", sort="troupe__community__position"),
        Column("minutes", "时长", sort=True, unit="分钟"),
        Column("performers", "演员", sort=True, unit="人"),
        Column("is_original", sort=True),
        Column("is_ready", sort=True),
    )


class ProgrammeCreate(CreatePage):
    model = Programme
    form_class = ProgrammeForm
    parent_field = "troupe"
    parent = TROUPES
    title = "登记节目"


class ProgrammeEdit(EditPage):
    model = Programme
    parent_field = "troupe"
    form_class = ProgrammeForm
    related = ("troupe",)
    parent = PROGRAMMES


class ProgrammeDelete(DeletePage):
    model = Programme
    parent_field = "troupe"
    related = ("troupe",)
    parent = PROGRAMMES


class AwardList(ListPage):
    model = Award
    title = "获奖"
    related = ("troupe", "community")
    filter_form = AwardFilter
    create_url = "troupes:award-create"
    create_label = "登记获奖"
    empty_text = "还没有获奖记录。"
    columns = (
        Column("contest", sort=True, link=True, wide=True),
        Column("title", sort=True),
        Column("get_level_display", sort=True),
        Column("troupe.name", "团队", sort="troupe__pinyin"),
        Column("owner_name", "社区", sort="community__position"),
        Column("issuer", sort=True),
        Column("awarded_on", sort=True),
    )


class AwardDetail(DetailPage):
    model = Award
    template_name = "troupes/honours/award_detail.html"
    related = ("troupe", "community")
    parent = AWARDS
    edit_url = "troupes:award-edit"
    delete_url = "troupes:award-delete"
    fields = (
        Column("contest", wide=True),
        Column("title"),
        Column("get_level_display"),
        Column("awarded_on"),
        Column("issuer"),
        Column("troupe.name", "团队"),
        Column("owner_name", "社区"),
    )


class AwardCreate(CreatePage):
    model = Award
    form_class = AwardForm
    title = "登记获奖"
    parent = AWARDS


class TroupeAwardCreate(Ruled, CreatePage):
    model = Award
    form_class = AwardForm
    parent_field = "troupe"
    parent = TROUPES
    title = "登记获奖"
    rule = rules.can_register
    refusal = REFUSAL


class AwardEdit(EditPage):
    model = Award
    form_class = AwardForm
    related = ("troupe", "community")
    parent = AWARDS


class AwardDelete(DeletePage):
    model = Award
    related = ("troupe",)
    parent = AWARDS
    success_url = reverse_lazy("troupes:award-list")
