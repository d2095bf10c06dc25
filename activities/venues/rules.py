"""When a venue can be booked (场地使用登记)."""

from django.utils import timezone

from portal.quotes import quoted


def why_not_book(user, booking) -> list[str]:
    """登记使用: not in a shared venue outside its agreement, nor at a time that another booking of the venue
    already takes. Touching times are no overlap."""
    first, last = timezone.localdate(booking.starts_at), timezone.localdate(booking.ends_at)
    if not (booking.venue.is_agreed_on(first) and booking.venue.is_agreed_on(last)):
        return [
            f"{first:%Y-%m-%d}不在“{booking.venue}”的共享协议期内，请先与{booking.venue.unit or '所属单位'}续签协议。"
        ]
    other = booking.find_overlap()
    if other:
        return [f"{booking.venue}在{other.when}已登记给{quoted(_user_of(other))}，请改选时间或场地。"]
    return []


def _user_of(booking):
    return f"{booking.troupe} {booking.purpose}" if booking.troupe_id else booking.purpose
