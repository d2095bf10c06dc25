"""What every room's demo stands on: the street, its people and the calendar up to today."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.models import Community, Street, User

PEOPLE = [
    "沈一帆", "陆知行", "顾清和", "许嘉木", "程远山", "方若溪", "秦思源", "宋知夏", "何语桐", "田望舒",
    "白景明", "江之遥", "罗文博", "梁书瑶", "谢长安", "邹敏之", "石怀瑾", "严立言", "温如玉", "万青山",
]  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """One street and year of the demo. `staff` maps a community's pk to its account."""

    street: Street
    year: int
    rng: random.Random
    today: date
    communities: list[Community]
    staff: dict[int, User]
    officer: User | None
    leader: User | None

    @classmethod
    def of(cls, street, year, rng):
        accounts = list(User.objects.filter(street=street))
        by_role = {account.role: account for account in accounts if account.role in ("officer", "leader")}
        return cls(
            street=street,
            year=year,
            rng=rng,
            today=timezone.localdate(),
            communities=list(street.communities.order_by("position", "pk")),
            staff={account.community_id: account for account in accounts if account.role == User.Role.STAFF},
            officer=by_role.get("officer"),
            leader=by_role.get("leader"),
        )

    @property
    def is_running(self) -> bool:
        """The year that is not over yet: its last rows are still open."""
        return self.year == self.today.year

    @property
    def is_large(self) -> bool:
        return len(self.communities) > 3

    def past(self, day) -> bool:
        return day <= self.today

    def day(self, month, day) -> date:
        return date(self.year, month, day)

    def person(self) -> str:
        return self.rng.choice(PEOPLE)

    def handler_of(self, community) -> str:
        account = self.officer if community is None else self.staff.get(community.pk)
        return account.name if account else self.person()


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def weekday_near(day):
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
