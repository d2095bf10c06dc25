"""The nouns of the app, in the order in which the shell shows what they offer."""

from troupes.groups.contributions import TroupeContribution
from troupes.honours.contributions import HonourContribution
from troupes.people.contributions import PersonContribution
from troupes.practice.contributions import PracticeContribution

NOUNS = [TroupeContribution(), PersonContribution(), PracticeContribution(), HonourContribution()]
