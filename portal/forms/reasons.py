from django import forms


class ReasonForm(forms.Form):
    """A decision that must say why; the sentence is kept in the record and sent to those it concerns."""

    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请写明理由，对方会看到。"},
    )
