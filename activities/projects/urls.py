from django.urls import path

from activities.projects import themes, views
from activities.projects.steps import MILESTONE
from portal.pages.routes import change_set, page_set
from portal.pages.steps import step_routes

urlpatterns = [
    *page_set(
        "themes",
        "theme",
        themes.ThemeList,
        themes.ThemeCreate,
        themes.ThemeDetail,
        themes.ThemeEdit,
        themes.ThemeDelete,
    ),
    path("projects/", views.project_list, name="project-list"),
    path("projects/add/", views.ProjectCreate.as_view(), name="project-create"),
    path("projects/<int:pk>/", views.ProjectDetail.as_view(), name="project-detail"),
    *change_set("projects", "project", views.ProjectEdit, views.ProjectDelete),
    path("projects/<int:pk>/milestones/add/", views.MilestoneCreate.as_view(), name="project-milestone-add"),
    *change_set("milestones", "milestone", views.MilestoneEdit, views.MilestoneDelete),
    *step_routes(MILESTONE, "milestones", related=("project",)),
]
