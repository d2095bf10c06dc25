"""Yearbooks: the list, one yearbook with its editions, and the button 编印."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from archives.yearbook.forms import YearbookEditForm, YearbookFilter, YearbookForm
from archives.yearbook.models import Edition, Yearbook
from archives.yearbook.preflight import checks
from archives.yearbook.services import open_build, start_build
from portal.audit.trail import record
from portal.files.deliver import deliver_blob
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DetailPage, EditPage, ListPage

ABOVE = ("年鉴", "archives:yearbook-list")


class YearbookList(ListPage):
    model = Yearbook
    title = "年鉴"
    columns = (
        Column("title", link=True),
        Column("year", sort=True),
        Column("state", "编印情况", tone="state_tone"),
        Column("pages", "页数"),
        Column("built_at", "最近编印"),
    )
    filter_form = YearbookFilter
    create_url = "archives:yearbook-create"
    create_label = "新建年鉴"
    creators = ("officer",)
    empty_text = "还没有年鉴。街道文化员新建一个年度的年鉴后，就可以从全年的活动、档案和考核中编印成书。"

    def get_queryset(self):
        return super().get_queryset().with_editions()


class YearbookDetail(DetailPage):
    model = Yearbook
    template_name = "archives/yearbook/detail.html"
    parent = ABOVE
    related = ("street",)
    fields = (
        Column("title"),
        Column("issuer", "编纂单位"),
        Column("span", "记述范围"),
    )
    edit_url = "archives:yearbook-edit"

    def get_context_data(self, **kwargs):
        yearbook, user = self.object, self.request.user
        directs = user.is_officer or user.is_leader  # the others only read the finished book
        return super().get_context_data(**kwargs) | {
            "editions": yearbook.editions.select_related("blob", "built_by"),
            "job": open_build(yearbook) if directs else None,
            "checks": checks(yearbook.street, yearbook.year) if directs else [],
        }


class YearbookCreate(CreatePage):
    model = Yearbook
    form_class = YearbookForm
    parent = ABOVE
    creators = ("officer",)
    title = "新建年鉴"
    hint = "建立后在年鉴页面查看编印前检查，再点“编印”。"

    def get_initial(self):
        asked = self.request.GET.get("year", "")
        last_year = timezone.localdate().year - 1
        return {"year": asked or last_year, "title": Yearbook.usual_title(self.request.user.street)}


class YearbookEdit(EditPage):
    model = Yearbook
    form_class = YearbookEditForm
    parent = ABOVE


@require_POST
def yearbook_build(request, pk):
    yearbook = get_object_or_404(Yearbook.objects.editable_by(request.user).select_related("street"), pk=pk)
    try:
        job = start_build(yearbook=yearbook, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
        return redirect(open_build(yearbook) or yearbook)
    return redirect(job)


def yearbook_download(request, pk, number):
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("yearbook", "blob"),
        yearbook=pk,
        number=number,
    )
    record("export", user=request.user, request=request, target=str(edition), sha256=edition.blob.sha256)
    return deliver_blob(edition.blob, filename=edition.filename)
