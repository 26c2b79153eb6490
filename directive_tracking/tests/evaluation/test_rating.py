import base64
import io
import json
from datetime import datetime, timedelta

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ...tools.guard.ours import is_ours
from ...tools.periods import reporting_month
from ..common import DirectiveCase
from ..evaluation_common import EvaluationCase

READER = "directive_tracking.group_directive_rating"


class RatingCase(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.software = new_test_user(cls.env, login="test_rating", groups=READER)
        cls.agency_a.code = "H15.1"

    def read(self, period="2026-11", user=None):
        return self.env["directive.rating"].with_user(user or self.software).read_period(period)

    def of_a(self, figures):
        (found,) = (one for one in figures["agencies"] if one["name"] == "Department A")
        return found


@tagged("post_install", "-at_install")
class TestRating(RatingCase):
    """The figures for the rating software: by file and web API, with their tasks, and nothing else."""

    def test_an_open_month_is_answered_as_it_stands_and_a_closed_one_as_it_was_closed(self):
        figures = self.read()
        self.assertFalse(figures["is_final"])
        row = self.of_a(figures)
        self.assertEqual((row["code"], row["assigned"], row["late"]), ("H15.1", [6, 6], [2, 2]))
        self.assertEqual(len(row["tasks"]), 6)
        self.close()
        self.finished(self.agency_a)
        figures = self.read()
        self.assertEqual((figures["is_final"], figures["version"]), (True, 1))
        self.assertEqual(self.of_a(figures)["assigned"], [6, 6])

    def test_each_figure_counts_its_tasks(self):
        row = self.of_a(self.read())
        for name, columns in (("done", {"6"}), ("done_on_time", {"7", "9"}), ("late", {"8"})):
            tasks = [task for task in row["tasks"] if columns & set(task["columns"])]
            self.assertEqual(row[name], [len(tasks), sum(task["weight"] for task in tasks)], name)

    def test_only_the_software_the_office_and_leaders_read(self):
        for user in (self.office_user, self.leader_user, self.software):
            self.assertTrue(self.read(user=user)["agencies"])
        for user in (self.user_a, self.head_a, self.admin_user, self.outside_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.read(user=user)

    def test_no_such_period_is_said_so(self):
        for period in ("2026-13", "November", "2026-Q5", "2027-06", "", None, 7, "0000-01"):
            with self.subTest(period=period), self.assertRaises(UserError):
                self.read(period)

    def test_the_software_has_no_other_right(self):
        """What a user without any role may do, it may do; nothing more, in no model."""
        for name, model in self.env.items():
            if model._abstract or not is_ours(self.env.registry, name):
                continue
            for mode in ("read", "write", "create", "unlink"):
                with self.subTest(model=name, mode=mode):
                    self.assertEqual(
                        model.with_user(self.software).has_access(mode),
                        model.with_user(self.outside_user).has_access(mode),
                    )

    def test_the_spreadsheet_says_the_same(self):
        form = self.env["directive.rating.export"].with_user(self.office_user)
        form = form.create({"period": "2026-11"})
        form.action_export()
        book = load_workbook(io.BytesIO(base64.b64decode(form.file)))
        agencies, tasks = book.worksheets
        row = next(row for row in agencies.values if row[1] == "Department A")
        figures = self.of_a(self.read())
        self.assertEqual(row[2:4], tuple(figures["assigned"]))
        self.assertEqual(row[-1], figures["returned"])
        self.assertEqual(sum(row[1] == "Department A" for row in tasks.values), 6)

    def test_the_data_file_says_the_same(self):
        form = self.env["directive.rating.export"].with_user(self.leader_user)
        form = form.create({"period": "2026-11", "format": "json"})
        form.action_export()
        self.assertEqual(json.loads(base64.b64decode(form.file)), self.read())

    def test_no_text_becomes_a_formula(self):
        self.finished(self.agency_a, name='=HYPERLINK("http://x")')
        form = self.env["directive.rating.export"].with_user(self.office_user)
        form = form.create({"period": "2026-11"})
        form.action_export()
        book = load_workbook(io.BytesIO(base64.b64decode(form.file)))
        cells = [cell for row in book.worksheets[1].iter_rows() for cell in row]
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])


@tagged("post_install", "-at_install")
class TestRatingApi(DirectiveCase, HttpCase):
    """A real client with a key of the role-limited user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.software = new_test_user(cls.env, login="test_rating", groups=READER)
        today = cls.env["directive.settings"]._today()
        cls.period = f"{reporting_month(today):%Y-%m}"  # the server lives in real time
        cls.make_task(cls.agency_a, name="Report on dikes")

    def setUp(self):
        super().setUp()
        rpc = self.env["ir.module.module"].search([("name", "=", "rpc")])
        if rpc.state != "installed":
            self.skipTest("The module rpc, which serves /json/2, is not installed here.")
        self.authenticate(None, None)
        self.enterContext(mute_logger("odoo.http"))  # refusals are what is tried

    def ask(self, user, model="directive.rating", method="read_period", **arguments):
        keys = self.env["res.users.apikeys"].with_user(user)
        key = keys._generate("rpc", "rating", datetime.now() + timedelta(days=1))
        return self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"bearer {key}"},
        )

    def test_the_software_reads_a_month_and_nothing_else(self):
        answer = self.ask(self.software, period=self.period)
        self.assertEqual(answer.status_code, 200)
        (found,) = (one for one in answer.json()["agencies"] if one["name"] == "Department A")
        self.assertEqual(found["assigned"], [1, 1])
        self.assertEqual(found["tasks"][0]["name"], "Report on dikes")
        for model, method, arguments in (
            ("directive.task", "search_read", {"domain": []}),
            ("directive.score", "search_read", {"domain": []}),
            ("directive.comparison", "standings", {}),
            ("directive.rating", "_rows_of", {}),
            ("directive.period", "_close", {}),
        ):
            with self.subTest(model=model, method=method):
                answer = self.ask(self.software, model, method, **arguments)
                self.assertTrue(answer.status_code >= 400 or answer.json() == [], answer.text[:200])

    def test_strangers_and_callers_without_a_key_are_refused(self):
        self.assertEqual(self.ask(self.user_a, period=self.period).status_code, 403)
        answer = self.url_open("/json/2/directive.rating/read_period", json={"period": self.period})
        self.assertEqual(answer.status_code, 401)
        self.assertGreaterEqual(self.ask(self.software, period="soon").status_code, 400)
