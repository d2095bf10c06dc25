"""Pages of one year: the year's choices, and filters that show the current year unless told otherwise."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from portal.forms.base import FilterForm

ALL_YEARS = "all"
FIRST_YEAR = 2000  # accepted as the year of a row


def year_choices(first: int, last: int):
    return [("", "全部年度"), *((year, f"{year}年") for year in range(last, first - 1, -1))]


def recent_years():
    """The choices of a filter that starts with all years: this year and the nine before."""
    this = timezone.localdate().year
    return year_choices(this - 9, this)


def year_options(ahead=1, back=4):
    this = timezone.localdate().year
    return [(str(year), f"{year}年") for year in range(this + ahead, this - back - 1, -1)]


def chosen_year(request) -> int:
    """The year in the address, else the current one."""
    text = request.GET.get("year", "")
    return int(text) if text.isdigit() and 2000 <= int(text) <= 2100 else timezone.localdate().year


class YearFilter(FilterForm):
    """Filter of a year's rows. `year_path` is an integer field or a date's year (`starts_at__year`)."""

    year_path = "year"
    year = forms.ChoiceField(label="年度")

    def __init__(self, data=None, *args, user, **kwargs):
        data = data.copy() if data else QueryDict(mutable=True)
        if not data.get("year"):
            data["year"] = str(timezone.localdate().year)
        super().__init__(data, *args, user=user, **kwargs)
        self.fields["year"].choices = [*year_options(), (ALL_YEARS, "全部年度")]

    def filter_year(self, queryset, value):
        return queryset if value == ALL_YEARS else queryset.filter(**{self.year_path: int(value)})

    @property
    def is_narrowed(self):
        others = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if name != "year"}
        return self.is_valid() and any(value not in (None, "", []) for value in others.values())
