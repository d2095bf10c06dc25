from troupes.groups import urls as groups
from troupes.honours import urls as honours
from troupes.people import urls as people
from troupes.practice import urls as practice

app_name = "troupes"
urlpatterns = [pattern for noun in (people, groups, practice, honours) for pattern in noun.urlpatterns]
