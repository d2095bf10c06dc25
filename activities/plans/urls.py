from django.urls import path

from activities.plans import rounds, targets, views
from activities.plans.steps import PLAN
from portal.pages.routes import page_set
from portal.pages.steps import StepPage, step_routes

urlpatterns = [
    path("plans/targets/", targets.target_list, name="target-list"),
    *page_set(
        "plans", "plan", views.PlanList, views.PlanCreate, views.PlanDetail, views.PlanEdit, views.PlanDelete
    ),
    path("plans/<int:pk>/targets/", targets.plan_targets, name="plan-targets"),
    path("plans/<int:pk>/rounds/", rounds.plan_rounds, name="plan-rounds"),
    *step_routes(
        PLAN,
        "plans",
        pages={
            "return": StepPage(
                title="退回计划", hint=lambda plan: f"退回《{plan.title}》，请写明要修改什么。"
            ),
            "reopen": StepPage(
                title="重新开启计划",
                hint="批准的文本保留在审批记录中；重新开启以后，修改稿要再走一轮审批。",
            ),
        },
    ),
]
