"""The watcher's alarms about a house of several machines, each by the fault itself."""

import tempfile
from pathlib import Path

import psycopg2

from ..world.smtp_server import SmtpServer
from ..world.watcher import Watcher
from .cluster import wait_for

HEALTH = "/directive_tracking/health"
FIELD = "directive.field"
MINUTES = 300  # seconds until an alarm, of which the delay itself takes sixty
ALMOST_ALL = 0.95  # with none left the server ends, and is started again until there is one
USED = """
SELECT sum(numbackends)::float / (current_setting('max_connections')::int
       - current_setting('superuser_reserved_connections')::int) FROM pg_stat_database
"""
MEANINGS = {
    "replica": "a standby does not follow, or is more than a minute behind",
    "connections": "the database is almost out of connections",
}


class AlarmStages:
    """Stages of the test of several machines, which has the parts of the house."""

    def a_standby_stops_replaying(self):
        self.primary.query("GRANT pg_monitor TO odoo")  # as the guide says
        self.begin_to_watch()
        self.assertNotIn("replica", self.problems())
        self.standbys[1].query("SELECT pg_wal_replay_pause()")
        self.browser.call(FIELD, "create", [{"name": "Not replayed"}])

    def that_is_told_after_a_minute(self):
        self.expect_alarm("replica")
        self.standbys[1].query("SELECT pg_wal_replay_resume()")
        self.expect_end("replica")

    def the_last_connections_are_told(self):
        self.assertNotIn("connections", self.problems())
        taken = []
        try:
            while self.part_of_connections() < ALMOST_ALL:
                taken.append(self.connect())
            self.expect_alarm("connections")
        finally:
            for connection in taken:
                connection.close()
        self.expect_end("connections")

    def connect(self):
        return psycopg2.connect(host=str(self.primary.folder), user="odoo", dbname="postgres")

    def part_of_connections(self):
        [[part]] = self.primary.query(USED)
        return part

    def a_standby_that_is_gone_is_told(self):
        self.expect_alarm("replica")

    # The watcher

    def begin_to_watch(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        post = SmtpServer()
        port = post.start()
        self.addCleanup(post.stop)
        with self.database.environment() as env:
            key = env["directive.health"]._watch_key()
        self.watcher = Watcher(Path(folder), key, post)
        self.watcher.configure(self.machines[1].url + HEALTH, port)

    def problems(self):
        """Return the last problems that the watcher saw."""
        return self.watcher.run().stderr

    def expect_alarm(self, code):
        wait_for(lambda: code in self.problems(), f"the alarm {code}", MINUTES)
        subject, text = self.watcher.mails()[-1]
        self.assertIn(subject, ("ALARM", "WARNING"))
        self.assertIn(MEANINGS[code], text)

    def expect_end(self, code):
        wait_for(lambda: code not in self.problems(), f"the end of {code}", MINUTES)
