"""A real nginx for the tests; run as a script, install it where it lacks."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from browser import install

PACKAGES = ("nginx-light", "openssl")
EXAMPLE = Path(__file__).resolve().parent.parent / "tools/deploy/nginx.conf"
NAME = "localhost"
_AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/errors;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{server}
}}
"""


@dataclass(frozen=True)
class Served:
    """Where a site is served, and by which certificate one knows its host."""

    plain: int
    """The port without encryption."""
    secure: int
    certificate: Path


def find_nginx() -> str | None:
    """Return the program, or None; systems keep servers where not everybody’s PATH leads."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    beside = [str(Path(folder).with_name("sbin")) for folder in folders if folder]
    return shutil.which("nginx", path=os.pathsep.join([*folders, *beside]))


def find_compression(site: Path) -> str:
    """Return the command of the example that makes the files of a site smaller."""
    [command] = re.findall(r"^# +(find .+)$", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    return str(command).replace("FOLDER", str(site))


@contextmanager
def serve_by_nginx(site: Path, folder: Path) -> Iterator[Served]:
    """Serve a built site by the example while the `with` block runs; `folder` is for all else."""
    served = Served(_find_port(), _find_port(), folder / "certificate")
    _make_certificate(folder)
    config = folder / "nginx.conf"
    config.write_text(_write_config(site, folder, served), "utf-8")
    command = [str(find_nginx()), "-c", str(config), "-p", str(folder), "-e", f"{folder}/errors"]
    asked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    running = subprocess.Popen(command)
    try:
        _wait_for(served.secure, running)
        yield served
    finally:
        running.terminate()
        running.wait()


def _write_config(site: Path, folder: Path, served: Served) -> str:
    server = EXAMPLE.read_text("utf-8")
    given = {"FOLDER": site, "NAME": NAME, "CERTIFICATE": served.certificate, "KEY": folder / "key"}
    for word, value in given.items():
        server = re.sub(rf"\b{word}\b", str(value), server)
    for port, here in ((80, served.plain), (443, served.secure)):
        server = server.replace(f"listen {port}", f"listen 127.0.0.1:{here}")
    user = "user root;" if os.geteuid() == 0 else ""
    return _AROUND.format(folder=folder, user=user, server=server)


def _make_certificate(folder: Path) -> None:
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    about = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    where = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run(["openssl", "req", "-x509", *options, *about, *where],
                   check=True, capture_output=True)  # fmt: skip


def _find_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    end = monotonic() + 30
    while monotonic() < end and running.poll() is None:
        with closing(socket.socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.02)
    raise AssertionError("nginx does not answer")


def main() -> int:
    """Make sure that there is an nginx; return 1 and say what to do if there is none."""
    if (find_nginx() and shutil.which("openssl")) or (install(*PACKAGES) and find_nginx()):
        return 0
    print("No nginx was found. The tests ask it whether the site’s configuration is right.",
          file=sys.stderr)  # fmt: skip
    print(f"Install it: apt-get install {' '.join(PACKAGES)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
