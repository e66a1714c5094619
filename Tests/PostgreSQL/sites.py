"""Kills programs that write an inventory in PostgreSQL from several sites, and cuts their connections,
again and again, with the real programs and a cluster of its own.

    GATEBOOK=.build/debug/gatebook python3 -B Tests/PostgreSQL/sites.py --trials 20

The program has to be built with the trait PostgreSQL. After each trial, everything that was told as done
has to be there, everything that was told as not stored must not be, and the copies of all sites have to
be equal.
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

PLACE = pathlib.Path(__file__).resolve().parent.parent.parent
GATEBOOK = os.path.abspath(os.environ.get("GATEBOOK", PLACE / ".build/debug/gatebook"))


class Cluster:
    """A PostgreSQL server in a folder of its own, reached by a socket."""

    def __init__(self):
        programs = sorted(
            pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        if not programs:
            raise SystemExit("postgresql is not installed")
        self.programs = programs[-1]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gatebook-sites-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8", "-D", self.data)
        self.start()

    def run(self, name, *arguments, check=True):
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        return subprocess.run(
            [*user, self.programs / name, *map(str, arguments)], cwd="/", check=check,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self.run(
            "pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o",
            f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'", "start")

    def kill(self):
        """Ends the server as a power cut does: it recovers when it is started again."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        # Its processes notice that their parent is gone.
        while self.sql("SELECT 1") == "1":
            time.sleep(0.02)
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop", check=False)
        deadline = time.time() + 20
        while time.time() < deadline:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            try:
                self.start()
                return
            except subprocess.CalledProcessError:
                time.sleep(0.1)
        raise SystemExit("PostgreSQL does not start again")

    def sql(self, text, database="gatebook"):
        done = subprocess.run(
            [self.programs / "psql", "-h", self.folder, "-U", "postgres", "-qAtX", "-c", text, database],
            capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else None

    def end(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class Proxy(threading.Thread):
    """Stands between a program and PostgreSQL, and does something to one COMMIT.

    `swallow`: the server gets it, its answer never comes, and the connection stays.
    `after`: the server gets it, and the connection is cut before its answer.
    `before`: the connection is cut, and the server never gets it.
    `pass`: nothing.
    """

    def __init__(self, folder, target):
        super().__init__(daemon=True)
        self.folder = folder
        self.target = target
        self.deed = "pass"
        self.done = threading.Event()
        folder.mkdir()
        folder.chmod(0o755)
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(folder / ".s.PGSQL.5432"))
        self.server.listen(50)

    def run(self):
        while True:
            client, _ = self.server.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self.target / ".s.PGSQL.5432"))
        except OSError:
            client.close()
            return
        state = {"swallow": False}
        threading.Thread(target=self.answers, args=(server, client, state), daemon=True).start()
        try:
            while data := client.recv(1 << 16):
                if b"COMMIT\0" in data and self.deed != "pass":
                    deed, self.deed = self.deed, "pass"
                    state["swallow"] = True
                    if deed != "before":
                        server.sendall(data)
                        time.sleep(0.2)
                    if deed != "swallow":
                        client.shutdown(socket.SHUT_RDWR)
                        server.shutdown(socket.SHUT_RDWR)
                    self.done.set()
                    if deed != "swallow":
                        return
                    continue
                server.sendall(data)
        except OSError:
            pass
        finally:
            for end in (client, server):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def answers(self, server, client, state):
        try:
            while data := server.recv(1 << 16):
                if not state["swallow"]:
                    client.sendall(data)
        except OSError:
            pass
        try:
            if not state["swallow"]:
                client.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Site:
    """A folder with a copy, and the programs that use it."""

    def __init__(self, root, name, host):
        self.name = name
        self.folder = root / name
        self.folder.mkdir(parents=True)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder),
            "GATEBOOK_CONFIG": str(self.folder / "none.toml"),
            "GATEBOOK_POSTGRESQL_COPIES": str(self.folder / "copies"),
            "GATEBOOK_INVENTORY": f"postgresql://postgres@/gatebook?host={host}",
        }

    def start(self, *arguments):
        return subprocess.Popen(
            [GATEBOOK, *arguments], env=self.environment, cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def run(self, *arguments):
        process = self.start(*arguments)
        output, error = process.communicate(timeout=120)
        return process.returncode, output, error

    def customers(self):
        status, output, error = self.run("customer", "list", "--format", "csv")
        if status != 0:
            raise SystemExit(f"{self.name}: {error}")
        return [line.split(",")[1] for line in output.splitlines()[1:]]

    def copy(self):
        """All rows of the present copy."""
        file = max(
            (self.folder / "copies").glob("*/*.sqlite"),
            key=lambda f: int(f.stem) if f.stem.isdigit() else -1)
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            tables = [row[0] for row in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            return {table: sorted(map(repr, database.execute(f'SELECT * FROM "{table}"')))
                    for table in tables}


class Writer(threading.Thread):
    """Adds one customer after the other, and notes what was told of each."""

    count = 0
    lock = threading.Lock()

    def __init__(self, site):
        super().__init__()
        self.site = site
        self.process = None
        self.is_stopped = False
        self.told = []  # (name, status, what was said)

    def run(self):
        while not self.is_stopped:
            with Writer.lock:
                Writer.count += 1
                name = f"c{Writer.count}"
            self.process = self.site.start("customer", "add", name, "--new")
            _, error = self.process.communicate()
            self.told.append((name, self.process.returncode, error))


def kill(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, AttributeError):
        pass


class Failed(Exception):
    pass


def expect(condition, text):
    if not condition:
        raise Failed(text)


def check(sites, told):
    """Looks at all sites after everybody has ended."""
    names = [site.customers() for site in sites]
    for site, have in zip(sites, names):
        for name, status, error in told:
            if status == 0:
                expect(name in have, f"{site.name} lacks {name}, which was told as done")
            elif status > 0 and "not known" not in error and "could not be written" not in error:
                expect(name not in have, f"{site.name} has {name}, which was refused: {error}")
    copies = [site.copy() for site in sites]
    for site, copy in zip(sites[1:], copies[1:]):
        different = [table for table in copy if copy[table] != copies[0].get(table)]
        expect(not different, f"{site.name} differs in {different}")
    for site in sites:
        status, output, error = site.run("verify")
        expect(status == 0, f"{site.name} is not whole: {output}{error}")
    return names[0]


def between_commits(site, proxy, others):
    """Killed when PostgreSQL has it and the copy has not."""
    proxy.deed = "swallow"
    proxy.done.clear()
    with Writer.lock:
        Writer.count += 1
        name = f"c{Writer.count}"
    process = site.start("customer", "add", name, "--new")
    expect(proxy.done.wait(30), "no COMMIT came")
    kill(process)
    process.communicate()
    have = check([site, *others], [])
    expect(name in have, f"{name} is in the log, and no site has it")


def cut(site, proxy, others, deed):
    """The connection is cut at the moment of COMMIT."""
    proxy.deed = deed
    proxy.done.clear()
    with Writer.lock:
        Writer.count += 1
        name = f"c{Writer.count}"
    status, _, error = site.run("customer", "add", name, "--new")
    expect(proxy.done.is_set(), "no COMMIT came")
    if deed == "after":
        expect(status == 0, f"{name} is stored, and was told otherwise: {error}")
    else:
        expect(status == 75 and "nothing was stored" in error, f"{name}: {status} {error}")
    check([site, *others], [(name, status, error)])


def killed_at_random(cluster, sites, generator, kills_server):
    writers = [Writer(site) for site in sites for _ in range(2)]
    for writer in writers:
        writer.start()
    deadline = time.time() + generator.uniform(0.6, 1.2)
    while time.time() < deadline:
        time.sleep(generator.uniform(0.01, 0.08))
        kill(generator.choice(writers).process)
    if kills_server:
        cluster.kill()
        time.sleep(generator.uniform(0, 0.5))
    for writer in writers:
        writer.is_stopped = True
    for writer in writers:
        kill(writer.process) if generator.random() < 0.5 else None
        writer.join()
    told = [each for writer in writers for each in writer.told]
    check(sites, told)
    return sum(status == 0 for _, status, _ in told), len(told)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    generator = random.Random(options.seed)
    print(f"seed {options.seed}", flush=True)
    cluster = Cluster()
    root = cluster.folder / "sites"
    root.mkdir()
    failures = 0
    try:
        cluster.sql("CREATE DATABASE gatebook", "postgres")
        proxy = Proxy(cluster.folder / "proxy", cluster.folder)
        proxy.start()
        sites = [Site(root, "north", cluster.folder), Site(root, "south", cluster.folder)]
        through = Site(root, "west", proxy.folder)
        (through.folder / "t.csv").write_text("service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n")
        status, _, error = through.run("sync", "v/c", "t.csv")
        expect(status == 0, error)
        everybody = [*sites, through]
        done = asked = 0
        for trial in range(options.trials):
            try:
                between_commits(through, proxy, sites)
                cut(through, proxy, sites, "after")
                cut(through, proxy, sites, "before")
                counts = killed_at_random(cluster, everybody, generator, trial % 4 == 3)
                done, asked = done + counts[0], asked + counts[1]
            except Failed as failure:
                failures += 1
                print(f"trial {trial}: {failure}", flush=True)
        print(
            f"{options.trials} trials, {failures} failed; {done} of {asked} changes under kills were "
            f"told as done, {cluster.sql('SELECT sequence FROM gatebook_log')} entries in the log")
    finally:
        cluster.end()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
