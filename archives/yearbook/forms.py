from django import forms
from django.utils import timezone

from archives.yearbook.models import Yearbook
from portal.forms.base import FilterForm, OwnedForm


class YearbookFilter(FilterForm):
    search_fields = ("title",)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)


class YearbookEditForm(OwnedForm):
    """书名 and 编纂说明; the year of a book never changes."""

    class Meta:
        model = Yearbook
        fields = ["title", "preface"]
        help_texts = {
            "title": "不写书名号和年度，例如：龙泉街道群众文化年鉴。",
            "preface": "印在目录之前。说明收录范围、体例、资料来源和编纂人员；留空时印一段通用说明。",
        }
        widgets = {"preface": forms.Textarea(attrs={"rows": 12})}


class YearbookForm(YearbookEditForm):
    class Meta(YearbookEditForm.Meta):
        fields = ["year", "title", "preface"]

    def clean_year(self):
        year, this_year = self.cleaned_data["year"], timezone.localdate().year
        if not 2000 <= year <= this_year:
            raise forms.ValidationError(f"年度应在 2000 到 {this_year} 之间。")
        if Yearbook.objects.visible_to(self.user).filter(year=year).exists():
            raise forms.ValidationError(f"{year}年的年鉴已经建立，请在年鉴列表中打开它。")
        return year
