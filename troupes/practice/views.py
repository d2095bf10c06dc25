"""排练与点名."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone

from portal.pages.children import Ruled
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DeletePage, DetailPage, EditPage, ListPage
from troupes.groups.views import HERE as TROUPES
from troupes.practice import rules
from troupes.practice import services as practice
from troupes.practice.forms import RehearsalFilter, RehearsalForm, RollCallForm, SeriesForm
from troupes.practice.models import Rehearsal, RollCall

HERE = ("排练", "troupes:rehearsal-list")


class RehearsalList(ListPage):
    model = Rehearsal
    title = "排练"
    related = ("troupe__community",)
    filter_form = RehearsalFilter
    create_url = "troupes:rehearsal-create"
    create_label = "安排排练"
    creators = ("officer", "staff", "captain")
    empty_text = "还没有排练记录。安排一次排练，或在团队页按周连排。"
    columns = (
        Column("date", sort=True, link=True),
        Column("hours", "时间", sort="starts_at"),
        Column("troupe.name", "团队", sort="troupe__pinyin"),
        Column("troupe.owner_name", "社区", sort="troupe__community__position"),
        Column("get_kind_display", sort=True),
        Column("place", sort=True),
        Column("content", wide=True),
        Column("attendance", "点名", tone="call_tone"),
    )

    def get_queryset(self):
        return super().get_queryset().with_attendance()


class RehearsalDetail(DetailPage):
    model = Rehearsal
    template_name = "troupes/practice/detail.html"
    related = ("troupe__community",)
    parent = HERE
    edit_url = "troupes:rehearsal-edit"
    delete_url = "troupes:rehearsal-delete"
    fields = (
        Column("date"),
        Column("hours", "时间"),
        Column("get_kind_display"),
        Column("troupe.name", "团队"),
        Column("troupe.owner_name", "社区"),
        Column("place"),
        Column("content", wide=True),
    )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        calls = RollCall.objects.visible_to(self.request.user).filter(rehearsal=self.object)
        calls = list(
            calls.select_related("person")
            .defer("person__phone", "person__id_number")
            .order_by("person__pinyin")
        )
        groups = [(state, [call for call in calls if call.state == state.value]) for state in RollCall.State]
        may_delete = context["editable"] and rules.can_delete_rehearsal(self.request.user, self.object)
        return context | {
            "groups": [(state.label, found) for state, found in groups if found],
            "called": bool(calls),
            "can_call": context["editable"] and rules.can_call_roll(self.object, timezone.localdate()),
            "delete_url": self.delete_url if may_delete else "",
        }


class RehearsalCreate(CreatePage):
    model = Rehearsal
    form_class = RehearsalForm
    creators = ("officer", "staff", "captain")
    title = "安排排练"
    parent = HERE


class TroupeRehearsalCreate(CreatePage):
    model = Rehearsal
    form_class = RehearsalForm
    parent_field = "troupe"
    title = "安排排练"
    parent = TROUPES


class SeriesCreate(TroupeRehearsalCreate):
    form_class = SeriesForm
    title = "按周连排"
    hint = "一次排好固定的每周活动，例如每周三上午连排 12 周。"
    message = "已按周排好。"

    def form_valid(self, form):
        form.save()
        skipped = f"，跳过已经排好的 {form.skipped} 次" if form.skipped else ""
        messages.success(self.request, f"已排 {form.made} 次{skipped}。")
        return redirect(f"{self.above.get_absolute_url()}#rehearsals")


class RehearsalEdit(EditPage):
    model = Rehearsal
    form_class = RehearsalForm
    related = ("troupe",)
    parent = HERE


class RehearsalDelete(Ruled, DeletePage):
    model = Rehearsal
    template_name = "troupes/practice/delete.html"
    related = ("troupe",)
    parent = HERE
    success_url = reverse_lazy("troupes:rehearsal-list")
    rule = rules.can_delete_rehearsal
    refusal = "这次排练已经点名，是活动记录；登记错了请联系社区删除。"


def rehearsal_call(request, pk):
    """点名 on a phone: everybody is present, tap who is not."""
    rows = Rehearsal.objects.editable_by(request.user).select_related("troupe")
    rehearsal = get_object_or_404(rows, pk=pk)
    if not rules.can_call_roll(rehearsal, timezone.localdate()):
        messages.error(request, f"{rehearsal.date:%Y-%m-%d} 还没有到，请在当天或之后点名。")
        return redirect(rehearsal)
    form = RollCallForm(request.POST or None, listed=practice.people_to_call(rehearsal))
    if request.method == "POST" and form.is_valid():
        try:
            counts = practice.call_roll(rehearsal=rehearsal, states=form.states, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("troupes:rehearsal-call", rehearsal.pk)
        messages.success(request, _sum_up(counts))
        return redirect(rehearsal)
    context = {
        "title": "点名",
        "crumbs": [HERE, (str(rehearsal), rehearsal.get_absolute_url())],
        "rehearsal": rehearsal,
        "form": form,
    }
    return render(request, "troupes/practice/roll_call.html", context)


def _sum_up(counts):
    parts = [f"{state.label} {counts[state.value]} 人" for state in RollCall.State if counts[state.value]]
    return f"点名已保存：{'，'.join(parts)}。"
