from activities.events.models import Task
from activities.events.rules import can_finish_task
from portal.duties.steps import duty_machine

TASK = duty_machine(
    Task, may_finish=can_finish_task, not_yours="任务由承办人或活动的管理人登记完成。", address="toggle"
)
