"""Factories of troupes, a module per noun."""

from tests.factories.troupes.groups import StarRatingFactory, TroupeFactory
from tests.factories.troupes.honours import AwardFactory, ProgrammeFactory
from tests.factories.troupes.people import ConsentFactory, MembershipFactory, PersonFactory, TalentFactory
from tests.factories.troupes.practice import RehearsalFactory, RollCallFactory

FACTORIES = {
    "troupe": TroupeFactory,
    "starrating": StarRatingFactory,
    "person": PersonFactory,
    "membership": MembershipFactory,
    "talent": TalentFactory,
    "consent": ConsentFactory,
    "rehearsal": RehearsalFactory,
    "rollcall": RollCallFactory,
    "programme": ProgrammeFactory,
    "award": AwardFactory,
}
