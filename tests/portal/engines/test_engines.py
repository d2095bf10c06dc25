"""The private engines, with real servers: shared, kept, and gone when nobody needs them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from portal.engines import private as engines

USER = """
import os, sys
from pathlib import Path
from portal.engines import private as engines
engines.ensure(Path(sys.argv[1]), durable=False)
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], flush=True)
sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def home():
    """One folder for the module (a new cluster takes a second), deeper than a socket path may be."""
    engines.VAR.mkdir(exist_ok=True)
    top = Path(tempfile.mkdtemp(prefix="engines-", dir=engines.VAR))
    deep = top / ("街道" * 10) / ("deep-" * 20)
    yield deep
    shutil.rmtree(top)


@pytest.fixture
def start(home):
    """Start another process that uses the engines; what a test leaves running is ended after it."""
    started = []

    def start_user(**environment):
        blank = {"DATABASE_URL": "", "REDIS_URL": ""}
        process = subprocess.Popen(
            [sys.executable, "-c", USER, home],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=engines.ROOT,
            env={**os.environ, **blank, **environment},
        )
        started.append(process)
        return process

    yield start_user
    for process in started:
        leave(process)
    assert wait_until(lambda: not running(home))


def leave(process):
    if process.poll() is None:
        process.communicate("\n", timeout=60)
    process.stdout.close()
    process.stdin.close()


def running(home):
    """Names of the engines that work in this home."""
    folders = {str(home / name / "data") for name in engines.ENGINES.values()}
    return {p.info["name"] for p in psutil.process_iter(["name", "cwd"]) if p.info["cwd"] in folders}


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def keeper_of(home, name):
    folder = str(home / name)
    return next(p for p in psutil.process_iter(["cmdline"]) if folder in (p.info["cmdline"] or []))


def query(address, statement):
    import psycopg2

    connection = psycopg2.connect(address.split()[0])
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def test_processes_share_engines_until_the_last_one_leaves(home, start):
    first, second = start(), start()
    assert first.stdout.readline() == second.stdout.readline()

    leave(first)
    assert second.poll() is None
    assert running(home) == {"postgres", "valkey-server"}

    leave(second)
    assert running(home) == set()  # the last one returns only when they have stopped


def test_data_and_queue_password_survive_a_restart(home, start):
    first = start()
    query(first.stdout.readline(), "CREATE TABLE kept AS SELECT '桃花节' AS title")
    leave(first)

    assert query(start().stdout.readline(), "SELECT title FROM kept") == [("桃花节",)]


def test_engines_stop_when_their_user_is_killed(home, start):
    user = start()
    user.stdout.readline()
    user.kill()
    user.wait()

    assert wait_until(lambda: not running(home))


def test_server_whose_keeper_was_killed_is_replaced(home, start):
    first = start()
    old = first.stdout.readline()
    keeper_of(home, "postgres").kill()
    assert running(home) == {"postgres", "valkey-server"}

    new = start().stdout.readline()
    assert new.split()[0] != old.split()[0]
    assert new.split()[1] == old.split()[1]
    assert query(new, "SELECT 1") == [(1,)]


def test_stale_pid_file_naming_a_living_stranger_does_not_matter(home, start):
    leave(start())
    (home / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    assert query(start().stdout.readline(), "SELECT 1") == [(1,)]


def test_interrupted_first_start_leaves_no_half_cluster(home, start):
    leave(start())
    (home / "postgres" / "data").rename(home / "postgres" / "data.new")

    assert query(start().stdout.readline(), "SELECT count(*) FROM pg_class WHERE relname = 'kept'") == [(0,)]


def test_damaged_cluster_is_reported_in_one_sentence_with_the_log(home, start):
    leave(start())
    version = home / "postgres" / "data" / "PG_VERSION"
    content = version.read_text()
    version.write_text("3\n")
    try:
        user = subprocess.run(
            [sys.executable, "-c", USER, home],
            cwd=engines.ROOT,
            env={**os.environ, "DATABASE_URL": "", "REDIS_URL": ""},
            capture_output=True,
            encoding="utf-8",
        )
    finally:
        version.write_text(content)
    assert user.returncode == 1
    assert user.stderr == (
        f"PostgreSQL 启动失败，原因见 {home / 'postgres' / 'log'} 末尾；若数据可以舍弃，请执行 make reset 后重试。\n"
    )


def test_given_addresses_are_used_and_nothing_is_started(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://given/portal")
    monkeypatch.setenv("REDIS_URL", "redis://given/0")

    engines.ensure(tmp_path / "home")

    assert os.environ["DATABASE_URL"] == "postgres://given/portal"
    assert not (tmp_path / "home").exists()


def test_only_the_missing_engine_is_started(home, start):
    user = start(DATABASE_URL="postgres://given/portal")

    assert user.stdout.readline().split()[0] == "postgres://given/portal"
    assert running(home) == {"valkey-server"}


def test_reset_is_refused_while_somebody_works(home, start):
    user = start()
    user.stdout.readline()

    with pytest.raises(SystemExit, match="正在运行，未清空.*make reset"):
        engines.reset(home)
    assert (home / "postgres" / "data").exists()


def test_reset_wipes_everything(tmp_path):
    (tmp_path / "var" / "media").mkdir(parents=True)
    (tmp_path / "var" / "in-use").touch()

    engines.reset(tmp_path / "var")

    assert not (tmp_path / "var").exists()


def serve_at(port):
    return subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=engines.ROOT,
        env={**os.environ, "PORT": port, "DATABASE_URL": "", "REDIS_URL": ""},
        capture_output=True,
        encoding="utf-8",
    )


def test_taken_port_is_refused_before_anything_starts():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = serve_at(str(port))

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"端口 {port} 已被占用，请换一个端口：PORT=8001 make run\n"


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０８０"])
def test_what_is_no_port_is_refused_in_one_sentence(port):
    run = serve_at(port)

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"PORT={port} 不是端口号（1 到 65535 的整数），请换一个端口：PORT=8001 make run\n"


def test_interrupt_in_the_terminal_does_not_reach_the_engines(home, start):
    first, second = start(), start()
    first.stdout.readline(), second.stdout.readline()
    first.send_signal(signal.SIGINT)
    first.wait()

    assert query((home / "postgres" / "url").read_text(), "SELECT 1") == [(1,)]
