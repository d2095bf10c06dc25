from django.contrib.auth.backends import ModelBackend

from portal.accounts.models import User


class PlacedBackend(ModelBackend):
    """Loads the account with its street and community, which the frame of every page names."""

    def get_user(self, user_id):
        user = User._default_manager.select_related("street", "community").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
