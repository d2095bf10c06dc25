"""Dossiers, materials, yearbooks."""

from tests.factories.archives.dossiers import DossierFactory, HeldEventFactory, MaterialFactory, ReviewFactory
from tests.factories.archives.yearbooks import EditionFactory, YearbookFactory

FACTORIES = {
    "dossier": DossierFactory,
    "material": MaterialFactory,
    "review": ReviewFactory,
    "yearbook": YearbookFactory,
}
ROUTE_ARGUMENTS = {"number": 1}

__all__ = [
    "FACTORIES",
    "ROUTE_ARGUMENTS",
    "DossierFactory",
    "EditionFactory",
    "HeldEventFactory",
    "MaterialFactory",
    "ReviewFactory",
    "YearbookFactory",
]
