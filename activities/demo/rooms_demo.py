"""The plain rooms of one street and year, room by room."""

from activities.demo.corridor import fill_corridor
from activities.demo.funds import fill_funds
from activities.demo.leading_group import fill_leading_group
from activities.demo.meetings import fill_meetings
from activities.demo.rooms_ground import Ground
from activities.demo.school import fill_school
from activities.demo.surveys import fill_surveys
from activities.demo.trainings import fill_trainings
from activities.demo.venues import fill_venues


def fill_rooms(street, year, rng):
    """Last year whole, this year up to today; what does not belong to a year (venues, partner schools,
    boards) is made with the first year and kept."""
    ground = Ground.of(street, year, rng)
    for fill in (
        fill_leading_group, fill_meetings, fill_funds, fill_venues, fill_school, fill_corridor, fill_trainings,
        fill_surveys,
    ):  # fmt: skip
        fill(ground)
