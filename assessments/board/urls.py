from django.urls import path

from assessments.board import views

urlpatterns = [path("dashboard/", views.board, name="dashboard")]
