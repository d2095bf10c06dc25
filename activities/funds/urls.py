from activities.funds import views
from portal.pages.routes import child_set, page_set

urlpatterns = [
    *page_set(
        "funds",
        "fundline",
        views.FundLineList,
        views.FundLineCreate,
        views.FundLineDetail,
        views.FundLineEdit,
        views.FundLineDelete,
    ),
    *child_set(
        "funds",
        "fundline",
        "expenses",
        "expense",
        views.ExpenseList,
        views.ExpenseAdd,
        views.ExpenseEdit,
        views.ExpenseDelete,
    ),
]
