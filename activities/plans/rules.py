"""年度计划: who may do what. Each docstring is the office's rule; when, say the steps (steps.py)."""

from portal.access import can_edit

SUBMIT_BY = (1, 31)  # month, day: 考核 A2 gives full marks to plans approved by the end of January


def can_edit_plan(user, plan) -> bool:
    """The owner writes while the plan is a draft or was returned; afterwards it is locked."""
    return can_edit(user, plan) and plan.is_editable


def is_decider(user, plan) -> bool:
    """街道领导 decide on every plan of the street, 街道文化员 on those of the communities (回避): nobody
    approves the plan of his own desk."""
    if user.street_id is None or user.street_id != plan.street_id:
        return False
    return user.is_leader or (user.is_officer and plan.community_id is not None)


def can_reopen(user, plan) -> bool:
    """重新开启: an approved plan changes only through the officer, with a reason, in a new round."""
    return user.is_officer and user.street_id == plan.street_id
