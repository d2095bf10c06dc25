from django import forms


class PlanCopyForm(forms.Form):
    """What to take along from last year; everything is chosen at first."""

    themes = forms.ModelMultipleChoiceField(label="文化主题", queryset=None, required=False)
    projects = forms.ModelMultipleChoiceField(label="项目", queryset=None, required=False)
    events = forms.ModelMultipleChoiceField(label="活动", queryset=None, required=False)

    def __init__(self, *args, themes, projects, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes
        self.fields["projects"].queryset = projects
        self.fields["events"].queryset = events
