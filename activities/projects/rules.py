"""五个一工程 and brands: who keeps them."""

from activities.plans.models import Plan
from activities.projects.models import Project
from portal.access import can_edit


def kinds_for(user) -> list[tuple[str, str]]:
    """Choices of the form: communities set up brands only."""
    if user.is_officer:
        return list(Project.Kind.choices)
    return [(Project.Kind.BRAND.value, Project.Kind.BRAND.label)]


def can_finish_milestone(user, milestone) -> bool:
    """节点: who answers for it, who leads the project, or who keeps it."""
    answerable = user.pk in (milestone.responsible_id, milestone.project.lead_id)
    return answerable or can_edit(user, milestone.project)


def is_locked_by_plan(plan) -> bool:
    """Themes and their planned numbers are part of the plan: what was submitted or approved stays as it is."""
    return plan is not None and plan.status in (Plan.Status.SUBMITTED, Plan.Status.APPROVED)
