from archives.dossiers import urls as dossiers
from archives.materials import urls as materials
from archives.yearbook import urls as yearbook

app_name = "archives"
urlpatterns = [pattern for noun in (dossiers, materials, yearbook) for pattern in noun.urlpatterns]
