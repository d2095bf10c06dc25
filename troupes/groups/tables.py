"""花名册: the members on the page of a troupe, and the roster as an office paper."""

from portal.pages.columns import Column, bound
from portal.pages.drawing import badge
from portal.pages.tables import RowVerb, Table
from troupes.people.models import Membership

IN_PERSON = (
    Column("person.get_gender_display"),
    Column("person.born", "出生年月"),
    Column("person.masked_phone", "联系电话"),
)
ROSTER = bound(
    (
        Column("person.name", head=True),
        *IN_PERSON,
        Column("person.specialty"),
        Column("get_post_display"),
        Column("since"),
        Column("person.note"),
    ),
    Membership,
)
VERBS = (RowVerb("改职务", "troupes:membership-edit"), RowVerb("离队", "troupes:membership-end"))


def roster_table(members) -> Table:
    """The columns of the workbook too; gaps are left for the pen."""
    return Table(members, ROSTER, caption="花名册", numbered=True, empty="这一天花名册上没有队员。", blank="")


def members_table(members, request, *, editable: bool) -> Table:
    """Who is a member today, with what the roster still misses."""
    return Table(
        members,
        (
            Column("person.name", link=lambda row: row.person.get_absolute_url()),
            *IN_PERSON,
            Column("get_post_display"),
            Column("since"),
            Column("person.gaps", "缺项", draw=_gaps),
        ),
        caption="在册队员",
        request=request,
        verbs=VERBS if editable else (),
        empty="花名册还是空的。点“添加队员”录入第一位，最好先录负责人。",
        inner=True,
    )


def _gaps(member):
    gaps = member.person.gaps
    return badge("、".join(gaps), "warn") if gaps else ""
