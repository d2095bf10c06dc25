from django.db.models import Count, Q

from assessments.marking.models import Assessment
from assessments.results import chapter
from assessments.results.models import Outcome
from assessments.results.rules import can_add_outcome, can_report_done
from assessments.schemes.models import Scheme
from portal.contributions import Contribution
from portal.links import link
from portal.pieces import Gap, Panel, Todo

MOST = 10


class ResultContribution(Contribution):
    def todos(self, user):
        if user.is_leader:
            return _decisions(user)
        return _rectifications(user) if user.is_officer or user.is_staff_member else []

    def chapters(self, street, year):
        return chapter.result_chapters(street, year)

    def assessment_panels(self, user, assessment):
        outcomes = list(assessment.outcomes.all())
        for outcome in outcomes:
            outcome.assessment = assessment
        context = {
            "outcomes": [(outcome, can_report_done(user, outcome)) for outcome in outcomes],
            "can_add": can_add_outcome(user, assessment),
        }
        return [Panel("assessments/results/_outcomes.html", context)]

    def gaps(self, street, year):
        """What the chapter 考核结果 still lacks."""
        rows = Assessment.objects.filter(street=street, scheme__year=year)
        undecided = ~Q(status=Assessment.Status.FINAL)
        count = rows.aggregate(all=Count("pk"), open=Count("pk", filter=undecided))
        url = link("assessments:assessment-list", year=year)
        if not count["all"]:
            return [Gap("考核结果", f"{year}年没有考核，这一章将不印出。", url)]
        if count["open"]:
            return [Gap("考核结果", f"{count['open']} 个社区的考核还没有审定，不会印入这一章。", url)]
        return []


def _rectifications(user):
    rows = Outcome.objects.editable_by(user).open()
    return [
        Todo(f"{row.assessment.community}整改：{row.content}", row.get_absolute_url(), "考核整改", row.due_on)
        for row in rows.select_related("assessment__community").order_by("due_on")[:MOST]
    ]


def _decisions(user):
    """Schemes whose every assessment is reviewed and waits for the decision."""
    rows = Scheme.objects.visible_to(user).annotate(
        n=Count("assessments"),
        ready=Count("assessments", filter=Q(assessments__status=Assessment.Status.REVIEWED)),
    )
    return [
        Todo(f"审定{row.year}年社区考核结果", row.ranking_url, "考核审定", detail=f"{row.n} 个社区复评已完成")
        for row in rows
        if row.n and row.n == row.ready
    ]
