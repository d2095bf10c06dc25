"""年度计划: who may do what, and when. Each docstring is the office's rule."""

from activities.plans.models import Plan
from portal.access import can_edit

SUBMIT_BY = (1, 31)  # month, day: 考核 A2 gives full marks to plans approved by the end of January


def can_edit_plan(user, plan) -> bool:
    """The owner writes while the plan is a draft or was returned; afterwards it is locked."""
    return can_edit(user, plan) and plan.is_editable


def can_submit_plan(user, plan) -> bool:
    """报审: the owner, while the plan is a draft or was returned."""
    return can_edit_plan(user, plan)


def can_withdraw_plan(user, plan) -> bool:
    """撤回: the owner, as long as nobody has decided."""
    return can_edit(user, plan) and plan.status == Plan.Status.SUBMITTED


def is_decider(user, plan) -> bool:
    """街道领导 decide on every plan of the street, 街道文化员 on those of the communities: nobody
    approves the plan that he wrote himself."""
    if user.street_id is None or user.street_id != plan.street_id:
        return False
    return user.is_leader or (user.is_officer and plan.community_id is not None)


def can_decide_plan(user, plan) -> bool:
    """批准、退回: a decider, while the plan waits for a decision."""
    return is_decider(user, plan) and plan.status == Plan.Status.SUBMITTED


def can_reopen_plan(user, plan) -> bool:
    """重新开启: an approved plan changes only through the officer, with a reason, in a new round."""
    return user.is_officer and user.street_id == plan.street_id and plan.status == Plan.Status.APPROVED
