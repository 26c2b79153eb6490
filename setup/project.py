"""Preparation of Python, Odoo, the database server and the configuration file."""

import base64
import os
import subprocess
from pathlib import Path

import odoo_source
import postgres
import python_env
from common import LOCAL, ROOT, addons, exclusive

HERE = Path(__file__).parent
CONFIG = LOCAL / "odoo.conf"
KEYS = LOCAL / "petition.keys"  # for trials only: in use the keys lie where no backup of data goes
# Odoo reports home weekly; with no address it cannot (mail/models/update.py).
SETTINGS = """[options]
addons_path = {addons_path}
data_dir = {data_dir}
db_template = {db_template}
unaccent = True
list_db = False
http_interface = 127.0.0.1
publisher_warranty_url =
skip_auto_install = True
server_wide_modules = base,rpc,web,{own}
"""


class Project:
    """This checkout, ready to run."""

    def __init__(self):
        with exclusive("setup"):
            self.python = python_env.ensure()
            self.source = odoo_source.ensure()
            self.pg_environment, self.cluster = postgres.ensure(self.python)
            self._write_config()
            _write_keys()

    @property
    def environment(self):
        """Return the environment variables of Odoo: settings, database server and browser."""
        own = {
            "ODOO_RC": str(CONFIG),
            "PYTHONPATH": str(self.source.python_path),
            "PYTHONNOUSERSITE": "1",
            "DOCUTILSCONFIG": str(HERE / "docutils.conf"),
            # In use the service names the province's own file.
            "DIRECTIVE_PETITION_KEYS": os.environ.get("DIRECTIVE_PETITION_KEYS") or str(KEYS),
            # When Odoo restarts itself it calls `python` by its bare name.
            "PATH": f"{HERE / 'browser'}:{self.python.parent}:{os.environ['PATH']}",
        }
        return {**os.environ, **self.pg_environment, **own}

    @property
    def odoo(self):
        return [str(self.python), str(HERE / "server" / "start.py")]

    def stop(self):
        """Stop the database server if this command started it."""
        if self.cluster and self.cluster.started_here:
            self.cluster.stop()

    def run_odoo(self, *arguments, **options):
        return subprocess.run([*self.odoo, *arguments], env=self.environment, **options)

    def _write_config(self):
        folders = [ROOT, *self.source.addons]
        text = SETTINGS.format(
            addons_path=",".join(str(folder) for folder in folders),
            data_dir=LOCAL / "data",
            own=",".join(addons()),
            db_template=postgres.TEMPLATE if self.cluster else "template0",
        )
        if not CONFIG.exists() or CONFIG.read_text() != text:
            CONFIG.write_text(text)


def _write_keys():
    """Make a key with which identities are sealed in trials and tests, once."""
    if not KEYS.exists():
        KEYS.touch(0o600)
        KEYS.write_text(
            f"trial-{os.urandom(3).hex()} = {base64.b64encode(os.urandom(32)).decode()}\n"
        )
