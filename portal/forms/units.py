"""What the forms and filters of the plain rooms share."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from portal.access import STREET_ITSELF
from portal.forms.base import FilterForm, OwnedForm
from portal.forms.years import FIRST_YEAR, YearFilter
from portal.places.models import Community


class OwnerField(forms.ChoiceField):
    """社区 or 街道本级; staff choose between the own community and the street."""

    STREET = STREET_ITSELF

    def narrow(self, user):
        names = Community.objects.visible_to(user).order_by("position").values_list("pk", "name")
        self.choices = [
            ("", "全部单位"),
            (self.STREET, "街道本级"),
            *((str(pk), name) for pk, name in names),
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


class UnitFilter(FilterForm):
    """Filter of a room's list by the unit that owns the rows, through the model's own path to it. A list
    with totals `opens_on_own`: staff first see their community's figures, not mixed with the street's."""

    opens_on_own = False

    def __init__(self, data=None, *args, user, **kwargs):
        self.own = str(user.community_id) if self.opens_on_own and user.community_id else ""
        if self.own and (data is None or "community" not in data):
            data = data.copy() if data else QueryDict(mutable=True)
            data["community"] = self.own
        super().__init__(data, *args, user=user, **kwargs)
        owner = OwnerField(label="单位", required=False)
        owner.narrow(user)
        self.fields["community"] = owner
        self.order_fields(["q", "year", "community"])

    def filter_community(self, queryset, value):
        path = queryset.community_path
        return queryset.filter(**({f"{path}__isnull": True} if value == OwnerField.STREET else {path: value}))

    @property
    def is_narrowed(self):
        """Whether more was chosen than what the list opens with."""
        opening = {"year": str(timezone.localdate().year), "community": self.own}
        return self.is_valid() and any(
            value not in (None, "", []) and value != opening.get(name)
            for name, value in self.cleaned_data.items()
        )


class UnitYearFilter(UnitFilter, YearFilter):
    """The same for rows of a year."""


def kind_field(kinds, label="类型"):
    """A filter field over a TextChoices class."""
    return forms.ChoiceField(label=label, required=False, choices=[("", "全部"), *kinds.choices])


class UnitForm(OwnedForm):
    """Form of a row of a community or of the street; new rows of a year open on this year."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if "year" in self.fields and self.instance.pk is None:
            self.initial.setdefault("year", timezone.localdate().year)

    def clean_year(self):
        year, last = self.cleaned_data["year"], timezone.localdate().year + 1
        if not FIRST_YEAR <= year <= last:
            raise forms.ValidationError(f"年度请填 {FIRST_YEAR} 到 {last} 之间的四位数字。")
        return year
