"""What all generic pages share."""


class Page:
    """Title, breadcrumbs and the queryset of what this user may see.

    What the pages of one noun share may stand in a class of its own (`noun_set` in routes.py): with its
    `route` ("activities:survey") they know the addresses of each other, survey-list, survey-create …"""

    model = None
    route = ""
    heading = ""  # of the list, in its title and in the breadcrumbs below it; else the model's plural
    title = ""
    create_label = ""  # 登记调查: the button of the list and the title of its form
    parent = None  # (label, url name) of the page above, for breadcrumbs; else the list
    parent_field = ""  # the ForeignKey to the row on whose page these rows stand
    related: tuple[str, ...] = ()  # select_related
    counted: tuple[str, ...] = ()  # QuerySet methods that add columns, before a list filters and sorts
    editing = False

    def get_queryset(self):
        rows = self.model.objects
        scoped = rows.editable_by(self.request.user) if self.editing else rows.visible_to(self.request.user)
        for method in self.counted:
            scoped = getattr(scoped, method)()
        return scoped.select_related(*self.related) if self.related else scoped

    def get_title(self):
        return self.title or str(getattr(self, "object", None) or self.model._meta.verbose_name)

    def get_heading(self):
        return self.heading or self.model._meta.verbose_name_plural

    def get_crumbs(self):
        """(label, url name or absolute url) pairs above this page."""
        if self.parent or not self.route:
            return [self.parent] if self.parent else []
        return [(self.get_heading(), f"{self.route}-list")]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("title", self.get_title())
        kwargs.setdefault("crumbs", self.get_crumbs())
        return super().get_context_data(**kwargs)
