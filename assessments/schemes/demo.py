"""考核办法 of each year, in force."""

from datetime import timedelta

from assessments.schemes.models import Scheme
from assessments.schemes.services import fill_scheme


def fill(ground):
    year, street = ground.year, ground.street
    scheme = Scheme.objects.create(
        street=street,
        year=year,
        title=f"{year}年{street}社区文化体育工作考核办法",
        status=Scheme.Status.IN_FORCE,
        self_due_on=ground.today + timedelta(days=12) if ground.is_running else ground.day(12, 15),
        review_due_on=ground.today + timedelta(days=30) if ground.is_running else ground.day(12, 25),
    )
    fill_scheme(scheme=scheme, source=Scheme.objects.filter(street=street, year=year - 1).first())
