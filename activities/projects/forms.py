from django import forms
from django.core.exceptions import ValidationError

from activities.plans.services import plan_of
from activities.projects.models import Milestone, Project, Theme
from activities.projects.rules import is_locked_by_plan, kinds_for
from portal.duties.steps import hand_out
from portal.forms.base import Handed, OwnedForm, PortalForm
from portal.forms.units import OwnerYearFilter
from portal.forms.years import year_options


class YearForm(OwnedForm):
    """A row of a year that stands under its owner's plan of that year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.TypedChoiceField(
            label="年度",
            choices=self._years(),
            coerce=int,
            initial=self.initial.get("year") or year_options()[1][0],
        )

    def _years(self):
        known = year_options()
        own = str(self.instance.year or "")
        return known if not own or own in dict(known) else [*known, (own, f"{own}年")]

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self.instance.plan = plan_of(self.instance)


class ProjectForm(YearForm):
    scoped = ("candidate",)

    class Meta:
        model = Project
        fields = [
            "year",
            "kind",
            "community",
            "title",
            "aim",
            "lead",
            "candidate",
            "starts_on",
            "ends_on",
            "budget",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_for(self.user)
        self.fields["aim"].widget.attrs["rows"] = 5
        if not self.user.is_officer:
            self.fields.pop("candidate")

    def clean(self):
        cleaned = super().clean()
        kind, community = cleaned.get("kind"), cleaned.get("community")
        if kind and kind != Project.Kind.BRAND and community:
            self.add_error("community", "“五个一”工程由街道建立，请选择“街道本级”；社区的特色请选“品牌”。")
        if cleaned.get("candidate") and kind != Project.Kind.PIONEER:
            self.add_error("candidate", "只有“一先”推荐创建社区，请清空此项。")
        return cleaned


class MilestoneForm(Handed, PortalForm):
    class Meta:
        model = Milestone
        fields = ["title", "due_on", "responsible", "note"]

    def store(self):
        return hand_out(duty=self.instance, by=self.user)


class ThemeForm(YearForm):
    class Meta:
        model = Theme
        fields = ["year", "community", "title", "description", "planned_events"]

    def clean(self):
        cleaned = super().clean()
        if is_locked_by_plan(self.instance.plan):
            raise ValidationError(
                "这个主题所在的计划已报审或已批准，不能修改；需要调整时请先撤回或申请重新开启计划。"
            )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and is_locked_by_plan(self.instance.plan):
            self.add_error(
                None, f"{self.instance.year}年度计划已报审或已批准，不能再增加主题；需要时请先重新开启计划。"
            )


class ThemeFilter(OwnerYearFilter):
    search_fields = ("title", "description")
