"""`make run` with its real processes: web, worker and beat start together and end together."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.db import connection

from portal.engines import private as engines
from tests.factories.portal import StreetFactory, UserFactory
from tests.portal.engines.test_engines import wait_until


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def status_of(address):
    try:
        with urlopen(address, timeout=5) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)


def read_welcome(output):
    """Everything up to the blank line that ends the welcome."""
    lines = []
    for line in output:
        lines.append(line)
        if line == "\n" and "门户已启动" in "".join(lines):
            break
    return "".join(lines)


@pytest.fixture
def portal(transactional_db, tmp_path):
    """The running portal on the test's own database: its process, address and lines of welcome."""
    street = StreetFactory(name="龙泉街道")  # there is a street, so no demo is built
    for role, password in (("officer", settings.DEMO_PASSWORD), ("leader", "Changed-by-the-leader")):
        user = UserFactory(username=role, street=street, **{role: True})
        user.password = make_password(
            password, hasher=PBKDF2PasswordHasher()
        )  # the tests' own is unknown out there
        user.save()
    database = connection.settings_dict
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=engines.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={
            **os.environ,
            "PORT": str(port),
            "STATIC_ROOT": str(tmp_path / "static"),
            "DATABASE_URL": f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}"
            f":{database['PORT']}/{database['NAME']}",
        },
    )
    patience = threading.Timer(300, process.kill)  # the end of the output then ends the reading
    patience.start()
    welcome = read_welcome(process.stdout)
    patience.cancel()
    yield process, f"http://127.0.0.1:{port}", welcome
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.slow
def test_portal_serves_welcomes_and_stops_whole(portal):
    process, address, welcome = portal
    family = psutil.Process(process.pid).children(recursive=True)
    names = " ".join(part for member in family for part in member.cmdline())

    assert f"门户已启动：{address}/" in welcome
    assert "街道文化员" in welcome
    assert settings.DEMO_PASSWORD in welcome
    assert "街道领导" not in welcome  # whose password is no longer the demo's
    assert status_of(f"{address}/livez")[0] == 200
    assert "gunicorn" in names
    assert "worker" in names
    assert "beat" in names
    assert wait_until(lambda: status_of(f"{address}/readyz")[0] == 200, seconds=60)

    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()

    assert process.wait(30) == 0
    assert "门户已停止。" in rest
    assert [member for member in family if member.is_running()] == []


@pytest.mark.slow
def test_nothing_survives_a_killed_supervisor(portal):
    process, _, _ = portal
    family = psutil.Process(process.pid).children(recursive=True)

    process.kill()

    assert wait_until(lambda: not any(member.is_running() for member in family))
