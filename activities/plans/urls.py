from django.urls import path

from activities.plans import rounds, targets, views
from portal.pages.routes import page_set

urlpatterns = [
    path("plans/targets/", targets.target_list, name="target-list"),
    *page_set(
        "plans", "plan", views.PlanList, views.PlanCreate, views.PlanDetail, views.PlanEdit, views.PlanDelete
    ),
    path("plans/<int:pk>/targets/", targets.plan_targets, name="plan-targets"),
    path("plans/<int:pk>/rounds/", rounds.plan_rounds, name="plan-rounds"),
    path("plans/<int:pk>/submit/", rounds.plan_submit, name="plan-submit"),
    path("plans/<int:pk>/withdraw/", rounds.plan_withdraw, name="plan-withdraw"),
    path("plans/<int:pk>/approve/", rounds.plan_approve, name="plan-approve"),
    path("plans/<int:pk>/return/", rounds.plan_return, name="plan-return"),
    path("plans/<int:pk>/reopen/", rounds.plan_reopen, name="plan-reopen"),
]
