"""Fills the demo: two streets with their communities and accounts, then every noun's rows.

Everything is invented; names of communities and schools come from the office's own plan.
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.demo.ground import Ground
from portal.demo.tables import table
from portal.places.models import Community, Street

DISTRICT = "青川区"

INTRODUCTIONS = {
    "龙泉街道": "龙泉街道位于城区东北，辖十二个社区，常住居民两万八千余户、七万七千余人。"
    "街道现有群众文化团队二十七支，辖区有开发区实验学校、龙三小、龙三中、成人教育中心等学校。\n"
    "街道以“一先、一节、一会、一校、一廊”为抓手，以社区为主阵地开展群众文化体育活动，每年三月举办桃花节。",
    "鹤鸣街道": "鹤鸣街道辖三个社区，常住居民五千余户。",
}

FONDS = {"龙泉街道": "K021"}


def build_demo(*, say) -> None:
    """Fill both streets for last year and this year. `say(text)` tells how it goes. Does nothing when
    the demo is already there, so it can be run at every start."""
    if Street.objects.filter(name__in=INTRODUCTIONS).exists():
        say("演示数据已经存在，未作改动。")
        return
    now = timezone.now()
    with transaction.atomic():
        check_keys_at_once()
        streets = [_make_street(name) for name in INTRODUCTIONS]
        _make_accounts()
        for street in streets:
            for year in (timezone.localdate(now).year - 1, timezone.localdate(now).year):
                say(f"{street} {year}年……")
                fill_year(Ground.of(street, year, now=now))


def check_keys_at_once() -> None:
    """Check foreign keys with each statement instead of at the end. The history triggers open a
    subtransaction for every row, and PostgreSQL walks all waiting checks whenever one is rolled back:
    with tens of thousands of roll calls waiting, that takes longer than everything else together."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def fill_year(ground: Ground) -> None:
    """One street and year: each app's nouns in order, then what needs all of them (the yearbook).

    AppConfig.demo names the module that lists an app's FILLS and FINISHES; they share its stream of chance.
    """
    faces = [import_module(config.demo) for config in apps.get_app_configs() if hasattr(config, "demo")]
    for face in faces:
        own = ground.drawing(face.STREAM)
        for fill in face.FILLS:
            fill(own)
    for face in faces:
        for finish in getattr(face, "FINISHES", ()):
            finish(ground)


def _make_street(name):
    street = Street.objects.create(
        name=name, district=DISTRICT, introduction=INTRODUCTIONS[name], fonds_code=FONDS.get(name, "")
    )
    rows = [row for row in table(__file__, "communities") if row["street"] == name]
    for position, row in enumerate(rows, start=1):
        Community.objects.create(**row | {"street": street}, position=position)
    return street


def _make_accounts():
    password = make_password(settings.DEMO_PASSWORD)
    streets = {street.name: street for street in Street.objects.filter(name__in=INTRODUCTIONS)}
    communities = {row.name: row for row in Community.objects.filter(street__in=streets.values())}
    User.objects.bulk_create(
        User(
            **row | {"street": streets[row["street"]], "community": communities.get(row["community"])},
            password=password,
        )
        for row in table(__file__, "accounts")
    )
