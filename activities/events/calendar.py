"""日历: a month of events as a list that works everywhere, and the feed that the grid is drawn from."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from activities.events.models import Event
from portal.days import lunar_text

LONGEST = timedelta(days=400)  # a feed for more than a year is a mistake


def calendar(request):
    """The month in the address (`?month=2026-03`), else the current one, as an agenda by day."""
    first = _month(request.GET.get("month", ""))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rows = Event.objects.visible_to(request.user).between(first, last)
    rows = rows.select_related("community", "responsible").order_by("starts_at", "pk")
    context = {
        "title": f"{first.year}年{first.month}月日历",
        "first": first,
        "last": last,
        "days": _by_day(rows, first),
        "today": timezone.localdate(),
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "can_create": request.user.role in ("officer", "staff"),
    }
    return render(request, "activities/events/calendar.html", context)


def _month(text):
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return timezone.localdate().replace(day=1)


def _by_day(rows, first):
    """[(day, its lunar day in words, events)]: an event stands under its first day, or under the month's first
    when it began before."""
    days = {}
    for event in rows:
        days.setdefault(max(timezone.localdate(event.starts_at), first), []).append(event)
    return [(day, lunar_text(day), events) for day, events in sorted(days.items())]


def calendar_feed(request):
    """Events between `start` and `end` (ISO 8601), as the calendar grid asks for them."""
    start, end = _moment(request.GET.get("start")), _moment(request.GET.get("end"))
    if start is None or end is None or not timedelta() < end - start <= LONGEST:
        return HttpResponseBadRequest("请给出 start 和 end（ISO 8601 时间），相隔不超过 400 天。")
    rows = Event.objects.visible_to(request.user).filter(starts_at__lt=end, ends_at__gte=start)
    return JsonResponse([_entry(event) for event in rows.select_related("community")], safe=False)


def _moment(text):
    """An aware datetime of an ISO text; a date alone is its midnight. None when it is neither."""
    try:
        found = parse_datetime(text or "") or datetime.combine(
            date.fromisoformat(text or ""), datetime.min.time()
        )
    except ValueError:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _entry(event):
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    entry = {
        "id": event.pk,
        "title": event.title,
        "url": event.get_absolute_url(),
        "tone": event.status_tone,
        "status": event.get_status_display(),
        "owner": event.owner_name,
        "place": event.place,
    }
    if start.date() == end.date():
        return entry | {"start": start.isoformat(), "end": end.isoformat()}
    return entry | {
        "allDay": True,
        "start": f"{start:%Y-%m-%d}",
        "end": f"{end + timedelta(days=1):%Y-%m-%d}",
    }
