"""The in-app inbox. One function writes; readers use Notice.objects.visible_to(user)."""

from portal.notices.models import Notice


def notify(users, title: str, url: str = "") -> None:
    """Put one line into each user's inbox (bulk; duplicates in `users` are dropped)."""
    unique = {user.pk: user for user in users if user is not None and user.is_active}
    Notice.objects.bulk_create(
        [Notice(user=user, title=title[:200], url=url[:200]) for user in unique.values()]
    )
