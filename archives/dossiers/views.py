"""五有档案: the list, the page of five slots, and the verbs of its way."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from archives.dossiers import rules, services
from archives.dossiers.forms import DossierFilter, SummaryForm
from archives.dossiers.models import Dossier, Slot
from archives.materials.models import Material
from portal.pages.columns import Column
from portal.pages.generic import ListPage

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
        Case(When(event__status__in=["held", "closed"], then=0), default=1),
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


@dataclass(frozen=True)
class SlotPanel:
    """One of the five on the page."""

    slot: Slot
    filled: bool
    photos: list[Material]
    files: list[Material]

    @property
    def rule(self):
        return rules.SLOT_RULES[self.slot]

    @property
    def anchor(self):
        return f"slot-{self.slot.value}"


def dossier_detail(request, pk):
    """Five slots with their light, what is missing, and whose turn it is."""
    dossier = get_object_or_404(_rows(request.user), pk=pk)
    keeps = Dossier.objects.editable_by(request.user).filter(pk=pk).exists()
    reviews = list(dossier.reviews.select_related("by"))
    context = _light_context(request.user, dossier, keeps) | {
        "title": str(dossier),
        "crumbs": [("五有档案", "archives:dossier-list")],
        "panels": _panels(dossier),
        "reviews": reviews,
        "last_return": reviews[-1] if reviews and dossier.status == Dossier.Status.RETURNED else None,
        "upload_limit": settings.MAX_UPLOAD_BYTES,
        "may_review": rules.can_review(request.user, dossier),
        "not_returnable": rules.why_not_return(dossier),
        "not_acceptable": rules.why_not_accept(dossier),
    }
    return render(request, "archives/dossiers/detail.html", context)


def dossier_light(request, pk):
    """The light again, after files came or went; htmx puts the slots' badges in their places."""
    dossier = get_object_or_404(_rows(request.user), pk=pk)
    keeps = Dossier.objects.editable_by(request.user).filter(pk=pk).exists()
    return render(
        request,
        "archives/dossiers/_light.html",
        _light_context(request.user, dossier, keeps) | {"swap": True},
    )


def dossier_summary(request, pk):
    """总结 in four headings; saved as far as it is written."""
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user).select_related("event"), pk=pk)
    if reason := rules.why_not_edit(dossier):
        messages.error(request, reason)
        return redirect(dossier)
    form = SummaryForm(request.POST or None, instance=dossier, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        _say_saved(request, dossier)
        return redirect(f"{dossier.get_absolute_url()}#slot-summary")
    context = {
        "title": "撰写总结",
        "crumbs": [("五有档案", "archives:dossier-list"), (str(dossier), dossier.get_absolute_url())],
        "form": form,
        "hint": f"{dossier.event.title}：{rules.SLOT_RULES[Slot.SUMMARY]}写了一半也可以先保存。",
    }
    return render(request, "archives/dossiers/summary.html", context)


def _say_saved(request, dossier):
    if Dossier.objects.visible_to(request.user).with_slots().filter(pk=dossier.pk, has_summary=True).exists():
        messages.success(request, "总结已保存。")
    else:
        messages.warning(request, f"已保存，但总结还不算写完：{rules.SLOT_RULES[Slot.SUMMARY]}")


@require_POST
def dossier_submit(request, pk):
    dossier = get_object_or_404(Dossier.objects.editable_by(request.user), pk=pk)
    return _do(request, dossier, "已提交，等待街道文化员审核。", services.submit_dossier, by=request.user)


@require_POST
def dossier_accept(request, pk):
    dossier = _reviewable(request, pk)
    reason = request.POST.get("reason", "").strip()
    return _do(
        request, dossier, "已通过，活动办结。", services.accept_dossier, by=request.user, reason=reason
    )


@require_POST
def dossier_return(request, pk):
    dossier = _reviewable(request, pk)
    reason = request.POST.get("reason", "")
    return _do(
        request,
        dossier,
        "已退回，经办人会收到通知。",
        services.return_dossier,
        by=request.user,
        reason=reason,
    )


def _reviewable(request, pk):
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user).select_related("event"), pk=pk)
    if not rules.can_review(request.user, dossier):
        raise PermissionDenied("档案由街道文化员审核。")
    return dossier


def _do(request, dossier, done, service, **arguments):
    """Run a verb; what stands against it is shown on the dossier's page."""
    try:
        service(dossier=dossier, **arguments)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(dossier)


def _rows(user):
    return Dossier.objects.visible_to(user).with_slots().select_related(*OF_EVENT)


def _light_context(user, dossier, keeps):
    return {
        "own": user.community_id == dossier.event.community_id,  # whose turn it is to hand in
        "dossier": dossier,
        "slots": list(rules.filled_slots(dossier).items()),
        "missing": [(slot, rules.SLOT_RULES[slot]) for slot in rules.missing_slots(dossier)],
        "due_on": rules.due_on(dossier),
        "is_overdue": rules.is_overdue(dossier),
        "keeps": keeps,
        "editable": keeps and not rules.why_not_edit(dossier),
        "not_submittable": rules.why_not_submit(dossier),
    }


def _panels(dossier):
    found = list(dossier.materials.select_related("blob", "uploaded_by").with_twins())
    for row in found:
        row.dossier = dossier  # the cards ask it for the event; no query for what is already here
    return [
        SlotPanel(
            slot=slot,
            filled=filled,
            photos=[row for row in found if row.slot == slot and row.is_photo],
            files=[row for row in found if row.slot == slot and not row.is_photo],
        )
        for slot, filled in rules.filled_slots(dossier).items()
    ]
