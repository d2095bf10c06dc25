from django import forms


class ReasonForm(forms.Form):
    """A decision that must say why."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明原因，对方会看到。"},
    )  # fmt: skip


class RemarkForm(forms.Form):
    """A decision that may say something."""

    reason = forms.CharField(
        label="意见", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
