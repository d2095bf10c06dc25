"""Reading what the database triggers recorded (django-pghistory): a table's for the auditor, a row's for its page."""

from dataclasses import dataclass
from datetime import datetime

import pghistory.models
from django.apps import apps

from portal.accounts.models import User
from portal.pages.columns import display

LABELS = {"insert": "新增", "update": "修改", "delete": "删除"}

PRIVATE = ("phone", "phone_digest", "id_number", "id_digest", "address")

SHOWN = 200


@dataclass(frozen=True)
class Change:
    at: datetime
    label: str
    who: str
    row: str
    fields: list[tuple[str, str, str]]  # (field, before, after)


def tracked_models() -> dict[str, type]:
    """{"troupes.person": PersonChange, …}, sorted by key."""
    found = [m for m in apps.get_models() if issubclass(m, pghistory.models.Event) and m.pgh_tracked_model]
    return {
        m.pgh_tracked_model._meta.label_lower: m for m in sorted(found, key=lambda m: m._meta.label_lower)
    }


def latest_changes(model, street_id) -> list[Change]:
    """The newest SHOWN changes of one table, in one street (all streets when `street_id` is None)."""
    rows = model.objects.select_related("pgh_context").order_by("-pgh_id")
    if street_id:
        rows = rows.filter(**{_street_path(model.pgh_tracked_model): street_id})
    rows = list(rows[:SHOWN])
    before = _predecessors(model, rows)
    names = _user_names(rows)
    related = _related_names(model, [*rows, *filter(None, before.values())])
    return [_change(row, before.get(row.pgh_id), names, related) for row in rows]


def history_of(row, *fields: str) -> list[Change]:
    """The changes of `fields` of one row, newest first: two queries whatever their number."""
    events = list(row.changes.select_related("pgh_context").order_by("pgh_id"))
    names = _user_names(events)
    pairs = zip(events, [None, *events], strict=False)
    changes = [_change(event, previous, names, {}, fields) for event, previous in pairs]
    return [change for change in reversed(changes) if change.fields]


def _street_path(tracked):
    queryset = tracked._default_manager.all()
    if hasattr(queryset, "street_path"):
        return queryset.street_path
    return "id" if tracked._meta.label == "portal.Street" else "street"


def _predecessors(model, rows):
    """{pgh_id: the row's previous event}, one query for all rows shown."""
    history = model.objects.filter(pgh_obj_id__in={row.pgh_obj_id for row in rows}).order_by("pgh_id")
    latest, before = {}, {}
    for event in history:
        before[event.pgh_id] = latest.get(event.pgh_obj_id)
        latest[event.pgh_obj_id] = event
    return before


def _user_names(rows):
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context}
    return dict(User._default_manager.filter(pk__in=ids - {None}).values_list("pk", "name"))


def _related_names(model, rows):
    """{field name: {id: its row in words}} for the relations of the table, one query each."""
    found = {}
    for field in model._meta.fields:
        if field.is_relation and not field.name.startswith("pgh_"):
            ids = {getattr(row, field.attname) for row in rows} - {None}
            found[field.name] = field.related_model._base_manager.in_bulk(ids) if ids else {}
    return found


def _change(row, previous, names, related, only=()):
    user = row.pgh_context.metadata.get("user") if row.pgh_context else None
    return Change(
        at=row.pgh_created_at,
        label=LABELS.get(row.pgh_label, row.pgh_label),
        who=names.get(user, "系统"),
        row=f"编号 {row.pgh_obj_id}",
        fields=list(_differences(row, previous, related, only)),
    )


def _differences(row, previous, related, only):
    for field in row._meta.fields:
        if field.name.startswith("pgh_") or field.name == "id" or (only and field.name not in only):
            continue
        after = getattr(row, field.attname)
        before = getattr(previous, field.attname) if previous else None
        if before == after or (previous is None and (after is False or after in (None, ""))):
            continue
        if field.name in PRIVATE:
            before, after = "***" if before else None, "***" if after else None
        yield str(field.verbose_name), _words(field, before, related), _words(field, after, related)


def _words(field, value, related):
    """A recorded value as the screen shows it elsewhere: choices and relations by name, 是 and 否."""
    if value is True or value is False:
        return "是" if value else "否"
    if field.name in related and value is not None:
        return str(related[field.name].get(value, f"编号 {value}"))
    return display(dict(field.flatchoices).get(value, value))
