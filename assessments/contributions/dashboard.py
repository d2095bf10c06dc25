"""The board in the menu."""

from django.urls import reverse

from portal.pieces import MenuItem


def menu(user):
    if not (user.is_leader or user.is_officer):
        return []
    order, section = (5, "工作台") if user.is_leader else (500, "考核")
    return [MenuItem("工作看板", reverse("assessments:dashboard"), "chart-histogram", section, order)]
