"""The face that Django loads and other apps import; each model lives with its noun."""

from archives.dossiers.models import Dossier, Review, Slot
from archives.materials.models import Material
from archives.yearbook.models import Edition, Yearbook

__all__ = ["Dossier", "Edition", "Material", "Review", "Slot", "Yearbook"]
