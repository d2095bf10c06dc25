from activities.surveys.forms import SurveyFilter, SurveyForm
from activities.surveys.models import Survey
from portal.pages.columns import Column


class SurveyPages:
    """满意度调查: held by a community or by the street."""

    route = "activities:survey"
    model = Survey
    form_class = SurveyForm
    filter_form = SurveyFilter
    related = ("community",)
    create_label = "登记调查"
    created_message = "调查已登记。"
    empty_text = "本年度还没有登记满意度调查。问卷收齐后登记有效份数、得分和主要意见。"
    columns = (
        Column("title", sort=True, link=True),
        Column("owner_name", "调查单位", sort="community__position"),
        Column("held_on", sort=True),
        Column("method", sort=True),
        Column("sample", sort=True),
        Column("score", "满意度", sort=True),
        Column("counted_score", "考核计分"),
        Column("sample_state", "样本", tone="sample_tone"),
    )
    fields = (
        Column("year", value=lambda survey: f"{survey.year}年"),
        Column("owner_name", "调查单位"),
        Column("held_on"),
        Column("method"),
        Column("sample"),
        Column("score"),
        Column("counted_score", "考核计分"),
        Column("sample_state", "样本", tone="sample_tone"),
        Column("findings", wide=True),
    )
