from activities.funds import views
from portal.pages.routes import child_set, noun_set

urlpatterns = [
    *noun_set("funds", views.FundLinePages, listing=views.FundLineList, detail=views.FundLineDetail),
    *child_set(
        "funds",
        views.FundLinePages,
        "expenses",
        views.ExpensePages,
        add=views.ExpenseCreate,
        edit=views.ExpenseEdit,
    ),
]
