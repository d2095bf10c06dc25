"""Addresses of the plain rooms: /leading-group/ /meetings/ /funds/ /venues/ /school/ /corridor/ /trainings/ /surveys/."""

from django.urls import path

from activities.views import corridor, funds, leading_group, meetings, school, surveys, trainings, venues


def _pages(address, name, module, model):
    """The five generic pages of one model below `address`."""
    return [
        path(f"{address}/", getattr(module, f"{model}List").as_view(), name=f"{name}-list"),
        path(f"{address}/add/", getattr(module, f"{model}Create").as_view(), name=f"{name}-create"),
        path(f"{address}/<int:pk>/", getattr(module, f"{model}Detail").as_view(), name=f"{name}-detail"),
        path(f"{address}/<int:pk>/edit/", getattr(module, f"{model}Edit").as_view(), name=f"{name}-edit"),
        path(
            f"{address}/<int:pk>/delete/", getattr(module, f"{model}Delete").as_view(), name=f"{name}-delete"
        ),
    ]


def _children(address, name, module, model, above):
    """List, edit and delete of rows that are added on their parent's page, and that addition."""
    folder, parent = above
    return [
        path(f"{folder}/{address}/", getattr(module, f"{model}List").as_view(), name=f"{name}-list"),
        path(
            f"{folder}/{address}/<int:pk>/edit/",
            getattr(module, f"{model}Edit").as_view(),
            name=f"{name}-edit",
        ),
        path(
            f"{folder}/{address}/<int:pk>/delete/",
            getattr(module, f"{model}Delete").as_view(),
            name=f"{name}-delete",
        ),
        path(
            f"{folder}/<int:pk>/{address}/add/",
            getattr(module, f"{model}Add").as_view(),
            name=f"{parent}-{name}-add",
        ),
    ]


urlpatterns = [
    path("leading-group/chart/", leading_group.groupmember_chart, name="groupmember-chart"),
    path("leading-group/copy/", leading_group.groupmember_copy, name="groupmember-copy"),
    *_pages("leading-group", "groupmember", leading_group, "GroupMember"),
    *_pages("meetings", "meeting", meetings, "Meeting"),
    *_children("resolutions", "resolution", meetings, "Resolution", ("meetings", "meeting")),
    path("meetings/resolutions/<int:pk>/finish/", meetings.resolution_finish, name="resolution-finish"),
    path("meetings/resolutions/<int:pk>/reopen/", meetings.resolution_reopen, name="resolution-reopen"),
    *_pages("funds", "fundline", funds, "FundLine"),
    *_children("expenses", "expense", funds, "Expense", ("funds", "fundline")),
    *_pages("venues", "venue", venues, "Venue"),
    *_children("bookings", "booking", venues, "Booking", ("venues", "venue")),
    *_pages("school/partners", "partnerschool", school, "PartnerSchool"),
    *_children("lessons", "lesson", school, "Lesson", ("school", "course")),
    *_pages("school", "course", school, "Course"),
    *_pages("corridor", "board", corridor, "Board"),
    *_children("editions", "edition", corridor, "Edition", ("corridor", "board")),
    *_pages("trainings", "training", trainings, "Training"),
    *_pages("surveys", "survey", surveys, "Survey"),
]
