"""领导小组 of the street and of every community."""

from activities.leading_group.models import GroupMember
from portal.demo.ground import PEOPLE

POSTS = GroupMember.Post
STREET_MEMBERS = [
    (POSTS.HEAD, "韩立新", "街道党工委书记", "负总责，主要领导亲自抓"),
    (POSTS.DEPUTY, None, "街道办事处副主任", "分管文体工作，具体抓落实"),
    (POSTS.DEPUTY, "尹秀芝", "街道党工委宣传委员", "把关活动内容，统筹宣传阵地"),
    (POSTS.MEMBER, "费宏达", "街道财政所所长", "落实文化专项经费，监督使用"),
    (POSTS.MEMBER, "骆卫平", "派出所副所长", "活动安全许可与现场秩序"),
    (POSTS.MEMBER, "岑晓棠", "开发区实验学校副校长", "市民学校师资与场地"),
    (POSTS.MEMBER, "符国栋", "街道综合文化站站长", "业务辅导、骨干培训"),
]
COMMUNITY_DUTIES = ["文艺团队联络", "宣传阵地维护", "场地管理与安全", "市民学校组织"]


def fill(ground):
    """街道 and 社区: 主要领导亲自抓、分管领导具体抓、文化员落实."""
    rows = _street_group(ground) if ground.is_large else _small_street_group(ground)
    for community in ground.communities:
        rows += _community_group(ground, community)
    GroupMember.objects.bulk_create(rows)


def _member(ground, community, post, name, position, duty):
    return GroupMember(
        street=ground.street,
        community=community,
        year=ground.year,
        post=post,
        name=name,
        position=position,
        duty=duty,
    )


def _street_group(ground):
    rows = [
        _member(ground, None, post, name or ground.leader_name, position, duty)
        for post, name, position, duty in STREET_MEMBERS
    ]
    return [*rows, *_clerk(ground)]


def _small_street_group(ground):
    return [_member(ground, None, POSTS.HEAD, "卓远航", "街道办事处主任", "负总责"), *_clerk(ground)]


def _clerk(ground):
    if ground.officer is None:
        return []
    return [_member(ground, None, POSTS.CLERK, ground.officer.name, "街道文化员", "日常工作，督促各社区落实")]


def _community_group(ground, community):
    staff = ground.staff.get(community.pk)
    deputy, *residents = ground.rng.sample(PEOPLE, 3)
    duties = ground.rng.sample(COMMUNITY_DUTIES, 2)
    head = community.secretary or ground.person()
    yield _member(ground, community, POSTS.HEAD, head, "社区书记、主任", "负总责")
    yield _member(ground, community, POSTS.DEPUTY, deputy, "社区副主任", "分管文体工作")
    for resident, duty in zip(residents, duties, strict=True):
        yield _member(ground, community, POSTS.MEMBER, resident, "居民代表", duty)
    if staff:
        yield _member(ground, community, POSTS.CLERK, staff.name, "社区文体干部", "组织活动，整理“五有”档案")
