from django.urls import reverse_lazy

from activities.surveys.forms import SurveyFilter, SurveyForm
from activities.surveys.models import Survey
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage

HOME = ("满意度调查", "activities:survey-list")


class SurveyList(ListPage):
    model = Survey
    title = "满意度调查"
    related = ("community",)
    filter_form = SurveyFilter
    create_url = "activities:survey-create"
    create_label = "登记调查"
    empty_text = "本年度还没有登记满意度调查。问卷收齐后登记有效份数、得分和主要意见。"
    columns = (
        Column("title", "调查名称", sort="title", link=True),
        Column("owner_name", "调查单位", sort="community__position"),
        Column("held_on", "日期", sort="held_on"),
        Column("method", "方式", sort="method"),
        Column("sample", "有效问卷（份）", sort="sample"),
        Column("score", "满意度", sort="score"),
        Column("counted_score", "考核计分"),
        Column("sample_state", "样本", tone="sample_tone"),
    )


class SurveyDetail(DetailPage):
    model = Survey
    parent = HOME
    related = ("community",)
    edit_url = "activities:survey-edit"
    delete_url = "activities:survey-delete"
    fields = (
        Column("year", "年度", value=lambda survey: f"{survey.year}年"),
        Column("owner_name", "调查单位"),
        Column("held_on", "日期"),
        Column("method", "方式"),
        Column("sample", "有效问卷（份）"),
        Column("score", "满意度（百分制）"),
        Column("counted_score", "考核计分"),
        Column("sample_state", "样本", tone="sample_tone"),
        Column("findings", "主要意见", wide=True),
    )


class SurveyCreate(CreatePage):
    model = Survey
    form_class = SurveyForm
    parent = HOME
    title = "登记调查"
    message = "调查已登记。"


class SurveyEdit(EditPage):
    model = Survey
    form_class = SurveyForm
    parent = HOME


class SurveyDelete(DeletePage):
    model = Survey
    parent = HOME
    success_url = reverse_lazy("activities:survey-list")
