from activities.projects.models import Milestone
from activities.projects.rules import can_finish_milestone
from portal.duties.steps import duty_machine

MILESTONE = duty_machine(
    Milestone,
    may_finish=can_finish_milestone,
    not_yours="节点由责任人或项目的管理人登记完成。",
    address="toggle",
)
