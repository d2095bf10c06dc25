from django.utils.functional import SimpleLazyObject

from portal.contributions import Contribution, collect
from portal.notices.models import Notice


def shell(request):
    """What every page's frame shows. Lazy: fragments and error pages ask for none of it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"sections": [], "unread_count": 0}
    return {
        "sections": SimpleLazyObject(lambda: menu_sections(user, request.path)),
        "unread_count": SimpleLazyObject(lambda: Notice.objects.visible_to(user).unread().count()),
    }


def menu_sections(user, path):
    """[(heading, [(item, is_current)])] in contributed order; the longest matching address is current."""
    items = sorted(collect(Contribution.menu, user), key=lambda item: item.order)
    matching = [
        item.url for item in items if path == item.url or (item.url != "/" and path.startswith(item.url))
    ]
    current = max(matching, key=len, default=None)
    sections = {}
    for item in items:
        sections.setdefault(item.section, []).append((item, item.url == current))
    return list(sections.items())
