"""What the ground floor itself contributes to the shell."""

from django.urls import reverse

from portal.accounts.models import User
from portal.jobs.models import Job
from portal.pieces import Hit, MenuItem, Todo

SYSTEM = "系统"


def menu(user):
    items = [MenuItem("首页", reverse("home"), "home", "工作台", 0)]
    if user.is_administrator:
        items.append(MenuItem("街道", _streets_address(user), "building", SYSTEM, 890))
        items.append(MenuItem("账号", reverse("user-list"), "users", SYSTEM, 900))
    if user.is_administrator or user.is_officer:
        items.append(MenuItem("社区", reverse("community-list"), "building-community", SYSTEM, 895))
    if user.is_auditor:
        items.append(MenuItem("审计记录", reverse("auditevent-list"), "shield-check", SYSTEM, 910))
        items.append(MenuItem("数据变更", reverse("change-list"), "history", SYSTEM, 911))
    if user.street_id and not (user.is_administrator or user.is_auditor):
        items.append(MenuItem("后台任务", reverse("job-list"), "loader", SYSTEM, 920))
    return items


def _streets_address(user):
    """An administrator of one street has no list to choose from."""
    return reverse("street-detail", args=[user.street_id]) if user.street_id else reverse("street-list")


def todos(user):
    rows = [
        Todo(f"{job.title}没有成功，请查看原因后重试", job.get_absolute_url(), "后台任务")
        for job in Job.objects.editable_by(user).filter(status=Job.Status.FAILED).order_by("-pk")[:5]
    ]
    if user.is_administrator:
        waiting = User.objects.editable_by(user).filter(must_change_password=True, is_active=True)
        rows += [
            Todo(f"{account}还没有改初始密码", account.get_absolute_url(), "账号") for account in waiting[:10]
        ]
    return rows


def search(user, text):
    accounts = User.objects.editable_by(user).filter(name__icontains=text)[:10]
    return [
        Hit(account.name, account.get_absolute_url(), "账号", account.get_role_display())
        for account in accounts
    ]


def hand_over(predecessor, successor):
    """The inbox follows the post: unread notices move to the successor."""
    return predecessor.notices.filter(read_at__isnull=True).update(user=successor)
