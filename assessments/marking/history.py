"""Who set which mark when: read from what the database triggers recorded."""

from portal.models import User
from portal.pages.columns import display
from portal.pieces import Record

FIELDS = {
    "measured": "系统计分",
    "self_points": "自评分",
    "self_reason": "自评说明",
    "review_points": "复评分",
    "review_reason": "复评理由",
    "not_applicable": "不适用",
}


def score_history(score) -> list[Record]:
    """The score's changes, newest first: three queries whatever their number."""
    events = list(score.changes.select_related("pgh_context").order_by("pgh_id"))
    names = _names(events)
    records = []
    for before, after in zip([None, *events], events, strict=False):
        changes = [
            f"{label} {_spoken(getattr(before, name, None))} → {_spoken(getattr(after, name))}"
            for name, label in FIELDS.items()
            if getattr(before, name, None) != getattr(after, name) and _says_something(before, after, name)
        ]
        if changes:
            who = names.get(_user_id(after), "系统")
            records.append(Record(after.pgh_created_at, who, text="；".join(changes)))
    return records[::-1]


def _spoken(value):
    return ("是" if value else "否") if isinstance(value, bool) else display(value)


def _says_something(before, after, name):
    return before is not None or getattr(after, name) not in (None, "", False)


def _user_id(event):
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(events):
    ids = {_user_id(event) for event in events} - {None}
    return {user.pk: user.name for user in User.objects.filter(pk__in=ids)}
