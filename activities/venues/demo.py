"""Rooms, squares and shared venues of a street, made once, and each year's bookings."""

from datetime import date, timedelta

from django.utils import timezone

from activities.plans.models import Plan
from activities.venues.models import Booking, Venue
from portal.demo.ground import moment
from troupes.models import Troupe

KIND = Venue.Kind
SHARED = [  # unit, name, opening, terms
    ("开发区实验学校", "塑胶操场", "周一至周五 18:30—21:00，双休日 8:00—20:00", "免费，凭居民健身卡登记入场"),
    ("龙三小", "多功能厅", "双休日 8:30—17:30，寒暑假全天", "免费，由社区统一预约，用后清场"),
    ("龙三中", "篮球馆", "双休日 9:00—20:00，寒暑假 8:00—21:00", "半价优惠，老年人和学生定时免费"),
    ("成人教育中心", "计算机教室", "周二、周四 14:00—17:00", "免费，凭市民学校听课证"),
]
SMALL_STREET_SHARED = [("鹤鸣中心小学", "风雨操场", "双休日 8:00—18:00", "免费，凭证登记")]
SHARES = [2, 2, 2, 2, 1, 2, 1, 2, 2, 1, 1, 0]  # shared venues per community, by place
ENDED = 6  # the place of the community whose agreements are not renewed
SQUARES = {1, 2, 3, 5, 8, 10}
UNBOOKED = ("draft", "cancelled", "postponed")


def fill(ground):
    if not Venue.objects.filter(street=ground.street).exists():
        placed = enumerate(ground.communities)
        Venue.objects.bulk_create(venue for place, one in placed for venue in _venues(ground, place, one))
    rows = Venue.objects.filter(street=ground.street, kind=KIND.ROOM).order_by("-pk")
    rooms = {venue.community_id: venue for venue in rows}
    taken = set()
    bookings = [*_event_bookings(ground, rooms, taken)]
    if ground.is_running:
        bookings += _rehearsals_ahead(ground, rooms, taken)
    Booking.objects.bulk_create(bookings)


def _venues(ground, place, community):
    keeper = ground.person()
    yield _room(ground, community, keeper)
    if community.position in SQUARES:
        yield _square(ground, community, keeper)
    shared = SHARED if ground.is_large else SMALL_STREET_SHARED
    for step in range(SHARES[place % len(SHARES)] if ground.is_large else 1):
        offer = shared[(place + step) % len(shared)]
        yield _shared(ground, community, offer, has_ended=ground.is_large and place == ENDED)


def _room(ground, community, keeper):
    return Venue(
        street=ground.street,
        community=community,
        name=f"{community}文体活动室",
        kind=KIND.ROOM,
        address=f"{community}党群服务中心二楼",
        area=ground.rng.choice([160, 205, 220, 240, 268, 310, 420]),
        capacity=ground.rng.choice([60, 80, 100, 120]),
        opening="周一至周日 8:30—21:00",
        terms="免费开放，登记使用",
        keeper=keeper,
    )


def _square(ground, community, keeper):
    return Venue(
        street=ground.street,
        community=community,
        name=f"{community.name.removesuffix('社区')}文体广场",
        kind=KIND.SQUARE,
        address=f"{community}中心绿地旁",
        area=ground.rng.choice([800, 1200, 1500]),
        capacity=300,
        opening="全天",
        terms="免费开放，晚间音响不超过 20:30",
        keeper=keeper,
    )


def _shared(ground, community, offer, *, has_ended):
    unit, name, opening, terms = offer
    return Venue(
        street=ground.street,
        community=community,
        name=f"{unit}{name}",
        kind=KIND.SHARED,
        unit=unit,
        opening=opening,
        terms=terms,
        keeper=ground.person(),
        agreed_from=date(ground.year - 1, 3, 1),
        agreed_until=date(ground.year, 12, 31) if has_ended else date(ground.year + 2, 2, 28),
    )


# Bookings -------------------------------------------------------------------------------------
def _event_bookings(ground, rooms, taken):
    """Community events use the community's room, one event a day and room."""
    for event in _events(ground):
        day, last = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
        room = rooms.get(event.community_id)
        if room and day == last and (room.pk, day) not in taken:
            taken.add((room.pk, day))
            yield Booking(
                venue=room,
                event=event,
                purpose=event.title[:80],
                starts_at=event.starts_at,
                ends_at=event.ends_at,
            )


def _events(ground):
    """The communities' events of the year, through their plans: events stand above venues."""
    plans = Plan.objects.filter(street=ground.street, year=ground.year, community__isnull=False)
    for plan in plans.order_by("community__position"):
        yield from plan.events.exclude(status__in=UNBOOKED).order_by("starts_at")


def _rehearsals_ahead(ground, rooms, taken):
    """The next two weeks of the troupes' weekly slots: one troupe an evening and room."""
    rows = Troupe.objects.filter(street=ground.street, community__isnull=False).active().order_by("pk")
    for troupe in rows:
        room, weekday = rooms.get(troupe.community_id), troupe.weekday or 1 + troupe.pk % 5
        for week in range(2):
            days = (weekday - 1 - ground.today.weekday()) % 7 + 7 * week
            day = ground.today + timedelta(days=days)
            if room and (room.pk, day) not in taken:
                taken.add((room.pk, day))
                yield Booking(
                    venue=room,
                    troupe=troupe,
                    purpose="每周排练",
                    starts_at=moment(day, 19),
                    ends_at=moment(day, 20, 30),
                )
