from django import forms
from django.utils import timezone

from activities.models import Event
from archives.dossiers.forms import OfEventFilter
from archives.materials.models import Material
from portal.forms.base import PortalForm

BROKEN = "broken"


class PhotoFilter(OfEventFilter):
    event_path = "dossier__event"
    search_fields = ("title", "people", "place", "dossier__event__title")
    event = forms.ModelChoiceField(label="活动", queryset=None, widget=forms.HiddenInput)
    description = forms.ChoiceField(
        label="著录", choices=[("", "不限"), ("done", "已著录"), ("open", "著录不全"), (BROKEN, "打不开")]
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["event"].queryset = Event.objects.visible_to(user)

    def filter(self, queryset):
        """Photos that cannot be opened are shown to those who ask for them."""
        photos = queryset.photos()
        wants_broken = self.is_valid() and self.cleaned_data["description"] == BROKEN
        return super().filter(photos if wants_broken else photos.usable())

    def filter_event(self, queryset, event):
        return queryset.filter(dossier__event=event)

    def filter_description(self, queryset, wanted):
        if wanted == BROKEN:
            return queryset.filter(state=Material.State.BROKEN)
        return queryset.described() if wanted == "done" else queryset.undescribed()


class MaterialForm(PortalForm):
    """著录 of a photo or recording."""

    class Meta:
        model = Material
        fields = ["title", "taken_at", "place", "people", "cause", "photographer"]
        help_texts = {
            "title": "谁、在哪里、做什么，例如“滨河社区舞蹈队在桃花节开幕式上表演”。",
            "people": "领导写单位、职务、姓名，从左到右；群众可写“社区居民”。",
        }

    def clean_taken_at(self):
        moment = self.cleaned_data["taken_at"]
        if moment and moment > timezone.now():
            raise forms.ValidationError("拍摄时间不能晚于现在，请核对。")
        return moment

    def save(self, commit=True):
        if "taken_at" in self.changed_data:
            self.instance.time_source = Material.TimeSource.HAND if self.instance.taken_at else ""
        return super().save(commit)


class FileForm(PortalForm):
    """A document needs only its title."""

    class Meta:
        model = Material
        fields = ["title"]
        help_texts = {"title": "例如“签到表”“节目单”；不填则显示文件名。"}


class DescribeForm(forms.Form):
    """One description for many photos."""

    materials = forms.ModelMultipleChoiceField(
        label="照片", queryset=None, error_messages={"required": "还没有选照片，请先在上面点选。"}
    )
    title = forms.CharField(label="题名", max_length=100, required=False)
    place = forms.CharField(label="地点", max_length=80, required=False)
    people = forms.CharField(label="人物", max_length=200, required=False)
    cause = forms.CharField(label="事由", max_length=200, required=False)
    photographer = forms.CharField(label="摄影者", max_length=40, required=False)
    mode = forms.ChoiceField(
        label="已有内容的栏目",
        choices=[("fill", "保留，只填空着的"), ("overwrite", "用上面填的内容覆盖")],
        initial="fill",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["materials"].queryset = photos

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("title", "place", "people", "cause", "photographer")):
            raise forms.ValidationError("题名、地点、人物、事由、摄影者至少填一栏。")
        return cleaned

    @property
    def entries(self):
        names = ("title", "place", "people", "cause", "photographer")
        return {name: self.cleaned_data[name] for name in names}
