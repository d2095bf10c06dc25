from django import forms

from activities.corridor.models import Board, Edition
from portal.forms.base import PortalForm, refuse_future
from portal.forms.units import UnitFilter, UnitForm, UnitYearFilter, kind_field


class BoardForm(UnitForm):
    class Meta:
        model = Board
        fields = ["community", "code", "kind", "location", "length", "built_on", "keeper"]
        help_texts = {"length": "文化长廊按米计入“百米长廊”；其他阵地可填 0。"}

    def clean_built_on(self):
        return refuse_future(self.cleaned_data["built_on"], "建成日期")


class BoardFilter(UnitFilter):
    opens_on_own = True
    search_fields = ("code", "location", "keeper")
    kind = kind_field(Board.Kind)
    state = forms.ChoiceField(
        label="更换情况", required=False, choices=[("", "全部"), ("stale", f"超过{Board.STALE_DAYS}天未更换")]
    )

    def filter_state(self, queryset, value):
        return queryset.stale()


class EditionForm(PortalForm):
    class Meta:
        model = Edition
        fields = ["issue", "theme", "pages", "published_on", "editor"]
        help_texts = {"issue": "同一阵地不重复，例如 2026-08。"}

    def clean_published_on(self):
        return refuse_future(self.cleaned_data["published_on"], "出刊日期")


class EditionFilter(UnitYearFilter):
    opens_on_own = True
    year_path = "published_on__year"
    search_fields = ("issue", "theme", "editor", "board__code", "board__location")
    kind = kind_field(Board.Kind)

    def filter_kind(self, queryset, value):
        return queryset.filter(board__kind=value)
