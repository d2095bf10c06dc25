"""What the nouns hand to the shell and to each other's pages: small values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

# Sections of the menu that several nouns share.
YEAR = "年度工作"
SUPPORT = "保障与阵地"
SYSTEM = "系统"


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
class Record:
    """One act in the history of a row (`pieces/records.html`): who did it when, in what words."""

    at: datetime
    who: object
    label: str = ""
    tone: str = ""  # of the label, which then is a badge
    text: str = ""


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


HITS = 10  # rows that one noun adds to what a search finds


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    kind: str
    detail: str = ""


@dataclass(frozen=True)
class Gap:
    """What a chapter of the yearbook still lacks; `url` leads to where it is mended."""

    label: str
    sentence: str
    url: str


def unwritten(chapter: str, rows, url: str) -> list[Gap]:
    """The gap of a chapter that is not printed for want of `rows` (a queryset, one query); none when there are any."""
    return [] if rows.exists() else [Gap(chapter, "没有资料，这一章将不印出。", url)]


@dataclass(frozen=True)
class Panel:
    """A section that one noun puts on the page of another: a template of its own and what it needs."""

    template: str
    context: dict
