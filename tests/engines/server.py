"""A private PostgreSQL server, and tables in it that are made from CSV files."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from salesops_sop.handbook.model.measurement import Dataset

PASSWORD = "s3cret-of-the-test"
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
TYPES = {
    "text": "text",
    "date": "date",
    "timestamp": "timestamptz",
    "number": "double precision",
    "integer": "integer",
    "boolean": "boolean",
}


class Server(NamedTuple):
    """Where the server listens."""

    socket: Path

    def url(self, schema: str = "public", password: str = PASSWORD) -> str:
        options = f"-csearch_path%3D{schema}"
        return f"postgresql://sop:{password}@/postgres?host={self.socket}&options={options}"

    def run(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.url()) as connection:
            for statement in statements:
                connection.execute(statement)

    def fill(self, schema: str, datasets: Iterable[Dataset], data: Path) -> None:
        """Make a schema with a table of each dataset that has a CSV file."""
        import psycopg

        self.run(f"DROP SCHEMA IF EXISTS {schema} CASCADE", f"CREATE SCHEMA {schema}")
        with psycopg.connect(self.url(schema)) as connection:
            for dataset in datasets:
                path = data / f"{dataset.id}.csv"
                name = dataset.id.replace("-", "_")
                columns = ", ".join(f'"{f.name}" {TYPES[f.type]}' for f in dataset.fields)
                connection.execute(f"CREATE TABLE {name} ({columns})")
                if not path.exists():
                    continue
                head, _, rows = path.read_text(encoding="utf-8").partition("\n")
                listed = ", ".join(f'"{column}"' for column in head.split(","))
                with connection.cursor().copy(
                    f"COPY {name} ({listed}) FROM STDIN (FORMAT csv)"
                ) as copy:
                    copy.write(rows)


def binaries() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: on the PATH, or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(path for place in PLACES for path in Path("/").glob(place.lstrip("/")))
    return next((path for path in reversed(folders) if (path / "initdb").exists()), None)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """Start a server that only a socket leads to; root starts it as `postgres` or `nobody`."""
    folder = Path(tempfile.mkdtemp(prefix="sop-pg-"))  # pytest's folders are closed to others
    user = _user()
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if user:
            for path in (folder, folder / "password"):
                shutil.chown(path, user)
        data = str(folder / "data")
        secret = f"--pwfile={folder / 'password'}"
        _run(user, binaries / "initdb", "-D", data, "-U", "sop", "-A", "scram-sha-256", secret)
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        start = ("-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        _run(user, binaries / "pg_ctl", *start)
        try:
            yield Server(folder)
        finally:
            _run(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, program: Path, *arguments: str) -> None:
    subprocess.run(
        [str(program), *arguments],
        user=user,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )
