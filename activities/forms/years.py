"""Pages of one year: the year's choices, and filters that show the current year unless told otherwise."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from portal.forms import FilterForm
from portal.models import Community

ALL_YEARS = "all"


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


class OwnerField(forms.ChoiceField):
    """社区 or 街道本级; staff choose between the own community and the street."""

    STREET = "street"

    def narrow(self, user):
        communities = Community.objects.visible_to(user).order_by("position")
        self.choices = [
            ("", "全部单位"),
            (self.STREET, "街道本级"),
            *((str(one.pk), one.name) for one in communities),
        ]


class OwnerYearFilter(YearFilter):
    """A year's rows of one owner: a community, or the street itself."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        owner = OwnerField(label="单位", required=False)
        owner.narrow(user)
        self.fields["community"] = owner

    def filter_community(self, queryset, value):
        if value == OwnerField.STREET:
            return queryset.filter(community__isnull=True)
        return queryset.filter(community=value)
