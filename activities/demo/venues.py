from datetime import date, timedelta

from django.utils import timezone

from activities.demo.rooms_ground import moment
from activities.events.models import Event
from activities.venues.models import Booking, Venue
from troupes.models import Troupe

KIND = Venue.Kind
SHARED = [
    ("开发区实验学校", "塑胶操场", "周一至周五 18:30—21:00，双休日 8:00—20:00", "免费，凭居民健身卡登记入场"),
    ("龙三小", "多功能厅", "双休日 8:30—17:30，寒暑假全天", "免费，由社区统一预约，用后清场"),
    ("龙三中", "篮球馆", "双休日 9:00—20:00，寒暑假 8:00—21:00", "半价优惠，老年人和学生定时免费"),
    ("成人教育中心", "计算机教室", "周二、周四 14:00—17:00", "免费，凭市民学校听课证"),
]
SHARES = [2, 2, 2, 2, 1, 2, 1, 2, 2, 1, 1, 0]  # units per community, by position
SQUARES = {1, 2, 3, 5, 8, 10}


def fill_venues(ground):
    """Rooms and squares of the communities, venues shared by local units (made once), and a year's bookings."""
    if not Venue.objects.filter(street=ground.street).exists():
        Venue.objects.bulk_create(
            venue for place, one in enumerate(ground.communities) for venue in _venues(ground, place, one)
        )
    rooms = {
        venue.community_id: venue
        for venue in Venue.objects.filter(street=ground.street, kind=KIND.ROOM).order_by("-pk")
    }
    taken = set()
    bookings = [*_event_bookings(ground, rooms, taken)]
    if ground.is_running:
        bookings += _rehearsals_ahead(ground, rooms, taken)
    Booking.objects.bulk_create(bookings)


def _venues(ground, place, community):
    rng, base = ground.rng, {"street": ground.street, "community": community}
    keeper = ground.person()
    yield Venue(
        **base, name=f"{community}文体活动室", kind=KIND.ROOM, address=f"{community}党群服务中心二楼",
        area=rng.choice([160, 205, 220, 240, 268, 310, 420]), capacity=rng.choice([60, 80, 100, 120]),
        opening="周一至周日 8:30—21:00", terms="免费开放，登记使用", keeper=keeper,
    )  # fmt: skip
    if community.position in SQUARES:
        yield Venue(
            **base, name=f"{community.name.removesuffix('社区')}文体广场", kind=KIND.SQUARE,
            address=f"{community}中心绿地旁", area=rng.choice([800, 1200, 1500]), capacity=300,
            opening="全天", terms="免费开放，晚间音响不超过 20:30", keeper=keeper,
        )  # fmt: skip
    number = SHARES[place % len(SHARES)] if ground.is_large else 1
    for step in range(number):
        unit, name, opening, terms = (
            SHARED[(place + step) % len(SHARED)] if ground.is_large else _small_street_share()
        )
        ended = ground.is_large and place == 6
        yield Venue(
            **base, name=f"{unit}{name}", kind=KIND.SHARED, unit=unit, opening=opening, terms=terms,
            keeper=ground.person(), agreed_from=date(ground.year - 1, 3, 1),
            agreed_until=date(ground.year, 12, 31) if ended else date(ground.year + 2, 2, 28),
        )  # fmt: skip


def _small_street_share():
    return ("鹤鸣中心小学", "风雨操场", "双休日 8:00—18:00", "免费，凭证登记")


def _event_bookings(ground, rooms, taken):
    """Community events use the community's room, one event a day and room."""
    rows = Event.objects.filter(street=ground.street, community__isnull=False).for_year(ground.year)
    for event in rows.exclude(status__in=["draft", "cancelled", "postponed"]).order_by("starts_at"):
        room, day = rooms.get(event.community_id), timezone.localdate(event.starts_at)
        is_one_day = event.ends_at > event.starts_at and timezone.localdate(event.ends_at) == day
        if room and is_one_day and (room.pk, day) not in taken:
            taken.add((room.pk, day))
            yield Booking(
                venue=room,
                event=event,
                purpose=event.title[:80],
                starts_at=event.starts_at,
                ends_at=event.ends_at,
            )


def _rehearsals_ahead(ground, rooms, taken):
    """The next two weeks of the troupes' weekly slots: one troupe an evening and room."""
    for troupe in (
        Troupe.objects.filter(street=ground.street, community__isnull=False).active().order_by("pk")
    ):
        room = rooms.get(troupe.community_id)
        for week in range(2):
            weekday = troupe.weekday or 1 + troupe.pk % 5
            day = ground.today + timedelta(days=(weekday - 1 - ground.today.weekday()) % 7 + 7 * week)
            if room and (room.pk, day) not in taken:
                taken.add((room.pk, day))
                yield Booking(
                    venue=room,
                    troupe=troupe,
                    purpose="每周排练",
                    starts_at=moment(day, 19),
                    ends_at=moment(day, 20, 30),
                )
