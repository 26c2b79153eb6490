"""The watcher: a process of its own that notices when messages stop, and says so once.

Real parts: an Odoo server that is killed, a mail server that takes the alarms, and the
system's own Python, since the watcher must run where nothing of this project is set up.
"""

import doctest
import importlib.util
import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ..world.own_database import OwnDatabase
from ..world.smtp_server import SmtpServer
from ..world.watcher import Watcher

ROOT = Path(__file__).resolve().parents[2]
DATABASE = OwnDatabase("watch")
SEND = (
    "SELECT res_id FROM ir_model_data WHERE module = 'directive_tracking' AND name = 'ir_cron_send'"
)
HEALTH = "/directive_tracking/health"
BACKUP = (  # an old one, and none
    "INSERT INTO ir_config_parameter (key, value)"
    " VALUES ('directive_tracking.last_backup', '2020-01-01')",
    "DELETE FROM ir_config_parameter WHERE key = 'directive_tracking.last_backup'",
)

setUpModule = DATABASE.for_module


class TestWatch(unittest.TestCase):
    """From the death of the server to the alarm, and back."""

    alone = True

    @classmethod
    def setUpClass(cls):
        # As a server-wide module the heartbeat answers even without its database.
        cls.server = cls.enterClassContext(DATABASE.server("--load=base,web,directive_tracking"))

        with DATABASE.environment() as env:
            cls.key = env["directive.health"]._watch_key()

    def setUp(self):
        self.post = SmtpServer()
        self.post_port = self.post.start()
        self.addCleanup(lambda: self.post.stop())
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.watcher = Watcher(self.folder, self.key, self.post)
        self.jobs_ran()

    def kill_server(self):
        self.server.kill()
        self.addCleanup(self.server.start)

    def configure(self, url=None, *, failures=2, **more):
        self.watcher.configure(
            url or self.server.url + HEALTH, self.post_port, failures=failures, **more
        )

    def run_watch(self, *options):
        return self.watcher.run(*options)

    def watch(self, *ends):
        """Run the watcher once for each of ``ends``, which is how it should end."""
        for end in ends:
            done = self.run_watch()
            self.assertEqual(done.returncode, end, done.stderr)

    def alarms(self):
        return [subject for subject, _text in self.watcher.mails()]

    def texts(self):
        return [text for _subject, text in self.watcher.mails()]

    def jobs_ran(self, minutes_ago=0):
        """Let the scheduled actions be due ``minutes_ago``, or some time later."""
        with DATABASE.environment() as env:
            env.cr.execute(
                "UPDATE ir_cron SET lastcall = now() AT TIME ZONE 'UTC' - interval '5 minutes',"
                " nextcall = now() AT TIME ZONE 'UTC' + %s * interval '1 minute'",
                (-minutes_ago or 60,),
            )

    def health(self):
        try:
            asked = Request(self.server.url + HEALTH, headers={"X-Directive-Watch": self.key})
            with urlopen(asked, timeout=30) as answer:
                return answer.status, json.load(answer), answer.headers
        except HTTPError as error:
            return error.code, json.load(error), error.headers

    def test_every_example_in_the_watcher_is_true(self):
        for name, least in (("watch", 10), ("meanings", 2)):
            spec = importlib.util.spec_from_file_location(name, ROOT / "watch" / f"{name}.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            result = doctest.testmod(module)
            self.assertEqual((result.failed, result.attempted > least), (0, True))

    def test_stopped_jobs_and_a_killed_server_make_one_alarm_each_and_one_all_clear(self):
        self.configure()
        self.watch(0)
        self.jobs_ran(minutes_ago=600)
        self.watch(1, 1, 1, 1)
        self.assertEqual(self.alarms(), ["ALARM"])
        self.server.kill()
        self.watch(1, 1, 1)
        self.assertEqual(self.alarms(), ["ALARM", "ALARM"], "each problem once")
        self.jobs_ran()
        self.server.start()
        self.watch(0, 0)
        self.assertEqual(self.alarms(), ["ALARM", "ALARM", "RECOVERED"])
        late, gone, _over = self.texts()
        self.assertIn("late:directive_tracking.ir_cron_send", late)
        self.assertIn("a scheduled action does not run", late)
        self.assertIn("the server does not answer", gone)

    def test_a_problem_that_stands_hides_no_other_and_no_end(self):
        self.configure(failures=1)
        off = f"UPDATE ir_cron SET active = NOT active WHERE id = ({SEND})"
        self.change(BACKUP[0])
        self.watch(1, 1)
        for _time in range(2):
            self.change(off)
            self.watch(1, 1)
        self.server.kill()
        self.watch(1, 1)
        self.server.start()
        self.watch(1, 1)
        self.change(BACKUP[1])
        self.watch(0)
        told = ["WARNING", "ALARM", "WARNING", "ALARM", "WARNING", "RECOVERED"]
        self.assertEqual(self.alarms(), told)

    def test_each_alarm_of_a_running_server_arrives(self):
        restore = (
            "INSERT INTO directive_restore (mark, kind, database, date) VALUES ('x:1', 'first', 'x', now())",
            "DELETE FROM directive_restore WHERE mark = 'x:1'",
        )
        jobs = {
            "off": ("active = FALSE", "active = TRUE"),
            "failing": ("failure_count = 9", "failure_count = 0"),
        }
        steps = {
            code: [f"UPDATE ir_cron SET {change} WHERE id = ({SEND})" for change in changes]
            for code, changes in jobs.items()
        }
        for code, (break_it, mend_it) in {**steps, "held": restore, "backup": BACKUP}.items():
            with self.subTest(code):
                self.configure(failures=1)
                self.change(break_it)
                self.watch(1)
                self.change(mend_it)
                self.watch(0)
                told, text = self.alarms()[-2:], self.texts()[-2]
                expected = "WARNING" if code == "backup" else "ALARM"
                self.assertEqual(told, [expected, "RECOVERED"])
                self.assertIn(f"HTTP 503: {code}", text)

    def test_traces_of_sending_that_cannot_be_written_are_a_warning(self):
        with DATABASE.environment() as env:
            traces, code = env["directive.restore.trace"], "trace"
            folder = traces._folder(traces._place())
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(exist_ok=True)
        folder.touch()  # no folder can be made here now
        self.configure(failures=1)
        self.watch(1)
        folder.unlink()
        self.watch(0)
        self.assertEqual(self.alarms(), ["WARNING", "RECOVERED"])
        self.assertIn(f"HTTP 503: {code}", self.texts()[0])

    def change(self, statement):
        with DATABASE.environment() as env:
            env.cr.execute(statement)

    def test_a_killed_server_alone_raises_the_alarm(self):
        self.configure()
        self.watch(0)
        self.kill_server()
        self.watch(1, 1)
        self.assertEqual(self.alarms(), ["ALARM"])

    def test_one_failure_is_no_outage(self):
        self.configure()
        self.jobs_ran(minutes_ago=600)
        self.watch(1)
        self.jobs_ran()
        self.watch(0)
        self.assertEqual(self.alarms(), [])

    def test_a_long_outage_is_told_again_after_its_hours(self):
        self.configure("http://127.0.0.1:1/", failures=1, repeat_hours=0)
        self.watch(1, 1)
        self.assertEqual(self.alarms(), ["ALARM", "STILL DOWN"])

    def test_an_alarm_that_could_not_be_sent_is_sent_later(self):
        self.configure("http://127.0.0.1:1/", failures=1)
        self.post.stop()
        self.watch(2, 2)
        self.post.start(self.post_port)
        self.watch(1, 1)
        self.assertEqual(self.alarms(), ["ALARM"])

    def test_two_runs_at_once_raise_one_alarm(self):
        self.configure("http://127.0.0.1:1/", failures=1)
        both = [
            subprocess.Popen(self.watcher.command, stderr=subprocess.DEVNULL) for _n in range(2)
        ]
        self.assertEqual([one.wait(60) for one in both], [1, 1])
        self.assertEqual(self.alarms(), ["ALARM"])

    def test_a_command_is_told_though_the_mail_server_is_dead(self):
        out = self.folder / "out"
        self.configure("http://127.0.0.1:1/", failures=1, more=f"[command]\nrun = tee {out}\n")
        self.post.stop()
        self.watch(1)
        self.post.start(self.post_port)
        self.assertIn("no answer", out.read_text())

    def test_a_trial_arrives_and_changes_nothing(self):
        self.configure("http://127.0.0.1:1/")
        self.assertEqual(self.run_watch("--try").returncode, 0)
        self.assertEqual(self.alarms(), ["TEST"])
        self.assertFalse((self.folder / "state" / "state.json").exists())

    def test_a_password_is_never_shown(self):
        self.configure(
            "http://127.0.0.1:1/", failures=1, more="user = duty\npassword = s3cret-word\n"
        )
        done = self.run_watch()
        self.assertEqual(done.returncode, 2, "a server without log-in was given one")
        self.assertNotIn("s3cret-word", done.stderr + done.stdout)

    def test_bad_settings_say_where_and_what(self):
        for text, words in (
            ("", "[watch] is missing"),
            ("[watch]\nurl = x\nstate = y\n", "no alarm channel"),
            ("[watch]\nurl = x\nstate = y\n[mail]\nhost = z\n", "section [mail]: from, to missing"),
            ("[watch]\nurl = x\nstate = y\nlanguage = fr\n[command]\nrun = true\n", "vi, en"),
            ("[watch]\nurl = x\nstate = y\nfailures = few\n[command]\nrun = true\n", "few"),
        ):
            (self.folder / "watch.conf").write_text(text)
            done = self.run_watch()
            self.assertEqual(done.returncode, 3)
            self.assertIn(words, done.stderr)

    def test_a_destroyed_state_file_is_begun_anew(self):
        self.configure("http://127.0.0.1:1/", failures=1)
        (self.folder / "state").mkdir()
        (self.folder / "state" / "state.json").write_text("{half")
        self.watch(1, 1)
        self.assertEqual(self.alarms(), ["ALARM"])

    def test_the_answer_names_nobody_and_leaves_no_session(self):
        status, report, headers = self.health()
        self.assertEqual((status, report["ok"], report["problems"]), (200, True, []))
        self.assertEqual(set(report), {"ok", "problems", "ages", "overdue"})
        self.assertIn("directive_tracking.ir_cron_send", report["ages"])
        self.assertNotIn("Set-Cookie", headers)

    def test_a_database_that_is_gone_is_no_health(self):
        from odoo.sql_db import close_db, db_connect

        self.assertEqual(self.health()[0], 200)
        close_db(DATABASE.name)
        with db_connect("postgres").cursor() as cr:
            cr._cnx.autocommit = True
            cr.execute(f'ALTER DATABASE "{DATABASE.name}" ALLOW_CONNECTIONS false')
            cr.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (DATABASE.name,),
            )
            try:
                status, report, _headers = self.health()
            finally:
                cr.execute(f'ALTER DATABASE "{DATABASE.name}" ALLOW_CONNECTIONS true')
        self.assertEqual((status, report["problems"]), (503, ["database"]))
        self.assertEqual(self.health()[0], 200, "and it is healthy once it is back")
