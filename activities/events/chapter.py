"""The chapter 大事记. Third person, past tense, no praise."""

from django.db.models import Q
from django.utils import timezone

from activities.events.models import Event
from portal import book

BIG_EVENT = 500  # 人次 from which an event of a community enters the chronicle


def chronicle_chapter(street, year) -> book.Chapter:
    return book.Chapter("大事记", _chronicle_blocks(street, year))


def worth_telling(street, year):
    """Events of the street, and those of communities from BIG_EVENT 人次 on, that took place."""
    worth = Q(community__isnull=True) | Q(attendances__gte=BIG_EVENT)
    return Event.objects.filter(worth, street=street).for_year(year).held()


def _chronicle_blocks(street, year):
    rows = worth_telling(street, year).select_related("community", "street").order_by("starts_at", "pk")
    items = [(_day(event), _sentence(event)) for event in rows]
    return [book.chronicle(items)] if items else []


def _day(event):
    start, end = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
    text = f"{start.month}月{start.day}日"
    if start == end:
        return text
    return f"{text}—{end.day}日" if start.month == end.month else f"{text}—{end.month}月{end.day}日"


def _sentence(event):
    owner = event.community.name if event.community_id else event.street.name
    people = f"，{event.attendances}人次参加" if event.attendances else ""
    return f"{owner}在{event.place}举办{event.title}{people}。"
