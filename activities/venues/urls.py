from activities.venues import views
from portal.pages.routes import child_set, page_set

urlpatterns = [
    *page_set(
        "venues",
        "venue",
        views.VenueList,
        views.VenueCreate,
        views.VenueDetail,
        views.VenueEdit,
        views.VenueDelete,
    ),
    *child_set(
        "venues",
        "venue",
        "bookings",
        "booking",
        views.BookingList,
        views.BookingAdd,
        views.BookingEdit,
        views.BookingDelete,
    ),
]
