from django.urls import reverse_lazy

from activities.trainings.forms import TrainingFilter, TrainingForm
from activities.trainings.models import Training
from portal.pages.children import short
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

HOME = ("骨干培训", "activities:training-list")

FIELDS = (
    Column("held_on", "日期", sort="held_on"),
    Column("owner_name", "登记单位", sort="community__position"),
    Column("organiser", "主办单位", sort="organiser"),
    Column("teacher", "授课教师", sort="teacher"),
    Column("hours", "课时", value=short("hours"), sort="hours"),
    Column("troupe.name", "参训团队", sort="troupe__name"),
    Column("attendances", "参训人次", sort="attendances"),
)


class TrainingList(ListPage):
    model = Training
    title = "骨干培训"
    related = ("community", "troupe")
    filter_form = TrainingFilter
    create_url = "activities:training-create"
    create_label = "登记培训"
    empty_text = "本年度还没有登记培训。社区自办的和参加上级的骨干培训都登记在这里。"
    columns = (Column("title", "培训内容", sort="title", link=True), *FIELDS)


class TrainingDetail(DetailPage):
    model = Training
    parent = HOME
    related = ("community", "troupe")
    edit_url = "activities:training-edit"
    delete_url = "activities:training-delete"
    fields = FIELDS


class TrainingCreate(CreatePage):
    model = Training
    form_class = TrainingForm
    parent = HOME
    title = "登记培训"
    message = "培训已登记。"


class TrainingEdit(EditPage):
    model = Training
    form_class = TrainingForm
    parent = HOME


class TrainingDelete(DeletePage):
    model = Training
    parent = HOME
    success_url = reverse_lazy("activities:training-list")
