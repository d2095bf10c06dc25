"""The demo's ground: streets, communities and accounts; the apps fill the rooms through `demo()`.

Everything is invented; names of communities and schools come from the office's own plan.
"""

import random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from portal.accounts.models import User
from portal.contributions import Contribution, contributors
from portal.places.models import Community, Street

LONGQUAN = "龙泉街道"

HEMING = "鹤鸣街道"

COMMUNITIES = {
    LONGQUAN: [
        (
            "滨河社区",
            3120,
            8460,
            "沈若兰",
            "临河老居民区与新建小区相接，文艺骨干多，今年推荐创建市先进社区。",
        ),
        ("桃源社区", 2680, 7150, "陆云舟", "桃花节主会场所在地，桃园沿河绵延两公里。"),
        ("龙泉社区", 2950, 8020, "顾明远", "街道办事处驻地，商住混合，文体设施集中。"),
        ("东门社区", 2240, 6030, "许静怡", "老城东门一带，票友和棋友多。"),
        ("西苑社区", 1980, 5320, "程晓峰", "二十年前建成的安置小区，广场舞队伍活跃。"),
        ("南桥社区", 2410, 6480, "方雅琴", "桥南片区，外来务工家庭较多。"),
        ("北湖社区", 1760, 4690, "秦书文", "环湖步道是晨练和健步走的去处。"),
        ("新华社区", 2530, 6790, "宋佳颖", "书画、诗词爱好者结社最早的社区。"),
        ("学府社区", 2870, 7740, "何志诚", "毗邻开发区实验学校，教师和学生家庭集中。"),
        ("锦绣社区", 3350, 9080, "田雨霏", "新建商品房小区，年轻家庭多。"),
        ("金港社区", 1540, 4110, "白振宇", "开发区企业职工聚居，球类活动多。"),
        ("云岭社区", 1290, 3380, "江月华", "街道最北，山脚下的村改居社区。"),
    ],
    HEMING: [
        ("鹤鸣社区", 2050, 5460, "余思远", "街道中心片区。"),
        ("清溪社区", 1620, 4270, "姜晚晴", "沿溪老街。"),
        ("松岗社区", 1380, 3590, "卢景行", "丘陵片区。"),
    ],
}

INTRODUCTIONS = {
    LONGQUAN: (
        "龙泉街道位于城区东北，辖十二个社区，常住居民两万八千余户、七万七千余人。"
        "街道现有群众文化团队二十七支，辖区有开发区实验学校、龙三小、龙三中、成人教育中心等学校。\n"
        "街道以“一先、一节、一会、一校、一廊”为抓手，以社区为主阵地开展群众文化体育活动，每年三月举办桃花节。"
    ),
    HEMING: "鹤鸣街道辖三个社区，常住居民五千余户。",
}

DISTRICT = "青川区"


def build_demo(*, today, say) -> None:
    """Fill both streets for last year and this year. `say(text)` tells how it goes. Does nothing when
    the demo is already there, so it can be run at every start."""
    if Street.objects.filter(name=LONGQUAN).exists():
        say("演示数据已经存在，未作改动。")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # History triggers open a subtransaction per row, and deferred checks pile up in each of them.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        streets = [_make_street(name) for name in COMMUNITIES]
        _make_accounts(*streets)
        for street in streets:
            for year in (today.year - 1, today.year):
                _fill_year(street, year, say)


def _fill_year(street, year, say):
    """One street and year: each app's rows in order, then what needs all of them (the yearbook)."""
    say(f"{street} {year}年……")
    for function in contributors(Contribution.demo):
        function(street, year, random.Random(f"{street.name}-{year}-{function.__module__}"))
    for function in contributors(Contribution.demo_finish):
        function(street, year)


def _make_street(name):
    street = Street.objects.create(
        name=name,
        district=DISTRICT,
        introduction=INTRODUCTIONS[name],
        fonds_code="K021" if name == LONGQUAN else "",
    )
    for position, row in enumerate(COMMUNITIES[name], start=1):
        community, households, population, secretary, introduction = row
        Community.objects.create(
            street=street, name=community, position=position, households=households, population=population,
            secretary=secretary, introduction=introduction,
        )  # fmt: skip
    return street


def _make_accounts(longquan, heming):
    password = make_password(settings.DEMO_PASSWORD)
    places = list(longquan.communities.order_by("position"))
    accounts = [
        ("officer", "周文静", User.Role.OFFICER, longquan, None, "街道文化员"),
        ("leader", "高建国", User.Role.LEADER, longquan, None, "分管文体工作副主任"),
        ("auditor", "赵清正", User.Role.AUDITOR, longquan, None, "街道纪检审计专员"),
        ("admin", "吴信远", User.Role.ADMIN, longquan, None, "信息系统管理员"),
        ("captain", "林巧玲", User.Role.CAPTAIN, longquan, places[0], "滨河舞蹈队队长"),
        ("staff", "孟晓岚", User.Role.STAFF, longquan, places[0], "文体干部"),
        ("stranger", "丁一鸣", User.Role.STAFF, longquan, places[1], "文体干部"),
        ("foreigner", "贺知秋", User.Role.OFFICER, heming, None, "街道文化员"),
        ("leader2", "黎正则", User.Role.LEADER, heming, None, "分管文体工作副主任"),
    ]
    names = ["苏婉", "袁立", "唐果", "韩梅", "邓超群", "曹颖", "彭越", "蒋欣", "蔡文", "贾兰"]
    accounts += [
        (f"staff{place.position}", name, User.Role.STAFF, longquan, place, "文体干部")
        for place, name in zip(places[2:], names, strict=True)
    ]
    User.objects.bulk_create(
        User(
            username=username,
            name=name,
            role=role,
            street=street,
            community=community,
            post=post,
            password=password,
        )
        for username, name, role, street, community, post in accounts
    )
