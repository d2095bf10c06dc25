from portal.accounts.models import User
from portal.contributions import Contribution
from portal.links import link
from portal.pieces import SYSTEM, Hit, MenuItem, Todo


class AccountContribution(Contribution):
    def menu(self, user):
        return [MenuItem("账号", link("user-list"), "users", SYSTEM, 900)] if user.is_administrator else []

    def todos(self, user):
        """First passwords that nobody has changed yet."""
        if not user.is_administrator:
            return []
        waiting = User.objects.editable_by(user).active().filter(must_change_password=True)
        return [
            Todo(f"{account}还没有改初始密码", account.get_absolute_url(), "账号") for account in waiting[:10]
        ]

    def search(self, user, text):
        accounts = User.objects.editable_by(user).filter(name__icontains=text)[:10]
        return [
            Hit(account.name, account.get_absolute_url(), "账号", account.get_role_display())
            for account in accounts
        ]
