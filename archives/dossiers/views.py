"""五有档案: the list, the light, and the summary. The page of five slots stands with what fills them, in
`archives.materials.slots`."""

from django.contrib import messages
from django.db.models import Case, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities.models import Event
from archives.dossiers import rules
from archives.dossiers.forms import DossierFilter, SummaryForm
from archives.dossiers.models import Dossier, Slot
from archives.dossiers.steps import DOSSIER
from portal.pages.columns import Column
from portal.pages.generic import ListPage
from portal.pages.verbs import crumbs_of, turn_away

OF_EVENT = ("event__community", "event__street", "event__project", "event__responsible", "submitted_by")


def held_on(dossier):
    return timezone.localdate(dossier.event.starts_at)


def missing_text(dossier):
    return rules.missing_words(dossier) or "无"


def due_text(dossier):
    """The deadline as long as it matters, and whether it has passed."""
    day = f"{rules.due_on(dossier):%Y-%m-%d}"
    return f"{day} 已逾期" if rules.is_overdue(dossier) else day


class DossierList(ListPage):
    model = Dossier
    title = "五有档案"
    related = ("event__community", "event__project")
    filter_form = DossierFilter
    # What took place comes first: dossiers of events ahead wait below.
    ordering = (
        Case(When(event__status__in=[Event.Status.HELD, Event.Status.CLOSED], then=0), default=1),
        "-event__starts_at",
        "-pk",
    )
    template_name = "archives/dossiers/list.html"
    columns = (
        Column("event.title", "活动", sort=True, link=True),
        Column("event.owner_name", "社区", sort="event__community__position"),
        Column("event.project.get_kind_display", "项目"),
        Column("held_on", "举办日期", sort="event__starts_at", value=held_on),
        Column("filled", "五有", sort="filled", tone="light_tone", value=lambda row: f"{row.filled}/5"),
        Column("missing", "缺项", value=missing_text),
        Column("photo_count", "照片（张）", sort="photo_count"),
        Column("due", "提交期限", sort="event__ends_at", value=due_text),
        Column("get_status_display", sort=True, tone="status_tone"),
    )
    empty_text = "还没有档案。活动发布以后，档案会自动建立。"


def dossier_light(request, pk):
    """The light again, after files came or went; htmx puts the slots' badges in their places."""
    dossier = get_object_or_404(dossiers_for(request.user), pk=pk)
    context = light_context(request.user, dossier) | {"swap": True}
    return render(request, "archives/dossiers/_light.html", context)


def dossier_summary(request, pk):
    """总结 in four headings; saved as far as it is written."""
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user).select_related("event"), pk=pk)
    if refused := rules.why_not_edit(dossier):
        return turn_away(request, dossier, refused)
    form = SummaryForm(request.POST or None, instance=dossier, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        _say_saved(request, dossier)
        return redirect(f"{dossier.get_absolute_url()}#slot-summary")
    context = {
        "title": "撰写总结",
        "crumbs": crumbs_of(dossier),
        "form": form,
        "hint": f"{dossier.event.title}：{rules.SLOT_RULES[Slot.SUMMARY]}写了一半也可以先保存。",
    }
    return render(request, "archives/dossiers/summary.html", context)


def _say_saved(request, dossier):
    if Dossier.objects.visible_to(request.user).with_slots().filter(pk=dossier.pk, has_summary=True).exists():
        messages.success(request, "总结已保存。")
    else:
        messages.warning(request, f"已保存，但总结还不算写完：{rules.SLOT_RULES[Slot.SUMMARY]}")


def dossiers_for(user):
    """The dossiers that `user` may read, as the page of one needs them."""
    return Dossier.objects.visible_to(user).with_slots().select_related(*OF_EVENT)


def light_context(user, dossier):
    """The light in words, and whose turn it is."""
    keeps = rules.can_keep(user, dossier)
    submit = DOSSIER["submit"]
    return {
        "own": user.community_id == dossier.event.community_id,  # whose turn it is to hand in
        "dossier": dossier,
        "slots": list(rules.filled_slots(dossier).items()),
        "missing": [(slot, rules.SLOT_RULES[slot]) for slot in rules.missing_slots(dossier)],
        "due_on": rules.due_on(dossier),
        "is_overdue": rules.is_overdue(dossier),
        "keeps": keeps,
        "editable": keeps and not rules.why_not_edit(dossier),
        "submit": submit,
        "not_submittable": "".join(DOSSIER.obstacles(user, dossier, submit)),
    }
