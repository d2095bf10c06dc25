from archives.models.dossiers import Dossier, Material, Review, Slot
from archives.models.yearbooks import Edition, Yearbook

__all__ = ["Dossier", "Edition", "Material", "Review", "Slot", "Yearbook"]
