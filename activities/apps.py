from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "文体工作"
    contributions = "activities.contributions"
    demo = "activities.demo"
