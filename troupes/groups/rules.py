"""Who may do what with troupes."""


def can_rate(user, row=None) -> bool:
    """星级 is the street's judgement; a community does not rate its own troupes (回避)."""
    return user.role == user.Role.OFFICER


def why_not_confirm(troupe) -> list[str]:
    """花名册确认: a group that is in use, with somebody on its roster."""
    if troupe.status == troupe.Status.CLOSED:
        return ["这个团队已注销，花名册不再确认。"]
    if not troupe.memberships.current().exists():
        return ["花名册还是空的，请先添加队员再确认。"]
    return []
