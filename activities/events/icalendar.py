"""One event in the iCalendar format (RFC 5545): CRLF line ends, lines folded at 75 octets."""

from datetime import UTC

from activities.events.models import Event


def calendar_of(event, url: str) -> str:
    """A calendar with the one event; `url` is the page it came from."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//street-culture-portal//ZH",
        "BEGIN:VEVENT",
        f"UID:event-{event.pk}@street-culture-portal",
        f"DTSTAMP:{_utc(event.published_at or event.starts_at)}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}",
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(event.place)}",
        f"DESCRIPTION:{_text(event.purpose)}",
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if event.status == Event.Status.CANCELLED else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment):
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value):
    for char in "\\;,":
        value = value.replace(char, f"\\{char}")
    return value.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line):
    """Parts of at most 75 octets that never cut a character; continuations begin with a blank."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > 74:
            parts.append("")
            size = 0
        parts[-1] += char
        size += width
    return "\r\n ".join(parts)
