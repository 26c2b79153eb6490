"""While the database is down, providers are told to retry."""

import unittest
from urllib.parse import urlsplit

import psycopg2

from ..world.own_database import OwnDatabase
from .simulator import call

DATABASE = OwnDatabase("sms_down", "directive_sms")
SERVER_WIDE = "--load=base,rpc,web,directive_tracking,directive_sms"

setUpModule = DATABASE.for_module


class TestDatabaseDown(unittest.TestCase):
    kills = True

    def setUp(self):
        with DATABASE.environment() as env:
            gateway = env["directive.sms.gateway"].create(
                {"name": "Test", "connector": "simulated"}
            )
            urls = (gateway.report_url, gateway.reply_url, gateway._report_url("1"))
            self.paths = [urlsplit(url).path for url in urls]

    def let_in(self, is_open):
        """Block connections to the database and end existing ones, or allow them again."""
        connection = psycopg2.connect(dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{DATABASE.name}" ALLOW_CONNECTIONS {is_open}')
            if not is_open:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [DATABASE.name],
                )
        connection.close()

    def test_every_address_of_a_provider_says_503_and_then_answers_again(self):
        with DATABASE.server(SERVER_WIDE) as server:
            before = [call(server.url + path) for path in self.paths]
            self.assertEqual(before, [200] * len(self.paths))
            self.let_in(False)
            self.addCleanup(self.let_in, True)
            for path in self.paths:
                with self.subTest(path.rpartition("/")[0]):
                    self.assertEqual(call(server.url + path), 503)
            self.let_in(True)
            self.assertEqual([call(server.url + path) for path in self.paths], before)
