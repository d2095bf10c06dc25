from activities.trainings.models import Training
from portal.forms.base import refuse_future
from portal.forms.units import UnitForm, UnitYearFilter


class TrainingForm(UnitForm):
    scoped = ("troupe",)

    class Meta:
        model = Training
        fields = ["community", "title", "held_on", "organiser", "teacher", "hours", "troupe", "attendances"]

    def clean_held_on(self):
        return refuse_future(self.cleaned_data["held_on"], "培训日期")


class TrainingFilter(UnitYearFilter):
    year_path = "held_on__year"
    search_fields = ("title", "organiser", "teacher", "troupe__name")
