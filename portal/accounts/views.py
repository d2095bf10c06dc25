"""Accounts: the administrator creates, disables and hands over posts; everybody keeps the own profile."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from portal.accounts import services
from portal.accounts.forms import AccountFilter, AccountForm, HandOverForm, PasswordForm, ProfileForm
from portal.accounts.models import User
from portal.pages.columns import Column
from portal.pages.generic import CreatePage, DetailPage, EditPage, ListPage


def _administrator(user):
    if not user.is_administrator:
        raise PermissionDenied("账号由系统管理员管理。")
    return True


admin_only = user_passes_test(_administrator)


@method_decorator(admin_only, name="dispatch")
class UserList(ListPage):
    model = User
    title = "账号"
    related = ("street", "community")
    filter_form = AccountFilter
    create_url = "user-create"
    create_label = "新增账号"
    creators = ("admin",)
    columns = (
        Column("username", sort=True, link=True),
        Column("name", sort=True),
        Column("get_role_display", sort=True),
        Column("place_name", "单位"),
        Column("post"),
        Column("is_active", "启用", sort=True),
        Column("last_login", "最近登录", sort=True),
    )


@method_decorator(admin_only, name="dispatch")
class UserDetail(DetailPage):
    model = User
    template_name = "portal/accounts/detail.html"
    related = ("street", "community", "successor")
    parent = ("账号", "user-list")
    edit_url = "user-edit"
    fields = (
        Column("username"),
        Column("name"),
        Column("get_role_display"),
        Column("place_name", "单位"),
        Column("post"),
        Column("is_active", "启用"),
        Column("successor"),
        Column("last_login", "最近登录"),
    )


@method_decorator(admin_only, name="dispatch")
class UserCreate(CreatePage):
    model = User
    form_class = AccountForm
    creators = ("admin",)
    parent = ("账号", "user-list")
    hint = "初始密码当面告诉本人；第一次登录时系统会要求改密码。"
    message = "账号已建立。"


@method_decorator(admin_only, name="dispatch")
class UserEdit(EditPage):
    model = User
    form_class = AccountForm
    parent = ("账号", "user-list")


@admin_only
@require_POST
def user_toggle(request, pk):
    """Disable or enable an account; nobody locks himself out."""
    account = get_object_or_404(User.objects.editable_by(request.user), pk=pk)
    if account == request.user:
        messages.error(request, "不能停用自己的账号。")
    else:
        services.set_account_active(account=account, active=not account.is_active, by=request.user)
        messages.success(request, f"账号 {account.username} 已{'启用' if account.is_active else '停用'}。")
    return redirect(account)


@admin_only
def user_hand_over(request, pk):
    """岗位移交: open to-dos follow the post to its successor."""
    account = get_object_or_404(User.objects.editable_by(request.user), pk=pk)
    form = HandOverForm(request.POST or None, predecessor=account, user=request.user)
    if request.method == "POST" and form.is_valid():
        moved = services.hand_over_post(
            predecessor=account, successor=form.cleaned_data["successor"], by=request.user
        )
        messages.success(request, f"岗位已移交给{form.cleaned_data['successor']}，转交未办事项 {moved} 件。")
        return redirect(account)
    context = {
        "title": f"移交岗位：{account}",
        "form": form,
        "hint": "移交后原账号停用，未办的任务、负责的活动和团队转到接任者名下，历史记录不变。",
        "crumbs": [("账号", "user-list"), (str(account), account.get_absolute_url())],
    }
    return render(request, "pages/form.html", context)


def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "个人资料已保存。")
        return redirect("profile")
    return render(request, "portal/accounts/profile.html", {"title": "个人资料", "form": form})


def password_change(request):
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
        update_session_auth_hash(request, user)
        messages.success(request, "密码已修改。")
        return redirect("home")
    hint = "管理员为您设了初始密码，请先改成自己的密码。" if request.user.must_change_password else ""
    return render(request, "pages/form.html", {"title": "修改密码", "form": form, "hint": hint})
