"""A file of a dossier, taken in as its page does."""

from archives.materials import services
from tests.factories.archives import samples
from tests.factories.archives.dossiers import MaterialFactory


def add(dossier, content, name="IMG_0001.jpg", slot="media", by=None):
    by = by or dossier.event.community.users.first() or MaterialFactory(dossier=dossier).uploaded_by
    return services.add_material(dossier=dossier, slot=slot, file=samples.upload(name, content), by=by)
