"""Verbs over accounts."""

from django.db import transaction

from portal.access import demand_editable
from portal.audit.trail import record
from portal.contributions import Contribution, contributors
from portal.notices.services import notify


@transaction.atomic
def set_account_active(*, account, active: bool, by) -> None:
    demand_editable(by, account)
    account.is_active = active
    account.save(update_fields=["is_active"])
    record("account", user=by, target=account.username, act="启用" if active else "停用")


@transaction.atomic
def hand_over_post(*, predecessor, successor, by) -> int:
    """Move every open assignment of `predecessor` to `successor` and disable the old account.

    What was done stays under the name of who did it. Returns how many assignments moved.
    """
    demand_editable(by, predecessor)
    moved = sum(function(predecessor, successor) for function in contributors(Contribution.hand_over))
    predecessor.successor = successor
    predecessor.is_active = False
    predecessor.save(update_fields=["successor", "is_active"])
    record("hand_over", user=by, target=f"{predecessor.username} → {successor.username}", moved=moved)
    notify([successor], f"您接任了{predecessor}的岗位，转来未办事项 {moved} 件", "/")
    return moved
