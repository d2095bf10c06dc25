"""For the appendix of the yearbook: 街道文化体育工作领导小组."""

from activities.leading_group.models import GroupMember
from portal.book import Block, heading, table

COLUMNS = [("小组职务", 1, "left"), ("姓名", 1, "left"), ("单位及职务", 2.4, "left"), ("分工", 3, "left")]


def leading_group(street, year) -> list[Block]:
    members = GroupMember.objects.filter(street=street, community=None, year=year).in_rank()
    rows = [[row.get_post_display(), row.name, row.position, row.duty] for row in members]
    return [heading("街道文化体育工作领导小组"), table(COLUMNS, rows)] if rows else []
