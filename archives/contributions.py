"""What archives contributes: the dossiers, the materials in them, and the yearbook."""

from archives.dossiers.contributions import DossierContribution
from archives.materials.contributions import MaterialContribution
from archives.yearbook.contributions import YearbookContribution

NOUNS = [DossierContribution(), MaterialContribution(), YearbookContribution()]
