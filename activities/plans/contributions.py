from datetime import date

from django.utils import timezone

from activities.plans import chapter, metrics
from activities.plans.models import Plan
from activities.plans.rules import SUBMIT_BY
from portal.contributions import Contribution
from portal.days import add_working_days
from portal.links import link
from portal.metrics import declared_in
from portal.pieces import HITS, YEAR, Hit, MenuItem, Todo, folded, unwritten

REVIEW_DAYS = 5  # 工作日: a submitted plan should not wait longer


class PlanContribution(Contribution):
    def menu(self, user):
        if not user.follows_the_year:
            return []
        return [
            MenuItem("年度计划", link("activities:plan-list"), "clipboard-list", YEAR, 200),
            MenuItem("十百千万", link("activities:target-list"), "target-arrow", YEAR, 204),
        ]

    def todos(self, user):
        if user.is_staff_member:
            return _own_plan(user)
        return _plans_to_decide(user) if user.is_officer or user.is_leader else []

    def search(self, user, text):
        plans = Plan.objects.visible_to(user).filter(title__icontains=text).select_related("community")
        return [
            Hit(row.title, row.get_absolute_url(), "年度计划", f"{row.year}年 {row.owner_name}")
            for row in plans[:HITS]
        ]

    def gaps(self, street, year):
        own = Plan.objects.filter(street=street, community=None).for_year(year)
        return unwritten("年度计划", own, link("activities:plan-list", year=year))

    def metrics(self):
        return declared_in(metrics)

    def chapters(self, street, year):
        return [chapter.plan_chapter(street, year)]


def _plans_to_decide(user):
    plans = Plan.objects.visible_to(user).filter(status=Plan.Status.SUBMITTED).select_related("community")
    if user.is_officer:
        plans = plans.filter(community__isnull=False)
    found = [
        Todo(
            f"审批《{plan.title}》",
            plan.get_absolute_url(),
            "计划审批",
            add_working_days(timezone.localdate(plan.submitted_at), REVIEW_DAYS, plan.street_id),
            plan.owner_name,
        )
        for plan in plans
    ]
    return folded(found, "审批 {n} 份年度计划", link("activities:plan-list", year="all", status="submitted"))


def _own_plan(user):
    """The plan of this year, and from December on that of the next, until it is submitted."""
    today = timezone.localdate()
    year = today.year + 1 if today.month == 12 else today.year
    plan = Plan.objects.editable_by(user).for_year(year).first()
    due = date(year, *SUBMIT_BY)
    if plan is None:
        url = link("activities:plan-copy", year=year)
        return [Todo(f"编制{year}年度计划", url, "年度计划", due, "可以沿用上年计划")]
    if not plan.is_editable:
        return []
    verb = "修改后再次报审" if plan.status == Plan.Status.RETURNED else "报审"
    title = f"{verb}《{plan.title}》"
    return [Todo(title, plan.get_absolute_url(), "年度计划", due, plan.get_status_display())]
