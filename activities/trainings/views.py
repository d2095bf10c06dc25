from activities.trainings.forms import TrainingFilter, TrainingForm
from activities.trainings.models import Training
from portal.pages.children import short
from portal.pages.columns import Column


class TrainingPages:
    """骨干培训: held by a community itself, or attended elsewhere."""

    route = "activities:training"
    model = Training
    form_class = TrainingForm
    filter_form = TrainingFilter
    related = ("community", "troupe")
    create_label = "登记培训"
    created_message = "培训已登记。"
    empty_text = "本年度还没有登记培训。社区自办的和参加上级的骨干培训都登记在这里。"
    fields = (
        Column("held_on", sort=True),
        Column("owner_name", "登记单位", sort="community__position"),
        Column("organiser", sort=True),
        Column("teacher", sort=True),
        Column("hours", value=short("hours"), sort=True),
        Column("troupe.name", "参训团队", sort=True),
        Column("attendances", sort=True),
    )
    columns = (Column("title", sort=True, link=True), *fields)
