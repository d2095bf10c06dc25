"""What hangs on an event: tasks, appearing troupes, communities taking part."""

from django import forms

from activities.events.models import Appearance, Participation, Task
from portal.duties.steps import hand_out
from portal.forms.base import Handed, PortalForm
from portal.forms.units import OwnerYearFilter


class TaskForm(Handed, PortalForm):
    class Meta:
        model = Task
        fields = ["title", "responsible", "due_on"]

    def store(self):
        return hand_out(duty=self.instance, by=self.user)


class AppearanceForm(PortalForm):
    """A troupe with the piece it performs; the place in the running order follows the last one."""

    scoped = ("troupe", "programme")

    class Meta:
        model = Appearance
        fields = ["troupe", "programme", "position", "performers"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["troupe"].queryset = self.fields["troupe"].queryset.active()
        programme = self.fields["programme"]
        programme.queryset = programme.queryset.select_related("troupe").order_by(
            "troupe__community__position", "troupe", "title"
        )
        programme.label_from_instance = lambda piece: f"{piece.troupe.name}《{piece.title}》"
        if self.instance.pk is None:
            last = self.instance.event.appearances.order_by("position").last()
            self.initial["position"] = last.position + 1 if last else 1

    def clean(self):
        cleaned = super().clean()
        troupe, programme = cleaned.get("troupe"), cleaned.get("programme")
        if troupe and programme and programme.troupe_id != troupe.pk:
            self.add_error(
                "programme", f"《{programme.title}》是{programme.troupe}的节目，请选择{troupe}的节目或留空。"
            )
        return cleaned


class ReplyForm(PortalForm):
    """The community's own answer to an invitation."""

    state = forms.ChoiceField(
        label="是否参加",
        choices=[(Participation.State.PRESENT, "参加"), (Participation.State.EXCUSED, "请假")],
    )

    class Meta:
        model = Participation
        fields = ["state", "people", "note"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Participation.State.EXCUSED and not cleaned.get("note"):
            self.add_error("note", "请假请写明原因，未经说明的按缺席登记。")
        return cleaned


class ParticipationRowForm(forms.ModelForm):
    """One community's line in the officer's table; without a state the community is not invited."""

    state = forms.ChoiceField(choices=[("", "未邀请"), *Participation.State.choices], required=False)

    class Meta:
        model = Participation
        fields = ["state", "people", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["state"] = ""
        name = self.instance.community.name
        for key, label in (("state", "参加情况"), ("people", "组织人数"), ("note", "说明")):
            css = "form-select" if key == "state" else "form-control"
            self.fields[key].widget.attrs.update({"aria-label": f"{name}{label}", "class": css})

    def clean_state(self):
        state = self.cleaned_data["state"]
        if not state and self.instance.pk:
            raise forms.ValidationError("已邀请的社区请选择参加情况。")
        return state

    @property
    def is_recorded(self):
        return bool(self.cleaned_data.get("state"))


class ParticipationFilter(OwnerYearFilter):
    year_path = "event__starts_at__year"
    search_fields = ("event__title", "note")
    state = forms.ChoiceField(label="参加情况", choices=[("", "全部"), *Participation.State.choices])

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["community"].choices = [
            choice for choice in self.fields["community"].choices if choice[0] != "street"
        ]
