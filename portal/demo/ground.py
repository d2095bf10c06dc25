"""What a noun's demo rows stand on: one street and year, its people, the calendar up to today, and chance."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from portal.accounts.models import User
from portal.demo.tables import words
from portal.places.models import Community, Street

LARGE = 6  # communities from which a street gets the whole of everything; below, a handful

PEOPLE = words("""
沈一帆 陆知行 顾清和 许嘉木 程远山 方若溪 秦思源 宋知夏 何语桐 田望舒
白景明 江之遥 罗文博 梁书瑶 谢长安 邹敏之 石怀瑾 严立言 温如玉 万青山
""")


@dataclass(frozen=True)
class Ground:
    """One street and year. Last year is whole; the running year reaches up to `now`.

    Everything is deterministic through `rng` and `now`. `staff` maps a community's pk to its account.
    """

    street: Street
    year: int
    now: datetime
    seed: str
    rng: Random
    communities: list[Community]
    officer: User | None
    leader: User | None
    staff: dict[int, User]

    @classmethod
    def of(cls, street, year: int, *, now: datetime | None = None, seed: str = "") -> "Ground":
        """Reads the street's communities and accounts; `seed` is its name and the year unless given."""
        seed = seed or f"{street.name}-{year}"
        accounts = User.objects.active().filter(street=street).order_by("username")
        by_role = _first_by("role", accounts)
        return cls(
            street=street,
            year=year,
            now=now or timezone.now(),
            seed=seed,
            rng=Random(seed),
            communities=list(street.communities.order_by("position", "pk")),
            officer=by_role.get(User.Role.OFFICER),
            leader=by_role.get(User.Role.LEADER),
            staff=_first_by("community_id", accounts.filter(role=User.Role.STAFF)),
        )

    def drawing(self, stream: str) -> "Ground":
        """The same ground with a stream of chance of its own: what is drawn from it moves no other rows."""
        return replace(self, rng=Random(f"{self.seed}-{stream}"))

    # The street ---------------------------------------------------------------------------------
    @property
    def is_large(self) -> bool:
        return len(self.communities) >= LARGE

    @property
    def candidate(self) -> Community:
        """The community that is put forward as 市先进社区."""
        return self.communities[0]

    # The year -----------------------------------------------------------------------------------
    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def is_running(self) -> bool:
        """The year that is not over yet: its last rows are still open."""
        return self.year == self.today.year

    def past(self, day: date) -> bool:
        return day <= self.today

    def day(self, month: int, day: int) -> date:
        return date(self.year, month, day)

    # The people ---------------------------------------------------------------------------------
    def keeper_of(self, community: Community | None) -> User | None:
        """Who keeps the rows of `community`, of the street when it is None."""
        return (self.staff.get(community.pk) if community else None) or self.officer

    def handler_of(self, community: Community | None) -> str:
        """The name that stands under a paper of the place."""
        account = self.staff.get(community.pk) if community else self.officer
        return account.name if account else self.person()

    @property
    def leader_name(self) -> str:
        return self.leader.name if self.leader else "卓远航"

    def person(self) -> str:
        return self.rng.choice(PEOPLE)


def _first_by(field, rows):
    """{value of the field: the first of the rows that has it}."""
    found = {}
    for row in rows:
        found.setdefault(getattr(row, field), row)
    return found


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def weekday_near(day: date) -> date:
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
