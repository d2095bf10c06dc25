from activities.trainings import metrics
from portal.contributions import Contribution
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import SUPPORT, MenuItem


class TrainingContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [MenuItem("骨干培训", link("activities:training-list"), "certificate", SUPPORT, 360)]

    def metrics(self):
        return declared_in(metrics)
