from activities.meetings.models import Resolution
from activities.meetings.rules import can_finish_resolution, can_reopen_resolution
from portal.duties.steps import duty_machine

RESOLUTION = duty_machine(
    Resolution,
    may_finish=can_finish_resolution,
    may_reopen=can_reopen_resolution,
    finish="办结",
    reopen="撤销办结",
    not_yours="只有责任人和会议的记录单位可以办结这项议定事项。",
    not_yours_to_reopen="只有会议的记录单位可以撤销办结。",
)
