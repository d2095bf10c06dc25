"""人员与人才库: people are kept once; phone and identity number are shown masked and revealed with a reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.contributions import Contribution, collect
from portal.forms.base import add_errors
from portal.pages.children import Ruled
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from portal.pages.verbs import act
from troupes.people import rules
from troupes.people import services as people
from troupes.people.forms import ConsentForm, PersonFilter, PersonForm, RevealForm, TalentFilter, TalentForm
from troupes.people.models import Consent, Membership, Person, Talent

HERE = ("人员", "troupes:person-list")


def _troupes(person):
    """Needs `in_troupes`, the current memberships that the user may see."""
    return "、".join(membership.troupe.name for membership in person.in_troupes)


class PersonList(ListPage):
    model = Person
    title = "人员"
    related = ("community",)
    filter_form = PersonFilter
    create_url = "troupes:person-create"
    create_label = "登记人员"
    empty_text = "还没有登记人员。在团队页添加队员时会自动登记，也可以在这里直接登记。"
    columns = (
        Column("name", sort="pinyin", link=True),
        Column("get_gender_display", sort=True),
        Column("born", "出生年月", sort="birth_year"),
        Column("owner_name", "社区", sort="community__position"),
        Column("troupes", "所在团队", value=_troupes, wide=True),
        Column("masked_phone", "联系电话"),
        Column("specialty", sort=True),
        Column("gaps", "缺项", value=lambda person: "、".join(person.gaps)),
    )

    def get_queryset(self):
        current = Membership.objects.visible_to(self.request.user).current().select_related("troupe")
        rows = super().get_queryset().defer("id_number")
        return rows.prefetch_related(Prefetch("memberships", current, to_attr="in_troupes"))


class PersonDetail(DetailPage):
    model = Person
    template_name = "troupes/people/detail.html"
    related = ("community",)
    parent = HERE
    edit_url = "troupes:person-edit"
    delete_url = "troupes:person-delete"
    fields = (
        Column("get_gender_display"),
        Column("born", "出生年月"),
        Column("owner_name", "社区"),
        Column("masked_phone", "联系电话"),
        Column("masked_id_number", "身份证号"),
        Column("specialty"),
        Column("note", wide=True),
    )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user, person = self.request.user, self.object
        may_delete = context["editable"] and rules.can_register(user)
        return context | {
            "memberships": Membership.objects.visible_to(user)
            .filter(person=person)
            .select_related("troupe")
            .order_by("until", "-since"),
            "panels": collect(Contribution.person_panels, user, person),
            "talents": Talent.objects.visible_to(user).filter(person=person),
            "consents": Consent.objects.visible_to(user).filter(person=person),
            "delete_url": self.delete_url if may_delete else "",
        }


class PersonCreate(CreatePage):
    model = Person
    form_class = PersonForm
    title = "登记人员"
    parent = HERE
    hint = "只登记组织活动需要的内容。电话和身份证号加密保存，页面上只显示掩码。"
    message = "人员已登记，可在团队页把他（她）加入花名册。"


class PersonEdit(EditPage):
    model = Person
    form_class = PersonForm
    related = ("community",)
    parent = HERE


class PersonDelete(Ruled, DeletePage):
    model = Person
    parent = HERE
    success_url = reverse_lazy("troupes:person-list")
    rule = rules.can_register
    refusal = "人员由街道或社区删除；不再参加活动的队员，请在团队页办理离队。"


@never_cache
def person_reveal(request, pk):
    """The private fields in full, in the answer to a reasoned POST and nowhere else: a reload asks again."""
    person = get_object_or_404(Person.objects.editable_by(request.user).select_related("street"), pk=pk)
    form = RevealForm(request.POST or None, instance=person, user=request.user)
    context = {
        "title": "查看完整号码",
        "crumbs": [HERE, (person.name, person.get_absolute_url())],
        "person": person,
    }
    if request.method == "POST" and form.is_valid():
        values = people.reveal_private_fields(
            person=person, reason=form.cleaned_data["reason"], by=request.user, request=request
        )
        return render(request, "troupes/people/revealed.html", context | {"values": values})
    hint = f"查看{person}的联系电话和身份证号。谁、何时、为什么查看，都会记入审计记录。"
    return render(
        request, "pages/form.html", context | {"form": form, "hint": hint, "submit_label": "查看一次"}
    )


class TalentList(ListPage):
    model = Talent
    title = "人才库"
    related = ("person__community",)
    filter_form = TalentFilter
    ordering = ("field", "person__pinyin", "pk")
    empty_text = "人才库还是空的。请在人员页的“专长”一栏登记。"
    columns = (
        Column("person.name", sort="person__pinyin", link=True),
        Column("field", sort=True),
        Column("get_level_display", sort=True),
        Column("can_teach", sort=True),
        Column("person.owner_name", "社区", sort="person__community__position"),
        Column("person.masked_phone", "联系电话"),
        Column("description", wide=True),
    )

    def get_queryset(self):
        return super().get_queryset().defer("person__id_number")


class TalentCreate(CreatePage):
    model = Talent
    form_class = TalentForm
    parent_field = "person"
    parent = HERE
    title = "登记专长"


class TalentEdit(EditPage):
    model = Talent
    parent_field = "person"
    form_class = TalentForm
    related = ("person",)
    parent = HERE


class TalentDelete(DeletePage):
    model = Talent
    parent_field = "person"
    related = ("person",)
    parent = HERE


class ConsentFormPage:
    """The guardian rule may refuse what the form found in order."""

    def form_valid(self, form):
        try:
            people.save_consent(consent=form.instance, by=self.request.user)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        messages.success(self.request, "同意书已登记。")
        return redirect(form.instance.get_absolute_url())


class ConsentCreate(ConsentFormPage, CreatePage):
    model = Consent
    form_class = ConsentForm
    parent_field = "person"
    parent = HERE
    title = "登记同意书"
    hint = "个人信息和肖像的使用要本人同意；未满 14 周岁由监护人同意。签字的纸质同意书请自行留存。"


class ConsentEdit(ConsentFormPage, EditPage):
    model = Consent
    parent_field = "person"
    form_class = ConsentForm
    related = ("person",)
    parent = HERE


class ConsentDelete(Ruled, DeletePage):
    model = Consent
    parent_field = "person"
    related = ("person",)
    parent = HERE
    rule = rules.can_register
    refusal = "同意书登记错了请联系社区删除；本人不再同意的，请点“撤回”。"


@require_POST
def consent_withdraw(request, pk):
    rows = Consent.objects.editable_by(request.user).select_related("person")
    consent = get_object_or_404(rows, pk=pk)
    done = f"{consent.person}对“{consent.get_scope_display()}”的同意已撤回。"
    return act(request, consent, done, people.withdraw_consent, consent=consent)
