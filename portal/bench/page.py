"""Case `page`: the most used pages on the demo, warm: statements, time in the database, processor time, size.

`sql_ms` is the clock's time in the database driver (the server's work and the way there and back).
`processor_ms` is what this process computes outside the driver: views, models, templates. It depends
less on how busy the machine is than the clock (`wall_ms`) does. `ratio_to_floor` is the processor time beside that of the
cheapest page (/livez) in the same run, so that figures of different machines can be compared.
"""

import statistics
import time
from dataclasses import asdict, astuple, dataclass

from django.apps import apps
from django.db import connection
from django.test import Client

from portal.accounts.models import User

RUNS = 9
FLOOR = "/livez"
LISTS = [  # label, address, page sizes that it offers
    ("活动列表", "/events/?year=all&", (25, 100)),
    ("人员列表", "/people/?", (25, 100)),
    ("五有档案列表", "/dossiers/?", (25, 100)),
    ("照片", "/photos/?", (60, 120)),
]
# (role account, label, address or model label whose newest visible row's page is measured)
PAGES = [
    ("officer", "首页（文化员）", "/"),
    ("staff", "首页（社区）", "/"),
    ("leader", "首页（领导）", "/"),
    ("officer", "团队列表", "/troupes/"),
    *(
        ("officer", f"{label}，每页 {size}", f"{url}size={size}")
        for label, url, sizes in LISTS
        for size in sizes
    ),
    ("officer", "团队页", "troupes.Troupe"),
    ("staff", "活动页", "activities.Event"),
    ("staff", "五有档案页", "archives.Dossier"),
    ("leader", "看板", "/dashboard/"),
    ("leader", "考核页", "assessments.Assessment"),
]


@dataclass(frozen=True)
class PageFigure:
    page: str
    account: str
    url: str
    status: int
    sql: int
    sql_ms: float
    processor_ms: float
    wall_ms: float
    ratio_to_floor: float
    kilobytes: float


@dataclass
class Driver:
    """Stands around every statement: how many, and how long they took on the clock and on the processor."""

    statements: int = 0
    wall: float = 0.0
    processor: float = 0.0

    def __call__(self, execute, sql, params, many, context):
        wall, processor = time.perf_counter(), time.process_time()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements += 1
            self.wall += time.perf_counter() - wall
            self.processor += time.process_time() - processor


@dataclass(frozen=True)
class Visit:
    statements: int
    sql_ms: float
    processor_ms: float
    wall_ms: float


def measure() -> list[PageFigure]:
    """One PageFigure per page; raises LookupError when the demo is missing."""
    floor = median_visit(Client(), FLOOR).processor_ms
    return [_figure(account, label, target, floor) for account, label, target in PAGES]


def _figure(account, label, target, floor):
    user = User._default_manager.filter(username=account).first()
    if user is None:
        raise LookupError("没有演示数据，请先运行 manage.py demo。")
    client = Client()
    client.force_login(user)
    url = target if target.startswith("/") else _page_of(user, target)
    response = client.get(url)
    visit = median_visit(client, url)
    return PageFigure(
        page=label,
        account=account,
        url=url,
        status=response.status_code,
        sql=visit.statements,
        sql_ms=round(visit.sql_ms, 1),
        processor_ms=round(visit.processor_ms, 1),
        wall_ms=round(visit.wall_ms, 1),
        ratio_to_floor=round(visit.processor_ms / floor, 1),
        kilobytes=round(len(response.content) / 1024, 1),
    )


def _page_of(user, label):
    return apps.get_model(label).objects.visible_to(user).latest("pk").get_absolute_url()


def median_visit(client, url) -> Visit:
    """Each figure's median over RUNS requests, after one that warms the caches."""
    client.get(url)
    visits = [astuple(_visit(client, url)) for _ in range(RUNS)]
    return Visit(*(statistics.median(column) for column in zip(*visits, strict=True)))


def _visit(client, url):
    driver = Driver()
    wall, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(driver):
        client.get(url)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Visit(driver.statements, driver.wall * 1000, (processor - driver.processor) * 1000, wall * 1000)


def as_rows(figures):
    return [asdict(figure) for figure in figures]
