"""One event for the calendar of a phone, in the iCalendar format (RFC 5545)."""

from datetime import UTC

from icalendar import Calendar
from icalendar import Event as Entry

from activities.events.models import Event

PRODUCT = "-//street-culture-portal//ZH"


def calendar_of(event: Event, url: str) -> bytes:
    """A calendar with the one event, times in UTC; `url` is the page it came from. The UID stays when the event
    moves, so that a phone replaces the entry it has."""
    calendar = Calendar({"version": "2.0", "prodid": PRODUCT})
    calendar.add_component(_entry(event, url))
    return calendar.to_ical()


def _entry(event, url):
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@street-culture-portal")
    entry.add("dtstamp", (event.published_at or event.starts_at).astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("description", event.purpose.replace("\r\n", "\n"))
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.status == Event.Status.CANCELLED else "CONFIRMED")
    return entry
