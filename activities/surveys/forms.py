from django import forms

from activities.surveys.models import Survey
from portal.forms.base import refuse_future
from portal.forms.units import UnitForm, UnitYearFilter


class SurveyForm(UnitForm):
    class Meta:
        model = Survey
        fields = ["community", "year", "title", "held_on", "method", "sample", "score", "findings"]
        widgets = {"findings": forms.Textarea({"rows": 4})}
        help_texts = {
            "method": "例如 入户问卷、微信问卷、活动现场发放。",
            "sample": f"不足{Survey.SMALL_SAMPLE}份时，考核按80分计并标注。",
        }

    def clean_held_on(self):
        return refuse_future(self.cleaned_data["held_on"], "调查日期")


class SurveyFilter(UnitYearFilter):
    search_fields = ("title", "method", "findings")
