from activities.trainings.models import Training
from portal.forms.base import refuse_future
from portal.forms.units import RoomForm, RoomYearFilter


class TrainingForm(RoomForm):
    scoped = ("troupe",)

    class Meta:
        model = Training
        fields = ["community", "title", "held_on", "organiser", "teacher", "hours", "troupe", "attendances"]

    def clean_held_on(self):
        return refuse_future(self.cleaned_data["held_on"], "培训日期")


class TrainingFilter(RoomYearFilter):
    year_path = "held_on__year"
    search_fields = ("title", "organiser", "teacher", "troupe__name")
