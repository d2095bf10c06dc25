"""The audit trail for the auditor: acts (AuditEvent) and changes of rows (django-pghistory)."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.html import format_html, format_html_join

from portal.audit.changes import SHOWN, latest_changes, tracked_models
from portal.audit.models import AuditEvent
from portal.forms.base import FilterForm
from portal.pages.columns import BLANK, Column
from portal.pages.generic import ListPage
from portal.pages.tables import Table

DETAILS = {
    "method": "方式",
    "status": "状态码",
    "rows": "行数",
    "act": "操作",
    "moved": "转交",
    "reason": "理由",
    "fields": "字段",
}


def _detail(event):
    return "；".join(f"{DETAILS.get(key, key)} {value}" for key, value in event.detail.items())


class AuditFilter(FilterForm):
    search_fields = ("username", "target")
    kind = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *AuditEvent.Kind.choices])
    since = forms.DateField(label="起")
    until = forms.DateField(label="止")

    def filter_since(self, queryset, day):
        return queryset.filter(at__date__gte=day)

    def filter_until(self, queryset, day):
        return queryset.filter(at__date__lte=day)


def _auditor(request):
    if not request.user.is_auditor:
        raise PermissionDenied("审计记录只供审计员查阅。")


class AuditList(ListPage):
    model = AuditEvent
    title = "审计记录"
    filter_form = AuditFilter
    columns = (
        Column("at", sort=True),
        Column("get_kind_display", sort=True),
        Column("username", "账号", sort=True),
        Column("target", wide=True),
        Column("address"),
        Column("detail", value=_detail),
    )

    def dispatch(self, request, *args, **kwargs):
        _auditor(request)
        return super().dispatch(request, *args, **kwargs)


LONGEST = 80  # characters of a value in the list of changes


def _fields(change):
    lines = ((label, _words(before[:LONGEST], after[:LONGEST])) for label, before, after in change.fields)
    items = format_html_join("", '<li><span class="text-secondary">{}</span> {}</li>', lines)
    return format_html('<ul class="list-unstyled mb-0">{}</ul>', items)


def _words(before, after):
    return after if before == BLANK else f"{before} → {after}"


CHANGES = (
    Column("at", "时间"),
    Column("label", "操作"),
    Column("who", "经办"),
    Column("row", "记录"),
    Column("fields", "变更内容", wide=True, draw=_fields),
)


def change_list(request):
    """The latest recorded changes of one table: when, who, what was done, which fields now hold what."""
    _auditor(request)
    models = tracked_models()
    chosen = request.GET.get("table", "")
    changes = latest_changes(models[chosen], request.user.street_id) if chosen in models else []
    context = {
        "title": "数据变更",
        "crumbs": [("审计记录", "auditevent-list")],
        "choices": [(key, model.pgh_tracked_model._meta.verbose_name) for key, model in models.items()],
        "chosen": chosen,
        "table": Table(
            changes,
            CHANGES,
            caption="变更",
            empty="这张表还没有变更记录。" if chosen in models else "请先选择一张数据表。",
        ),
        "limit": SHOWN,
    }
    return render(request, "portal/audit/change_list.html", context)
