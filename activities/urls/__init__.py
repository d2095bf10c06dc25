from activities.urls import core, rooms

app_name = "activities"
urlpatterns = [*core.urlpatterns, *rooms.urlpatterns]
