from django.apps import AppConfig


class TroupesConfig(AppConfig):
    name = "troupes"
    verbose_name = "群众文化团队"
    contributions = "troupes.contributions"
    demo = "troupes.demo"
