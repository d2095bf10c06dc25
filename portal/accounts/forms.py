from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import PasswordChangeForm

from portal.accounts.models import User
from portal.forms.base import FilterForm, PortalForm
from portal.places.models import Community, Street


class AccountForm(PortalForm):
    """Create or change an account. A new password is optional when changing one."""

    password = forms.CharField(
        label="初始密码", widget=forms.PasswordInput(render_value=False), required=False
    )

    class Meta:
        model = User
        fields = ["username", "name", "role", "street", "community", "post"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["street"].queryset = Street.objects.editable_by(user)
        self.fields["community"].queryset = Community.objects.editable_by(user)
        self.fields["community"].help_text = "社区文体干部、团队负责人必填。"
        if user.street_id:
            self.fields["street"].initial = user.street_id
        if self.instance.pk:
            self.fields["password"].label = "重设密码"
            self.fields["password"].help_text = "不重设请留空。"
        else:
            self.fields["password"].required = True

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password, self.instance)
        return password

    def clean(self):
        data = super().clean()
        community, street = data.get("community"), data.get("street")
        if data.get("role") in (User.Role.STAFF, User.Role.CAPTAIN) and not community:
            self.add_error("community", "这个角色必须选定社区。")
        if community and street and community.street_id != street.pk:
            self.add_error("community", f"{community}不属于{street}，请重选。")
        return data

    def save(self, commit=True):
        if self.cleaned_data["password"]:
            self.instance.set_password(self.cleaned_data["password"])
            self.instance.must_change_password = True
        return super().save(commit)


class AccountFilter(FilterForm):
    search_fields = ("username", "name")
    role = forms.ChoiceField(label="角色", choices=[("", "全部角色"), *User.Role.choices])
    is_active = forms.ChoiceField(
        label="状态", choices=[("", "启用和停用"), ("True", "启用"), ("False", "停用")]
    )


class HandOverForm(forms.Form):
    successor = forms.ModelChoiceField(
        label="接任者", queryset=None, help_text="同一角色、同一单位的启用账号。"
    )

    def __init__(self, *args, predecessor, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.fields["successor"].queryset = (
            User.objects.editable_by(user)
            .filter(
                role=predecessor.role,
                street=predecessor.street_id,
                community=predecessor.community_id,
                is_active=True,
            )
            .exclude(pk=predecessor.pk)
        )


class ProfileForm(PortalForm):
    class Meta:
        model = User
        fields = ["name", "post", "large_type"]


class PasswordForm(PasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
