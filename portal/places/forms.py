"""Forms of the master data: streets and their communities."""

from django import forms
from django.db.models import Max

from portal.forms.base import FilterForm, PortalForm
from portal.places.models import Community, Street


class StreetForm(PortalForm):
    """The administrator writes the whole row; the officer the introduction, which opens the yearbook."""

    officer_fields = ("introduction",)

    class Meta:
        model = Street
        fields = ["name", "district", "fonds_code", "introduction"]
        error_messages = {"name": {"unique": "已有同名街道，请核对名称。"}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not user.is_administrator:
            for name in self.fields.keys() - set(self.officer_fields):
                del self.fields[name]


class CommunityForm(PortalForm):
    """A community never moves to another street, so the street is asked only for a new one, and only
    of who keeps several streets."""

    class Meta:
        model = Community
        fields = ["street", "name", "position", "households", "population", "secretary", "introduction"]
        help_texts = {"introduction": "印在年鉴本社区一节的开头。"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["position"].required = False
        self.fields["position"].help_text = "各处列表和年鉴都按这个顺序；不填就排在最后。"
        if self.instance.pk is None:
            self.initial["position"] = None
            self.instance.street_id = user.street_id
        if self.instance.street_id:
            del self.fields["street"]
        else:
            self.fields["street"].queryset = Street.objects.editable_by(user)

    def clean(self):
        data = super().clean()
        if "position" in data and data["position"] is None:
            data["position"] = self._next_position(data.get("street") or self.instance.street_id)
        return data

    def _next_position(self, street):
        others = Community.objects.editable_by(self.user).filter(street=street).exclude(pk=self.instance.pk)
        return (others.aggregate(last=Max("position"))["last"] or 0) + 1


class PlaceFilter(FilterForm):
    search_fields = ("name", "secretary")
    street = forms.ModelChoiceField(label="街道", queryset=None, empty_label="全部街道")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if user.street_id:
            del self.fields["street"]
        else:
            self.fields["street"].queryset = Street.objects.visible_to(user)
