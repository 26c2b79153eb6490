from datetime import date, timedelta
from io import BytesIO

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools.workflow import WORKFLOW
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestOrderBoard(DirectiveCase):
    """Each number of the board is exactly the list it opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        cls.order = cls.make_directive()
        cls.empty = cls.make_agency("Commune without people", kind="commune", commune_kind="xa")
        cls.tasks = {
            "not received": cls.task(cls.agency_a, "assigned"),
            "silent": cls.task(cls.agency_b, "in_progress", days=9),
            "reported": cls.task(cls.commune_x, "reported", days=9),
            "finished": cls.task(cls.commune_y, "done"),
            "unreached": cls.task(cls.empty, "assigned", days=9),
        }
        cls.board = cls.board_of(cls.leader_user)

    @classmethod
    def task(cls, agency, state, days=0, **vals):
        news = cls.today - timedelta(days=days)
        vals = {"directive_id": cls.order.id, "name": "Report on the flood", **vals}
        return cls.make_task(agency, state=state, date_last_news=news, **vals)

    @classmethod
    def board_of(cls, user, **vals):
        action = cls.order.with_user(user).action_open_board()
        board = cls.env["directive.order.board"].with_user(user).browse(action["res_id"])
        board.write(vals)
        return board

    def shown(self, name, board=None):
        return (board or self.board)._tasks(name).with_env(self.env)

    def test_each_agency_is_counted_where_it_stands(self):
        t = self.tasks
        expected = {
            "all": [*t.values()],
            "received": [t["silent"], t["reported"], t["finished"]],
            "not_received": [t["not received"], t["unreached"]],
            "reported": [t["reported"]],
            "finished": [t["finished"]],
            "silent": [t["silent"], t["unreached"]],
            "asked": [],
            "unreached": [t["unreached"]],
        }
        for name, tasks in expected.items():
            with self.subTest(name):
                self.assertEqual(set(self.shown(name)), set(tasks))

    def test_each_number_equals_the_list_it_opens(self):
        for name, _label in self.board._fields["shown"].selection:
            action = self.board.with_context(directive_shown=name).action_open_list()
            found = self.env["directive.task"].with_user(self.leader_user).search(action["domain"])
            with self.subTest(name):
                self.assertEqual(self.board[f"{name}_count"], len(found))
                self.board.shown = name
                self.assertEqual(self.board.task_ids, found)

    def test_an_agency_that_asked_for_more_time_is_shown(self):
        self.env["directive.task.request"].with_user(self.user_b).create(
            {
                "task_id": self.tasks["silent"].id,
                "reason": "Rain",
                "proposed_deadline": "2099-01-01",
            }
        )
        self.assertEqual(self.shown("asked"), self.tasks["silent"])

    def test_it_is_filtered_by_group_kind_days_and_point(self):
        group = self.env["directive.agency.group"].create(
            {"name": "Flood", "agency_ids": [Command.set((self.agency_b | self.commune_x).ids)]}
        )
        other = self.task(self.agency_b, "assigned", point="2", name="Another point")
        board = self.board
        board.agency_group_ids = group
        self.assertEqual(board.all_count, 3)
        self.assertEqual(board.agency_count, 2)
        board.kind = "commune"
        self.assertEqual(self.shown("all"), self.tasks["reported"])
        board.write({"kind": False, "agency_group_ids": [Command.clear()], "task_id": other.id})
        self.assertEqual(self.shown("all"), other)
        board.write({"task_id": False, "days_of_silence": 10})
        self.assertEqual(board.silent_count, 0)

    def test_drafts_revoked_and_delegated_tasks_are_not_counted(self):
        self.task(self.agency_b, "draft")
        self.task(self.agency_b, "revoked")
        self.tasks["not received"].with_user(self.user_a)._delegate(self.agency_below)
        self.assertEqual(set(self.shown("all")), set(self.tasks.values()))

    def test_agencies_open_no_board(self):
        for user in (self.user_a, self.outside_user, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                self.order.with_user(user).action_open_board()
        with self.assertRaises(AccessError):
            self.board.with_user(self.office_user).read(["all_count"])

    def test_the_number_of_queries_does_not_grow_with_the_agencies(self):
        few = self.queries()
        for number in range(40):
            agency = self.make_agency(f"Commune {number}", kind="commune", commune_kind="xa")
            self.task(agency, "assigned")
        self.assertLessEqual(self.queries(), few)
        self.assertLessEqual(few, 25)

    def queries(self):
        """Return how many it takes once the server's caches are full, which new agencies have cleared."""
        board = self.board_of(self.leader_user)
        for _time in range(2):
            self.begin_request()
            before = self.env.cr.sql_log_count
            board.read(["all_count", "silent_count", "unreached_count", "agency_count"])
        return self.env.cr.sql_log_count - before

    # Chasing

    def chased(self):
        return self.env["directive.notice.delivery"].search(
            [("notice_id.event", "=", "silence_chased"), ("directive_id", "=", self.order.id)]
        )

    def test_one_press_asks_the_silent_agencies_and_names_the_unreached(self):
        answer = self.board.action_chase()["params"]
        self.assertIn("1 agencies are asked for a report (1 people)", answer["message"])
        self.assertIn("Commune without people", answer["message"])
        self.assertEqual(self.chased().user_id, self.user_b)
        self.assertEqual(answer["type"], "warning")

    def test_an_agency_is_asked_once_a_day_whoever_presses(self):
        self.board.action_chase()
        told = self.chased()
        answer = self.board_of(self.office_user).action_chase()["params"]["message"]
        self.assertIn("had been asked today already", answer)
        self.assertEqual(self.chased(), told)

    def test_who_could_not_be_reached_is_named_again_and_asked_once_somebody_is_there(self):
        self.board.action_chase()
        again = self.board.action_chase()["params"]["message"]
        self.assertIn("1 agencies had been asked today already", again)
        self.assertIn("Commune without people", again)
        newcomer = self.make_member("test_newcomer", self.empty)
        self.assertIn("1 agencies are asked", self.board.action_chase()["params"]["message"])
        self.assertIn(newcomer, self.chased().user_id)

    def test_an_agency_with_two_silent_tasks_is_asked_once(self):
        self.task(self.agency_b, "in_progress", days=12, name="Another task")
        self.board.action_chase()
        self.assertEqual(
            len(self.chased().filtered(lambda row: row.agency_id == self.agency_b).notice_id), 1
        )
        self.board.days_of_silence = 1
        self.board.action_chase()
        self.assertEqual(
            len(self.chased().filtered(lambda row: row.agency_id == self.agency_b).notice_id), 1
        )

    def test_nobody_is_chased_when_nobody_is_silent(self):
        self.board.days_of_silence = 100
        with self.assertRaisesRegex(UserError, "No agency is silent"):
            self.board.action_chase()

    def test_only_the_owner_presses_the_buttons_of_a_board(self):
        for user in (self.user_a, self.office_user, self.admin_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.board.with_user(user).action_chase()
        self.assertFalse(self.chased())

    def test_the_office_may_chase_the_silent_by_formal_documents(self):
        board = self.board_of(self.office_user)
        action = board.action_formal_notices()
        self.assertEqual(
            set(action["context"]["default_task_ids"]), set(board._tasks("silent").ids)
        )

    # On paper

    def test_it_is_printed_for_the_meeting(self):
        paper = self.board._paper()
        rows = paper.body[-1].rows
        self.assertEqual(len(rows), len(self.tasks))
        silent = next(row for row in rows if row[1] == "Department B")
        self.assertIn("Silent", silent[-1])
        self.assertTrue(self.board._paper_file("docx").startswith(b"PK"))

    def test_what_all_agencies_have_to_do_is_printed_once(self):
        *sentences, table = self.board._paper().body
        self.assertIn("Each agency: Report on the flood", sentences)
        self.assertEqual({len(row) for row in (table.columns, *table.rows)}, {7})
        self.assertNotIn("Report on the flood", str(table.rows))
        other = self.tasks["silent"].with_context(directive_workflow=WORKFLOW)
        other.name = "Count the houses"
        *sentences, table = self.board._paper().body
        self.assertNotIn("Count the houses", str(sentences))
        self.assertEqual({len(row) for row in (table.columns, *table.rows)}, {8})
        self.assertIn("Count the houses", str(table.rows))

    def test_its_heading_is_that_of_formal_reminders(self):
        for key, value in {"above": "PROVINCE X", "issuer": "OFFICE", "place": "City X"}.items():
            self.env["ir.config_parameter"].set_param(f"directive_tracking.chase_{key}", value)
        paper = self.board._paper()
        self.assertEqual(
            (paper.above, paper.issuer, paper.place), ("PROVINCE X", "OFFICE", "City X")
        )

    def test_it_is_exported_as_a_spreadsheet(self):
        sheet = load_workbook(BytesIO(self.board._paper_file("xlsx"))).active
        cells = [[cell.value for cell in row] for row in sheet.rows]
        names = {row[1] for row in cells if row[1]}
        self.assertLessEqual({"Department A", "Department B", "Commune X"}, names)
        self.assertIn("xlsx", self.board._paper_kinds())

    def test_the_day_of_last_news_orders_the_list(self):
        days = self.board._tasks("all").mapped("date_last_news")
        self.assertEqual(days, sorted(days))
        self.assertIsInstance(days[0], date)
