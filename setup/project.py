"""Preparation of Python, Odoo, the database server and the configuration file."""

import base64
import configparser
import os
import subprocess
from pathlib import Path

import odoo_source
import postgres
import python_env
from common import LOCAL, ROOT, SetupError, exclusive

HERE = Path(__file__).parent
CONFIG = LOCAL / "odoo.conf"
KEYS = "petition.keys"  # beside the settings, where no backup of data goes
# Server-wide are those that answer 503 without a database; Odoo uninstalls no such addon.
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
server_wide_modules = base,rpc,web,directive_tracking,directive_sms
"""


PG = {"db_host": "PGHOST", "db_port": "PGPORT", "db_user": "PGUSER", "db_password": "PGPASSWORD"}


# Odoo is compiled once and not by each process, also where Python is told to keep nothing compiled.
COMPILED = {"PYTHONPYCACHEPREFIX": str(LOCAL / "pycache"), "PYTHONDONTWRITEBYTECODE": ""}


class Project:
    """This checkout, ready to run.

    Where ODOO_RC names the settings of an installation in use, they tell the database server and
    the folder of files, and nothing is made beside them. Else both are made in the checkout.

    :param settings: of that database server, if it is started here
    """

    def __init__(self, settings=""):
        with exclusive("setup"):
            self.python = python_env.ensure()
            self.source = odoo_source.ensure()
            in_use = _config_in_use()
            self.config = in_use or CONFIG
            if in_use:
                self.options = _options(in_use)
                self.pg_environment, self.cluster = _server_of(self.options), None
            else:
                self._make_for_trials(settings)

    @property
    def environment(self):
        """Return the environment variables of Odoo: settings, database server and browser."""
        own = {
            "ODOO_RC": str(self.config),
            "PYTHONPATH": str(self.source.python_path),
            "PYTHONNOUSERSITE": "1",
            "DOCUTILSCONFIG": str(HERE / "docutils.conf"),
            "DIRECTIVE_PETITION_KEYS": os.environ.get("DIRECTIVE_PETITION_KEYS")
            or str(self.config.with_name(KEYS)),
            **(COMPILED if self.config == CONFIG else {}),
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

    def _make_for_trials(self, settings):
        self.pg_environment, self.cluster = postgres.ensure(self.python, settings)
        template = postgres.TEMPLATE if self.cluster else "template0"
        self.options = {"data_dir": str(LOCAL / "data"), "db_template": template}
        self._write_config()
        _write_keys()

    def _write_config(self):
        folders = [ROOT, *self.source.addons]
        text = SETTINGS.format(
            addons_path=",".join(str(folder) for folder in folders),
            **self.options,
        )
        if not CONFIG.exists() or CONFIG.read_text() != text:
            CONFIG.write_text(text)


def _config_in_use():
    """Return the settings that ODOO_RC names, or None; a file in `.local` is the set-up's own."""
    named = Path(os.environ.get("ODOO_RC") or CONFIG)
    return None if named.parent.name == LOCAL.name else named


def _options(config):
    parser = configparser.ConfigParser(interpolation=None)
    if not parser.read(config) or "options" not in parser:
        raise SetupError(f"ODOO_RC names {config}, which holds no settings of Odoo: correct it.")
    return {"db_template": "template0", "data_dir": str(LOCAL / "data"), **parser["options"]}


def _server_of(options):
    """Return the PG* variables of the settings, for pg_dump and its like."""
    given = {variable: options.get(name, "False") for name, variable in PG.items()}
    return {variable: value for variable, value in given.items() if value not in ("", "False")}


def _write_keys():
    """Make a key with which identities are sealed in trials and tests, once."""
    keys = LOCAL / KEYS
    if not keys.exists():
        keys.touch(0o600)
        keys.write_text(
            f"trial-{os.urandom(3).hex()} = {base64.b64encode(os.urandom(32)).decode()}\n"
        )
