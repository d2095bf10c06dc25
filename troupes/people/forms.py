from crispy_forms.layout import HTML, Column, Layout, Row
from django import forms
from django.utils import timezone

from portal.forms.base import CheckedForm, CommunityFilter, Handed, OwnedForm, PortalForm
from troupes.people import services as people
from troupes.people.identity import born_on, gender_of, normalise_identity, normalise_phone
from troupes.people.models import Consent, Membership, Person, Talent

CURRENT_LABEL = "在册团队"


class PersonFilter(CommunityFilter):
    search_fields = ("name",)
    troupe = forms.ModelChoiceField(label=CURRENT_LABEL, queryset=None, empty_label="不限")
    gender = forms.ChoiceField(label="性别", choices=[("", "不限"), *Person.Gender.choices])
    need = forms.ChoiceField(
        label="资料", choices=[("", "不限"), ("gaps", "有缺项"), ("none", "不在任何团队")]
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        troupes = Membership.troupe.field.related_model  # a noun above this one
        self.fields["troupe"].queryset = troupes.objects.visible_to(user).only("name")

    def filter_q(self, queryset, text):
        return queryset.matching(text.strip())

    def filter_troupe(self, queryset, troupe):
        return queryset.filter(pk__in=troupe.memberships.current().values("person"))

    def filter_need(self, queryset, need):
        if need == "gaps":
            return queryset.incomplete()
        return queryset.exclude(pk__in=Membership.objects.visible_to(self.user).current().values("person"))


class PersonForm(Handed, OwnedForm):
    """The two private fields stand beside the model form on purpose: they are never filled from the row,
    so a page cannot show what was stored. Left blank they stay as they are; a tick removes them."""

    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    drop_phone = forms.BooleanField(label="删除已登记的联系电话", required=False)
    id_number = forms.CharField(
        label="身份证号",
        max_length=20,
        required=False,
        help_text="一般不用填；评审、办理保险等确有需要时再登记。",
    )
    drop_id_number = forms.BooleanField(label="删除已登记的身份证号", required=False)
    same = forms.CharField(label="可能已经登记过，请先核对", widget=forms.RadioSelect, required=False)

    NEW = "new"

    class Meta:
        model = Person
        fields = ["name", "gender", "birth_year", "birth_month", "community", "specialty", "note"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.found = []
        self.fields["birth_year"].widget.attrs["placeholder"] = "例如 1958"
        self._dress_private("phone", self.instance.masked_phone)
        self._dress_private("id_number", self.instance.masked_id_number)
        if "community" in self.fields:
            self.fields["community"].empty_label = "不属于任何社区"
        self.helper.layout = self._layout()

    def _dress_private(self, name, mask):
        self.fields[name].widget.attrs["autocomplete"] = "off"
        if mask:
            self.fields[name].help_text = f"已登记 {mask}。不改请留空。"
        else:
            del self.fields[f"drop_{name}"]

    def _layout(self):
        rows = [
            ["same"],
            ["name", "gender"],
            ["birth_year", "birth_month"],
            ["phone", "id_number"],
            ["drop_phone", "drop_id_number"],
            ["community", "specialty"],
            ["note"],
            *self.further_rows(),
        ]
        present = [[name for name in row if name in self.fields and name != "same"] for row in rows]
        return Layout(*(Row(*(Column(name) for name in row)) for row in present if row))

    def further_rows(self):
        return []

    def clean_name(self):
        """Inner blanks of two-character names (张  三) are typography, not part of the name."""
        return "".join(self.cleaned_data["name"].split())

    def clean_phone(self):
        return normalise_phone(self.cleaned_data["phone"])

    def clean_id_number(self):
        return normalise_identity(self.cleaned_data["id_number"])

    def clean(self):
        data = super().clean()
        self._take_from_identity(data)
        for name in ("phone", "id_number"):
            if data.get(f"drop_{name}"):
                setattr(self.instance, name, None)
            elif data.get(name):
                setattr(self.instance, name, data[name])
        return data

    def _take_from_identity(self, data):
        """Gender and date of birth come from the number; a contradiction is said, not overwritten."""
        number = data.get("id_number") or ""
        if len(number) != 18:
            return
        born = born_on(number)
        inside = {"gender": gender_of(number), "birth_year": born.year, "birth_month": born.month}
        for name, value in inside.items():
            if data.get(name) in (None, ""):
                data[name] = value
            elif data[name] != value:
                self.add_error(
                    name,
                    f"与身份证号不一致：证件上是 {Person.Gender(value).label if name == 'gender' else value}。",
                )

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        self.instance.prepare()
        try:
            self.instance.validate_constraints()
        except forms.ValidationError as error:
            self.add_error(None, error)
            return
        if self.instance.pk is None:
            self._ask_whether_known()

    def _ask_whether_known(self):
        """People are kept once: a namesake of the same age must be looked at before a new row is made."""
        self.found = people.find_same_people(user=self.user, person=self.instance)
        if not self.found:
            return
        choices = [(str(person.pk), describe(person)) for person in self.found]
        choices.append((self.NEW, "都不是，另外登记一位同名的人"))
        self.fields["same"].widget.choices = choices
        self.helper.layout.insert(0, HTML('{% include "troupes/people/_same_people.html" %}'))
        if self.data.get("same") not in dict(choices):
            self.add_error("same", "有同名同龄的人，请核对后选择是不是同一位。")

    @property
    def chosen(self):
        """The person picked among those found; None when a new one is meant."""
        return next((person for person in self.found if str(person.pk) == self.data.get("same")), None)

    def store(self):
        return self.chosen or people.save_person(person=self.instance, by=self.user)


def describe(person) -> str:
    """One line that tells namesakes apart, private fields masked."""
    parts = [
        person.get_gender_display(),
        f"{person.born}生" if person.born else "",
        person.owner_name,
        person.masked_phone,
    ]
    return f"{person.name}（{'，'.join(part for part in parts if part)}）"


class NewMemberForm(PersonForm):
    """A person and the membership in one form, for rosters typed from paper."""

    post = forms.ChoiceField(
        label="队内职务", choices=Membership.Post.choices, initial=Membership.Post.MEMBER
    )
    since = forms.DateField(label="入队日期", initial=timezone.localdate)

    class Meta(PersonForm.Meta):
        fields = ["name", "gender", "birth_year", "birth_month", "specialty", "note"]

    def further_rows(self):
        return [["post", "since"]]


class MembershipForm(CheckedForm):
    """Post and dates. Its constraints need the person, so the service checks them."""

    class Meta:
        model = Membership
        fields = ["post", "since", "until"]
        help_texts = {"until": "清空表示仍在队。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.until is None:
            del self.fields["until"]
        if self.instance.pk is None:
            self.initial["since"] = timezone.localdate()

    def _post_clean(self):
        """Only fill the row: whether it may stand is the service's question."""
        for name, value in self.cleaned_data.items():
            setattr(self.instance, name, value)


class EndForm(CheckedForm):
    until = forms.DateField(label="离队日期", initial=timezone.localdate)

    class Meta:
        model = Membership
        fields = []


class TalentForm(CheckedForm):
    class Meta:
        model = Talent
        fields = ["field", "level", "can_teach", "description"]
        help_texts = {
            "field": "例如：二胡、合唱指挥、太极拳、书法。",
            "can_teach": "可以到市民学校授课或带队培训。",
        }


class TalentFilter(CommunityFilter):
    search_fields = ("field", "person__name", "description")
    level = forms.ChoiceField(label="水平", choices=[("", "不限"), *Talent.Level.choices])
    can_teach = forms.ChoiceField(
        label="授课", choices=[("", "不限"), ("True", "可授课"), ("False", "不授课")]
    )

    def filter_community(self, queryset, community):
        return queryset.filter(person__community=community)


class ConsentForm(CheckedForm):
    class Meta:
        model = Consent
        fields = ["scope", "given_on", "guardian", "withdrawn_on"]
        help_texts = {
            "guardian": "未满 14 周岁必填。",
            "withdrawn_on": "本人（监护人）撤回同意的日期，未撤回留空。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["given_on"] = timezone.localdate()
            del self.fields["withdrawn_on"]

    def clean(self):
        data = super().clean()
        for name in ("given_on", "withdrawn_on"):
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, "日期不能晚于今天。")
        return data


class RevealForm(PortalForm):
    reason = forms.CharField(
        label="查看理由",
        min_length=4,
        max_length=100,
        help_text="例如：通知队员参加桃花节走台。理由会记入审计记录。",
    )

    class Meta:
        model = Person
        fields = []
