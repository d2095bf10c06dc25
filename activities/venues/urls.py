from activities.venues import views
from portal.pages.routes import child_set, noun_set

urlpatterns = [
    *noun_set("venues", views.VenuePages, listing=views.VenueList, detail=views.VenueDetail),
    *child_set(
        "venues",
        views.VenuePages,
        "bookings",
        views.BookingPages,
        add=views.BookingCreate,
        edit=views.BookingEdit,
    ),
]
