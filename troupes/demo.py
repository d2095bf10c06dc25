"""The app's demo rows, in the order in which they build on one another (`portal.demo.build`)."""

from troupes.groups import demo as groups
from troupes.honours import demo as honours
from troupes.people import demo as people
from troupes.practice import demo as practice

STREAM = "troupes.demo"  # of chance; another name draws other rows
FILLS = [groups.fill, honours.fill, people.fill, practice.fill]
