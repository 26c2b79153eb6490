"""The files of deploy/ and the check of a running installation."""

import ast
import configparser
import doctest
import os
import re
import ssl
import sys
import tempfile
import unittest
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from urllib.error import URLError

from ..rooms.sources import ROOT, addons
from ..world.own_database import OwnDatabase

sys.path.append(str(ROOT / "setup/runners"))

import check  # noqa: E402  the runners are no package
import pages  # noqa: E402
import saying  # noqa: E402
import units  # noqa: E402

DEPLOY = ROOT / "deploy"
NOW = datetime(2026, 11, 29, 8)
# Called by machines of providers and of the watcher, which come in bursts.
MACHINES = ("/directive_sms/", "/directive_tracking/health", "/directive_tracking/metrics")
DATABASE = OwnDatabase("deploy")

setUpModule = DATABASE.for_module


def example(**changes):
    parser = configparser.RawConfigParser()
    parser.read_string((DEPLOY / "odoo.conf.example").read_text())
    return {**dict(parser["options"]), "admin_passwd": "x" * 20, **changes}


class TestConfig(unittest.TestCase):
    def test_the_example_has_no_fault_but_its_password(self):
        self.assertEqual(check.findings_of_config(example()), [])
        [found] = check.findings_of_config(example(admin_passwd="PUT-A-LONG-RANDOM-WORD-HERE"))
        self.assertIn("admin_passwd", found)

    def test_each_wrong_setting_is_named(self):
        for name, value in (
            ("list_db", "True"),
            ("proxy_mode", "False"),
            ("http_interface", ""),
            ("workers", "0"),
            ("max_cron_threads", "1"),
            ("dbfilter", ""),
            ("server_wide_modules", "base,web"),
        ):
            with self.subTest(name):
                [found] = check.findings_of_config(example(**{name: value}))
                self.assertIn(name, found)


class TestNginx(unittest.TestCase):
    def test_every_page_without_a_login_has_its_limit(self):
        limited = re.findall(
            r"location ~ (\S+) \{[^}]*limit_req ", (DEPLOY / "nginx.conf.example").read_text()
        )
        pattern = "|".join(limited)
        addresses = set(_public_addresses())
        self.assertGreater(len(addresses), 8)
        for address in sorted(addresses):
            with self.subTest(address):
                self.assertRegex(address, pattern)


class TestWeb(unittest.TestCase):
    """The pages as people get them, from a server that is played."""

    good = {"strict-transport-security": "max-age=1", "content-encoding": "gzip"}

    def fetch(self, url, **changes):
        path = url.partition(".example")[2]
        answers = {
            "/web/login": (200, self.good, "https://a.example/web/login"),
            "/web/database/manager": (404, {}, url),
            "/directive_tracking/health": (200, {}, url),
        }
        return pages.Page(*(answers | changes)[path])

    def findings(self, **changes):
        return check.findings_of_web(
            "https://a.example",
            lambda url: self.fetch(url, **{f"/{k}": v for k, v in changes.items()}),
        )

    def test_a_certificate_that_browsers_refuse_is_no_server_that_is_down(self):
        refused = ssl.SSLCertVerificationError(1, "certificate verify failed")
        refused.verify_message = "self-signed certificate"
        with patch.object(pages.urllib.request, "urlopen", side_effect=URLError(refused)):
            [said] = check.findings_of_web("https://a.example", pages.fetch)
        self.assertIn("self-signed certificate", said)
        self.assertNotIn("down", said)

    def test_a_good_server_has_no_fault(self):
        self.assertEqual(self.findings(), [])

    def test_each_fault_is_named(self):
        for path, answer, word in (
            ("web/login", (502, {}, ""), "502"),
            ("web/login", (pages.UNTRUSTED, {}, "", b"it has expired"), "it has expired"),
            ("web/login", (200, {}, "https://a.example"), "compressed"),
            ("web/login", (200, self.good, "http://a.example"), "redirection"),
            ("web/database/manager", (200, {}, ""), "/web/database/manager"),
            ("directive_tracking/health", (503, {}, ""), "heartbeat"),
            ("directive_tracking/health", (503, {}, "", b'{"problems": ["queue"]}'), "queue"),
        ):
            with self.subTest(path, word=word):
                self.assertIn(word, " ".join(self.findings(**{path: answer})))


class TestMachine(unittest.TestCase):
    """Clock, disks, services and files, on a machine that is played."""

    good = {"show": "yes", "is-enabled": "enabled", "is-active": "active", "cat": ""}

    def findings(self, folders=(), rotation=DEPLOY, **changes):
        answers = self.good | {name.replace("_", "-"): text for name, text in changes.items()}
        with patch.object(check, "ROTATION", rotation):
            return check.findings_of_machine(folders, lambda command: answers[command[1]])

    def test_a_good_machine_has_no_fault(self):
        self.assertEqual(self.findings(), [])

    def test_each_fault_is_named(self):
        self.assertIn("clock", self.findings(show="no")[0])
        self.assertIn("does not start with the machine", self.findings(is_enabled="disabled")[0])
        self.assertIn("does not run", self.findings(is_active="failed")[0])
        self.assertIn("logrotate", self.findings(rotation=Path("/nowhere"))[0])
        self.assertIn("/nowhere", self.findings(folders=["/nowhere"])[0])

    def test_settings_that_everybody_may_read_are_named(self):
        with tempfile.NamedTemporaryFile() as file:
            for mode, count in ((0o640, 0), (0o644, 1)):
                Path(file.name).chmod(mode)
                self.assertEqual(len(check.findings_of_file(file.name)), count)

    def test_workers_that_do_not_fit_are_named(self):
        self.assertEqual(check.findings_of_memory(example(workers="4"), 8 * 2**30), [])
        [found] = check.findings_of_memory(example(workers="8"), 8 * 2**30)
        self.assertIn("lower workers", found)

    def test_a_setting_that_is_no_number_is_a_finding(self):
        self.assertIn("workers", check.findings_of_config(example(workers="six"))[0])


class TestUnits(unittest.TestCase):
    """Units that were copied from an earlier release are named, those the operator changed are not."""

    def findings(self, **changes):
        """Return the findings with the units of `deploy`, ``changes`` replacing a text in one."""
        texts = {name: (DEPLOY / name).read_text() for name in units.KNOWN}
        for name, (old, new) in changes.items():
            unit = f"directive-{name}.service"
            self.assertIn(old, texts[unit])
            texts[unit] = texts[unit].replace(old, new)
        answers = {"is-enabled": "enabled", "is-active": "active"}
        return units.findings(lambda command: answers.get(command[1]) or texts[command[2]])

    def test_the_units_of_this_release_are_no_finding(self):
        self.assertEqual(self.findings(), [])
        self.assertEqual(self.findings(backup=("--keep 30", "--keep=60 --data /srv/x")), [])
        self.assertEqual(self.findings(tracking=("TimeoutStopSec=120", "TimeoutStopSec=300")), [])

    def test_a_backup_that_names_its_database_is_named(self):
        folder = "/var/backups/directive-tracking"
        [found] = self.findings(backup=(folder, f"old_one {folder}"))
        for word in (
            "old_one",
            "whatever database odoo.conf names",
            "deploy/directive-backup.service",
        ):
            self.assertIn(word, found)

    def test_what_a_unit_lacks_is_named(self):
        [found] = self.findings(tracking=("Environment=PROMETHEUS_MULTIPROC_DIR", "# "))
        self.assertIn("lacks Environment=PROMETHEUS_MULTIPROC_DIR", found)
        [found] = self.findings(backup=("Environment=ODOO_RC", "Environment=PGHOST"))
        self.assertIn("Environment=ODOO_RC", found)

    def test_a_unit_that_is_not_installed_is_not_called_old(self):
        answers = {"is-enabled": "", "cat": ""}
        found = units.findings(lambda command: answers[command[1]])
        self.assertEqual(["does not start" in one for one in found], [True, True])

    def test_every_example_is_true(self):
        result = doctest.testmod(units)
        self.assertEqual((result.failed, result.attempted > 3), (0, True))


class TestDatabase(unittest.TestCase):
    def test_without_an_outgoing_mail_server_it_is_said(self):
        with DATABASE.environment() as env:
            self.assertIn("mail server", check.findings_of_mail(env.cr, example())[0])
            for name in ("", "False"):
                options = example(smtp_server=name)
                self.assertEqual(len(check.findings_of_mail(env.cr, options)), 1)
            options = example(smtp_server="mail.tinh.example")
            self.assertEqual(check.findings_of_mail(env.cr, options), [])
            env["ir.mail_server"].create({"name": "Province", "smtp_host": "mail.tinh.example"})
            env.flush_all()
            self.assertEqual(check.findings_of_mail(env.cr, example()), [])

    def findings(self):
        with DATABASE.environment() as env:
            return list(check.findings_of_database(env.cr, NOW))

    def test_a_server_that_is_not_there_is_one_finding(self):
        options = example(db_host="/nowhere", db_port="False")
        (found,) = check.findings_of_server(options)
        self.assertIn("/nowhere", found)

    def test_the_first_password_is_named_until_it_is_changed(self):
        with DATABASE.environment() as env:
            hashed = env["res.users"]._crypt_context().hash
            for password, said in (("admin", True), ("another-long-word", False)):
                self.assertEqual(check.is_first_password(hashed(password)), said)
        self.assertFalse(check.is_first_password(None))

    def test_what_is_missing_is_said_and_then_no_more(self):
        before = " ".join(self.findings())
        for word in ("No backup was ever made", "heartbeat", "web.base.url is"):
            self.assertIn(word, before)
        with DATABASE.environment() as env:
            parameters = env["ir.config_parameter"]
            parameters.set_param("directive_tracking.last_backup", "2026-11-29 02:30:00")
            parameters.set_param("web.base.url", "https://chidao.tinh.example")
            parameters.set_param("web.base.url.freeze", "True")
            env["directive.health"].create({"date_asked": NOW})
            env.ref("directive_tracking.ir_cron_send").active = False
        after = " ".join(self.findings())
        for word in ("backup", "heartbeat", "web.base.url"):
            self.assertNotIn(word, after)
        self.assertIn("turned off", after)


def _public_addresses():
    """Return the addresses of all pages without a login but those that machines call."""
    for addon in addons():
        trees = [
            ast.parse(path.read_text()) for path in (ROOT / addon / "controllers").rglob("*.py")
        ]
        names = {name: value for tree in trees for name, value in _constants(tree)}
        for route in (node for tree in trees for node in ast.walk(tree) if _is_route(node)):
            yield from _addresses(route, names)


def _is_route(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "route"


def _addresses(route, names):
    shared = [_value(one.value, names) for one in route.keywords if one.arg is None]
    options = {name: value for one in shared for name, value in one.items()}
    options |= {one.arg: one.value for one in route.keywords if one.arg == "auth"}
    auth = options.get("auth")
    if (auth if isinstance(auth, str) else getattr(auth, "value", None)) in ("public", "none"):
        found = _value(route.args[0], names)
        for address in [found] if isinstance(found, str) else found:
            if not address.startswith(MACHINES):
                yield address


def _constants(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            with suppress(ValueError):
                yield node.targets[0].id, ast.literal_eval(node.value)


def _value(node, names):
    code = compile(ast.Expression(node), "route", "eval")
    return eval(code, {"__builtins__": {}}, dict(names))  # constants of our own source


class Sealed:
    """A cursor of a database whose seals were made with the keys ``used``; None has no petitions."""

    def __init__(self, used):
        self.used, self.asked = used, ""

    def execute(self, query, _values=None):
        self.asked = query

    def fetchone(self):
        return (self.used is not None or None,)

    def fetchall(self):
        return [(name,) for name in self.used]


class TestKeys(unittest.TestCase):
    """The key of sealed identities is there, for Odoo alone, and beside no backup."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.folder / "keys"
        self.path.write_text("# of the province\n2026 = abc\n2027=def\n")
        self.path.chmod(0o400)

    def findings(self, used=("2026",), path=None, folders=()):
        return check.findings_of_keys(Sealed(used), str(path or self.path), folders)

    def test_a_key_in_its_place_is_no_finding_and_a_house_without_petitions_needs_none(self):
        self.assertEqual(self.findings(), [])
        self.assertEqual(check.findings_of_keys(Sealed(None), None, ()), [])

    def test_each_fault_is_named(self):
        self.assertIn("missing", self.findings(path="/nowhere/keys")[0])
        self.assertIn("make it", check.findings_of_keys(Sealed(()), None, ())[0])
        self.assertIn("2025", self.findings(used=("2025", "2026"))[0])
        self.assertIn("backups", self.findings(folders=[str(self.folder)])[0])
        self.path.chmod(0o440)
        self.assertIn("others", self.findings()[0])

    def test_it_is_found_in_the_settings_or_those_of_the_service(self):
        def ask(_command):
            return "TZ=UTC DIRECTIVE_PETITION_KEYS=/etc/a.keys\n"

        with patch.dict(os.environ):
            os.environ.pop(check.KEY_VARIABLE, None)
            self.assertEqual(check.key_path({}, ask), "/etc/a.keys")
            self.assertEqual(check.key_path({"petition_key_file": "/b"}, ask), "/b")


class TestCheckWords(unittest.TestCase):
    """The check speaks Vietnamese where the terminal does."""

    def sentences(self):
        """Return all that check.py says."""
        found = {text for _value, text in check.WANTED.values()}
        sources = [Path(module.__file__).read_text() for module in (check, units)]
        for node in (node for source in sources for node in ast.walk(ast.parse(source))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                found |= {one.value for one in node.args if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "text":
                found.add(node.value.value)
        return found

    def test_every_sentence_is_in_vietnamese_with_the_same_values(self):
        self.assertEqual(set(saying.vietnamese()), self.sentences())
        for text, translation in saying.vietnamese().items():
            named = [sorted(re.findall(r"{[^}]*}", one)) for one in (text, translation)]
            self.assertEqual(set(named[0]), set(named[1]), text)
            self.assertNotEqual(text, translation)

    def test_the_language_of_the_terminal_decides(self):
        words = {
            "vi_VN.UTF-8": "dbfilter để trống",
            "en_US.UTF-8": "dbfilter is empty",
            "": "empty",
        }
        for language, said in words.items():
            with patch.dict(os.environ, {"LC_ALL": "", "LC_MESSAGES": "", "LANG": language}):
                [found] = check.findings_of_config(example(dbfilter=""))
            self.assertIn(said, found)
