from archives.models.dossiers import Dossier, Material, Review
from archives.models.yearbooks import Edition, Yearbook

__all__ = ["Dossier", "Edition", "Material", "Review", "Yearbook"]
