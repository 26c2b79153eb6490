"""Two Odoo servers behind nginx, which is set up by the file that operators are given."""

import json
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

import psutil

from ..world.own_database import RunningServer, free_ports
from .cluster import wait_for

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "setup"))

import debian  # noqa: E402  the set-up is no package

NAME = "chidao.tinh.example"
FRAME = "pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{site}\n}}\n"


class Machine(RunningServer):
    """One Odoo server, on a loopback address of its own."""

    def __init__(self, address, database, options):
        log = ROOT / ".local" / "test" / f"machine-{address}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(database, [*options, f"--http-interface={address}", f"--logfile={log}"])
        self.address = address
        self.url = f"http://{address}:{self.port}"

    def tend(self):
        """Start it again if it has ended, as systemd does by deploy/directive-tracking.service.

        Odoo's main process ends when its database server does.
        """
        if self._process.poll() is not None:
            self.start()

    def kill(self):
        """End the server and its workers as a power cut would."""
        with suppress(psutil.NoSuchProcess):
            for worker in psutil.Process(self._process.pid).children(recursive=True):
                worker.kill()
        super().kill()


class Front:
    """nginx with the example's settings, in front of these machines."""

    def __init__(self, machines):
        self.machines = machines
        self.folder = Path(tempfile.mkdtemp(prefix="directive-nginx-"))
        self.certificate = self.folder / "fullchain.pem"
        self.folder.chmod(0o755)  # nginx' workers, who are nobody, keep scripts in it
        self.plain_port, self.port = free_ports(2)
        self.url = f"https://127.0.0.1:{self.port}"

    def start(self):
        if not shutil.which("nginx"):
            debian.install("nginx-light")
        self._make_certificate()
        config = self.folder / "nginx.conf"
        config.write_text(FRAME.format(folder=self.folder, site=self._site()))
        self._process = subprocess.Popen(
            ["nginx", "-c", config, "-g", "daemon off;"], stderr=subprocess.DEVNULL
        )
        wait_for((self.folder / "pid").exists, "nginx runs")

    def stop(self):
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder)

    def _site(self):
        text = (ROOT / "deploy/nginx.conf.example").read_text()
        servers = "\n".join(
            f"    server {one.address}:{one.port} max_fails=1 fail_timeout=2s;"
            for one in self.machines
        )
        text = text.replace("    server 127.0.0.1:8069;", servers)
        live = getattr(self.machines[0], "live_port", None)
        if live:
            text = text.replace("127.0.0.1:8072", f"{self.machines[0].address}:{live}")
        text = re.sub(r"listen \[::\].*;\n", "\n", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.plain_port};")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl")
        text = text.replace("/etc/ssl/directive-tracking", str(self.folder))
        return text.replace("/var/lib/nginx", str(self.folder)).replace(NAME, "127.0.0.1")

    def _make_certificate(self):
        key, certificate = self.folder / "key.pem", self.certificate
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        command += ["-keyout", key, "-out", certificate, "-subj", "/CN=127.0.0.1"]
        subprocess.run(command, check=True, capture_output=True)


class Browser:
    """One person at the front door, with their session."""

    def __init__(self, url, database):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), HTTPSHandler(context=context))
        self._url, self._database = url, database

    def log_in(self, login, password):
        values = {"db": self._database, "login": login, "password": password}
        return self._post("/web/session/authenticate", values)["uid"]

    def call(self, model, method, *args, **kwargs):
        values = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._post(f"/web/dataset/call_kw/{model}/{method}", values)

    def _post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = Request(self._url + path, body, {"Content-Type": "application/json"})
        with self._opener.open(request, timeout=60) as answer:
            found = json.load(answer)
        if "error" in found:
            raise AssertionError(found["error"]["data"]["message"])
        return found["result"]
