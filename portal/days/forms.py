import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.days.models import Holiday
from portal.days.services import enter_holiday, worked_days
from portal.forms.base import FilterForm, PortalForm
from portal.forms.years import year_choices
from portal.models import Street

DAY = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})日?")
NO_DAY = re.compile(r"（[^）]*）|上班|[\s、，,；;。和]")  # what a notice writes around its days
SATURDAY = 6  # ISO


class HolidayForm(PortalForm):
    """One row. Which streets it holds for is asked only of an administrator who belongs to none."""

    class Meta:
        model = Holiday
        fields = ["street", "name", "kind", "first", "last"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user.street_id:
            del self.fields["street"]
            self.instance.street_id = user.street_id
        else:
            self.fields["street"].queryset = Street.objects.editable_by(user)
            self.fields["street"].empty_label = "全部街道"


class HolidayEntryForm(HolidayForm):
    """One paragraph of the yearly notice: the days off and the weekend days worked for them."""

    worked = forms.CharField(
        label="调休上班日",
        required=False,
        max_length=200,
        help_text="照通知填写，例如：9月26日、10月9日；没有就不填。",
    )

    class Meta(HolidayForm.Meta):
        fields = ["street", "name", "first", "last"]
        labels = {"first": "放假首日", "last": "放假末日"}
        help_texts = {"name": "例如：国庆节。"}

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and "worked" in data:
            try:
                data["worked"] = _read_worked(data["worked"], data["first"], data["last"])
            except ValidationError as error:
                self.add_error("worked", error)
        return data

    def _post_clean(self):
        super()._post_clean()
        for row in worked_days(self.instance, self.cleaned_data["worked"]) if not self.errors else ():
            try:
                row.validate_constraints()
            except ValidationError:
                self.add_error("worked", f"{row.first:%Y-%m-%d}已有别的安排，请先修改或删除原来的那一条。")

    def save(self):
        return enter_holiday(holiday=self.instance, worked=self.cleaned_data["worked"], by=self.user)


class HolidayFilter(FilterForm):
    search_fields = ("name",)
    year = forms.TypedChoiceField(label="年度", coerce=int)
    kind = forms.ChoiceField(label="安排", choices=[("", "放假和上班"), *Holiday.Kind.choices])

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        this_year = timezone.localdate().year
        self.fields["year"].choices = year_choices(this_year - 4, this_year + 1)

    def filter_year(self, queryset, year):
        return queryset.for_year(year)


def _read_worked(text: str, first: date, last: date) -> list[date]:
    """The days named in `text`, each a Saturday or Sunday outside the days off. Raises ValidationError."""
    rest = NO_DAY.sub("", DAY.sub("", text))
    if rest:
        raise ValidationError(f"看不懂“{rest}”，请写成 9月26日、10月9日 的样子。")
    days = sorted({_near(first, *found.groups()) for found in DAY.finditer(text)})
    for day in days:
        if first <= day <= last:
            raise ValidationError(f"{day.month}月{day.day}日在放假的日子里，不能又是上班日。")
        if day.isoweekday() < SATURDAY:
            raise ValidationError(f"{day:%Y}年{day.month}月{day.day}日不是周六、周日，本来就上班，请核对。")
    return days


def _near(first: date, year: str | None, month: str, day: str) -> date:
    """The notice leaves out the year: 12月26日 worked for 元旦 lies in the year before."""
    years = [int(year)] if year else [first.year - 1, first.year, first.year + 1]
    try:
        return min((date(one, int(month), int(day)) for one in years), key=lambda found: abs(found - first))
    except ValueError as error:
        raise ValidationError(f"没有{month}月{day}日这一天。") from error
