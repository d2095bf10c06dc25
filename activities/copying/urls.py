from django.urls import path

from activities.copying import views

urlpatterns = [path("plans/copy/", views.plan_copy, name="plan-copy")]
