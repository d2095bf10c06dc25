"""Forms of 考核办法: the scheme, its indicators, and their formulas as plain fields."""

import re
from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone

from assessments.schemes.formulas import part_problems
from assessments.schemes.models import Indicator, Scheme
from assessments.schemes.scoring import READING, RULES, ZERO, Part
from portal.contributions import all_metrics
from portal.forms.base import FilterForm, PortalForm
from portal.forms.years import year_choices

MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

TIERS = 3


class SchemeFilter(FilterForm):
    year = forms.TypedChoiceField(label="年度", coerce=int)
    status = forms.ChoiceField(label="状态", choices=[("", "全部"), *Scheme.Status.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = year_choices(this - 5, this + 1)


class SchemeForm(PortalForm):
    class Meta:
        model = Scheme
        fields = (
            "title",
            "self_due_on",
            "review_due_on",
            "excellent_from",
            "good_from",
            "pass_from",
            "excellent_quota",
            "bonus_cap",
            "deduction_cap",
        )

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("self_due_on"), cleaned.get("review_due_on")
        if first and second and second < first:
            self.add_error("review_due_on", "复评截止不能早于自评截止。")
        return cleaned

    def clean_excellent_quota(self):
        quota = self.cleaned_data["excellent_quota"]
        if quota > 100:
            raise forms.ValidationError("优秀名额是百分比，不能超过 100。")
        return quota


class SchemeDatesForm(SchemeForm):
    """What may still change once a scheme is published: the deadlines."""

    class Meta:
        model = Scheme
        fields = ("self_due_on", "review_due_on")


class SchemeCreateForm(SchemeForm):
    source = forms.ModelChoiceField(
        label="指标来源",
        queryset=None,
        required=False,
        empty_label="默认指标表（26 项，100 分）",
    )

    class Meta:
        model = Scheme
        fields = ("year", "title", "self_due_on", "review_due_on")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.instance.street = user.street
        self.fields["source"].queryset = Scheme.objects.visible_to(user)
        self.order_fields(["year", "source", "title", "self_due_on", "review_due_on"])
        self.fields["title"].required = False
        self.fields["title"].help_text = "不填则按年度和街道自动命名。"

    def clean_year(self):
        year, this = self.cleaned_data["year"], timezone.localdate().year
        if not this - 5 <= year <= this + 1:
            raise forms.ValidationError(f"请填写 {this - 5} 到 {this + 1} 之间的年度。")
        if Scheme.objects.visible_to(self.user).filter(year=year).exists():
            raise forms.ValidationError("该年度已有考核办法，请到列表中打开修改。")
        return year

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("year") and not cleaned.get("title"):
            cleaned["title"] = f"{cleaned['year']}年{self.user.street}社区文化体育工作考核办法"
        self._take_over(cleaned.get("source"))
        return cleaned

    def _take_over(self, source):
        """Thresholds and caps follow the scheme that is copied."""
        for name in (
            "bonus_cap",
            "deduction_cap",
            "excellent_from",
            "good_from",
            "pass_from",
            "excellent_quota",
        ):
            if source is not None:
                setattr(self.instance, name, getattr(source, name))


class IndicatorForm(PortalForm):
    class Meta:
        model = Indicator
        fields = ("section", "code", "title", "kind", "weight", "position", "standard")
        widgets = {"standard": forms.Textarea({"rows": 3})}
        help_texts = {
            "position": "数字小的排在前面。",
            "code": "例如 A1；首字母用于并列时比较（先 G 后 D）。",
        }

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if not re.fullmatch(r"[A-Z]\d{1,2}", code):
            raise forms.ValidationError("编号是一个字母加一到两位数字，例如 A1。")
        if self.instance.scheme.indicators.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("编号已被使用。")
        return code


def _number(label, *, max_digits=5):
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=max_digits,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )


class PartForm(forms.Form):
    """One part of a formula. Which fields count follows from the rule; the others are ignored."""

    metric = forms.ChoiceField(label="取自系统的数据", required=False)
    rule = forms.ChoiceField(label="计分方法", required=False)
    points = _number("满分")
    target = _number("目标值", max_digits=9)
    per = _number("每单位得分或扣分")
    also = forms.ChoiceField(label="第二项扣分数据", required=False)
    also_per = _number("第二项每次扣")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        metrics = [
            (metric.key, f"{metric.label}（{metric.unit or '比例'}）") for metric in all_metrics().values()
        ]
        rules = [(key, rule.label) for key, rule in RULES.items()]
        self.fields["metric"].choices = [("", "不使用"), *metrics]
        self.fields["also"].choices = [("", "没有"), *metrics]
        self.fields["rule"].choices = [("", "请选择"), *rules, (READING, "只作参考，不计分（用于评分指标）")]
        for number in range(1, TIERS + 1):
            self.fields[f"tier_day_{number}"] = forms.CharField(
                label=f"第{number}档不晚于", required=False, help_text="月-日，例如 01-31；2月末写 02-29。"
            )
            self.fields[f"tier_points_{number}"] = forms.DecimalField(
                label=f"第{number}档得分", required=False, max_digits=5, decimal_places=2
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("metric") or self.errors:
            return cleaned
        if not cleaned.get("rule"):
            self.add_error("rule", "请选择计分方法。")
            return cleaned
        self.part = self._part(cleaned)
        if self.part.rule != READING:
            for problem in part_problems(self.part, all_metrics()):
                self.add_error(None, problem)
        return cleaned

    def _part(self, cleaned) -> Part:
        rule = RULES.get(cleaned["rule"])
        needs = rule.needs if rule else ()
        penalty = cleaned["rule"] == "penalty"
        return Part(
            metric=cleaned["metric"],
            rule=cleaned["rule"],
            points=(cleaned.get("points") or ZERO) if rule else ZERO,
            target=(cleaned.get("target") or ZERO) if "target" in needs else ZERO,
            per=(cleaned.get("per") or ZERO) if "per" in needs else ZERO,
            also=cleaned.get("also", "") if penalty else "",
            also_per=(cleaned.get("also_per") or ZERO) if penalty and cleaned.get("also") else ZERO,
            tiers=self._tiers(cleaned) if "tiers" in needs else (),
        )

    def _tiers(self, cleaned):
        tiers = []
        for number in range(1, TIERS + 1):
            day, points = cleaned.get(f"tier_day_{number}"), cleaned.get(f"tier_points_{number}")
            if day and not MONTH_DAY.fullmatch(day):
                self.add_error(f"tier_day_{number}", "请按“月-日”填写，例如 01-31。")
            elif day:
                tiers.append((day, points or ZERO))
        return tuple(tiers)


class BasePartFormSet(forms.BaseFormSet):
    """The parts of an indicator; their sum against the weight is checked by the view's `clean_formula`."""

    @property
    def formula(self) -> list[dict]:
        return [form.part.to_json() for form in self.forms if getattr(form, "part", None)]


PartFormSet = forms.formset_factory(PartForm, formset=BasePartFormSet, extra=1, max_num=3, absolute_max=3)


def initial_parts(indicator) -> list[dict]:
    """The stored formula as initial data of the part forms."""
    rows = []
    for row in indicator.formula:
        initial = {key: value for key, value in row.items() if key != "tiers"}
        for number, (day, points) in enumerate(row.get("tiers", ()), start=1):
            initial |= {f"tier_day_{number}": day, f"tier_points_{number}": points}
        rows.append(initial)
    return rows
