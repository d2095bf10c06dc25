"""The face that Django loads and other apps import; each model lives with its noun."""

from troupes.groups.models import StarRating, Troupe
from troupes.honours.models import Award, Programme
from troupes.people.models import Consent, Membership, Person, Talent
from troupes.practice.models import Rehearsal, RollCall

__all__ = [
    "Award",
    "Consent",
    "Membership",
    "Person",
    "Programme",
    "Rehearsal",
    "RollCall",
    "StarRating",
    "Talent",
    "Troupe",
]
