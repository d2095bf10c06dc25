"""Notices and jobs: what the portal tells its user, and the long work it does for them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.notices.models import Notice
from portal.pages.columns import Column
from portal.pages.generic import ListPage


class NoticeList(ListPage):
    model = Notice
    title = "通知"
    template_name = "portal/notices/list.html"
    columns = (Column("title"), Column("created_at", sort=True))
    empty_text = "没有通知。"


@require_POST
def notice_open(request, pk):
    """Mark as read and lead straight to the work."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    safe = url_has_allowed_host_and_scheme(notice.url, {request.get_host()})
    return redirect(notice.url if safe else "notice-list")


@require_POST
def notice_read_all(request):
    Notice.objects.visible_to(request.user).unread().update(read_at=timezone.now())
    messages.success(request, "通知已全部标为已读。")
    return redirect("notice-list")
