"""Browser assets from npm: `{% static "vendor/echarts/dist/echarts.min.js" %}`.

Only the files named in settings.NPM_STATIC_FILES are served or collected; the packages hold
hundreds of megabytes of sources and variants that no page needs.
"""

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

PREFIX = "vendor/"


class NpmFinder(BaseFinder):
    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.NODE_MODULES)
        self.storage.prefix = PREFIX.rstrip("/")

    def find(self, path, find_all=False):
        name = path.removeprefix(PREFIX)
        if not path.startswith(PREFIX) or name not in settings.NPM_STATIC_FILES:
            return []
        found = settings.NODE_MODULES / name
        if not found.is_file():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns):
        for name in settings.NPM_STATIC_FILES:
            yield name, self.storage

    def check(self, **kwargs):
        missing = [n for n in settings.NPM_STATIC_FILES if not (settings.NODE_MODULES / n).is_file()]
        return [Error(f"npm file is missing: {name}", hint="run `make install`") for name in missing]
