"""The app's demo rows, in the order in which they build on one another (`portal.demo.build`)."""

from archives.materials import demo as materials
from archives.yearbook import demo as yearbook

STREAM = "archives.contributions"  # of chance; another name draws other rows
FILLS = [materials.fill, yearbook.fill]  # the materials begin with their dossiers
FINISHES = [yearbook.finish]
