from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "门户"
    contributions = "portal.own_contributions"

    def ready(self):
        from portal.audit import sign_in  # noqa: F401, PLC0415  (connects Django's sign-in signals to the audit trail)
        from portal.contributions import check_contributions  # noqa: PLC0415  (the nouns import their models)

        check_contributions()
