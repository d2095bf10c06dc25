from troupes.models.groups import Membership, StarRating, Troupe
from troupes.models.people import Consent, Person, Talent
from troupes.models.practice import Award, Programme, Rehearsal, RollCall

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
