from activities.surveys import metrics
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, MenuItem


class SurveyContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("满意度调查", link("activities:survey-list"), "mood-smile", SUPPORT, 370)]

    def metrics(self):
        return declared_in(metrics)
