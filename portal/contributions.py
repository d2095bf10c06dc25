"""The one way to reach upward: what the shell shows but may not import is contributed by the apps.

Each AppConfig names its contributions module (`contributions = "troupes.contributions"`). A module
offers any of these functions; `collect()` calls them in the order of INSTALLED_APPS, so `portal`
comes first and `assessments` last:

======================================  =====================================================
`menu(user)`                            MenuItem list for the side menu
`todos(user)`                           Todo list for the home page
`year_state(user, year)`                Fact list: the year against its plan, on the home page
`search(user, text)`                    Hit list for the search box
`yearbook(street, year)`                portal.book.Chapter list
`yearbook_gaps(street, year)`           (label, sentence, url) of what its chapters still lack
`metrics()`                             portal.metrics.Metric list
`event_published(event)`                begins what an event's publication begins (its dossier)
`event_panels(user, event)`             Fact list shown beside an event (its dossier's light …)
`event_obstacles(event)`                sentences that say why an event cannot be closed yet
`hand_over(predecessor, successor)`     moves open assignments; returns how many
`demo(street, year, rng)`               fills the app's tables for one street and year
`demo_finish(street, year)`             what needs all apps' rows of that year (last year's book)
======================================  =====================================================
"""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module

from django.apps import apps


@dataclass(frozen=True)
class MenuItem:
    """`section` groups items under a heading; `order` sorts across apps (sections take the order of
    their first item); `icon` is a Tabler outline icon name."""

    label: str
    url: str
    icon: str
    section: str
    order: int


@dataclass(frozen=True)
class Todo:
    """One thing this user has to do; `url` leads to the very place. Without `due` it comes last."""

    title: str
    url: str
    kind: str
    due: date | None = None
    detail: str = ""

    @property
    def days_left(self):
        from django.utils import timezone  # noqa: PLC0415

        return (self.due - timezone.localdate()).days if self.due else None

    @property
    def is_late(self):
        return self.due is not None and self.days_left < 0

    @property
    def when(self):
        """The group on the home page; 本周 ends on Sunday."""
        if self.due is None:
            return "无期限"
        if self.is_late:
            return "已逾期"
        return "本周" if self.days_left <= 6 - (self.due - timedelta(self.days_left)).weekday() else "以后"

    @property
    def due_text(self):
        """How many days are left, in words; empty without a deadline."""
        if self.due is None:
            return ""
        if self.is_late:
            return f"已逾期 {-self.days_left} 天"
        near = {0: "今天到期", 1: "明天到期", 2: "后天到期"}
        return near.get(self.days_left, f"还有 {self.days_left} 天")


def folded(todos, title, url, *, most=3):
    """`todos` of one kind as they are; more than `most` become one line that leads to their list at `url`.
    `title` holds `{n}`; the line falls due with the first of them and names it."""
    if len(todos) <= most:
        return todos
    first = min(todos, key=lambda todo: todo.due or date.max)
    detail = f"最先到期：{first.title}" if first.due else ""
    return [Todo(title.replace("{n}", str(len(todos))), url, first.kind, first.due, detail)]


@dataclass(frozen=True)
class Fact:
    """A figure with its meaning: `value` of `target` in `unit`, leading to the rows behind it."""

    label: str
    value: object
    unit: str = ""
    target: object = None
    url: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    kind: str
    detail: str = ""


def contributors(name):
    """The contributed functions called `name`, ground floor first."""
    for config in apps.get_app_configs():
        path = getattr(config, "contributions", "")
        function = getattr(import_module(path), name, None) if path else None
        if function is not None:
            yield function


def collect(name, *args):
    """All rows contributed under `name`, concatenated."""
    return [row for function in contributors(name) for row in function(*args)]
