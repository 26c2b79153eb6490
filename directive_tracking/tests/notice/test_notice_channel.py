from odoo import models
from odoo.orm.model_classes import add_to_registry
from odoo.tests import tagged

from ...tools.notice.delivery import ACCEPTED, Outcome
from ..ack_common import AcknowledgementCase

NAME = "directive.channel.pigeon"


@tagged("post_install", "-at_install")
class TestNoticeChannel(AcknowledgementCase):
    """A channel known only to its own model, and the messages it delivers."""

    def setUp(self):
        super().setUp()
        carried = self.carried = []

        class Pigeon(models.AbstractModel):
            _module = None
            _name = NAME
            _inherit = ["directive.channel"]
            _description = "Channel: Pigeon"
            _label = "Pigeon"

            def _suppression_reasons(self, rows):
                lofts = rows.filtered(lambda row: row.partner_id.name != "Without a loft")
                return dict.fromkeys(rows - lofts, "There is no loft.")

            def _hand_over(self, rows, line):
                carried.append([item["name"] for item in rows._items()])
                return Outcome(ACCEPTED, reference=f"ring {len(carried)}")

        add_to_registry(self.registry, Pigeon)
        self.registry._setup_models__(self.env.cr, [NAME])
        self.addCleanup(self._forget_pigeon)
        self.task = self.make_task(state="in_progress", name="Rice")
        self.Delivery.search([])._move("cancelled")

    def _forget_pigeon(self):
        if NAME not in self.registry:
            return
        del self.registry.models[NAME]
        self.registry["directive.channel"]._inherit_children.discard(NAME)
        self.registry._setup_models__(self.env.cr, ["directive.channel"])

    def by_pigeon(self, rows):
        return rows.filtered(lambda row: row.channel == "pigeon")

    def test_it_carries_what_people_are_told_unless_channels_are_named(self):
        rows = self.by_pigeon(self.tell(self.task, self.user_a))
        self.send()
        self.assertEqual((rows.state, rows.message_ref), ("sent", "ring 1"))
        self.assertEqual(self.carried, [["Rice"]])
        labels = dict(self.Delivery._fields["channel"]._description_selection(self.env))
        self.assertEqual(labels["pigeon"], "Pigeon")

    def test_all_that_waits_for_one_person_is_one_message(self):
        task = self.make_task(state="in_progress", name="Tea")
        self.Delivery.search([("state", "=", "queued")])._move("cancelled")
        self.tell(task, self.user_a, channels=("pigeon",))
        self.tell(self.task, self.user_a, channels=("pigeon",))
        self.send()
        self.assertEqual([sorted(one) for one in self.carried], [["Rice", "Tea"]])

    def test_whom_it_cannot_reach_it_says(self):
        self.user_a.partner_id.name = "Without a loft"
        rows = self.by_pigeon(self.tell(self.task, self.user_a))
        self.send()
        self.assertEqual((rows.state, rows.reason), ("suppressed", "There is no loft."))

    def test_what_a_dead_process_left_is_for_a_person(self):
        rows = self.by_pigeon(self.tell(self.task, self.user_a, channels=("pigeon",)))
        self.claim("pigeon")
        self.at("2026-11-25 03:00:00")
        self.send()
        self.assertEqual((rows.state, rows.can_send_again, self.carried), ("unknown", False, []))
        self.assertTrue(rows.with_user(self.office_user).can_send_again)

    def test_the_ladder_climbs_by_it_and_the_board_shows_it(self):
        row = self.ask()
        self.Step.search([]).unlink()
        step = self.make_ladder("express", (10, "email"))
        channel = self.env[NAME]
        row._say_again(step, channel)
        self.assertIn((self.head_a, "pigeon"), self.repeats(row))
        self.assertIn("Pigeon", row.channels)

    def test_a_person_is_reminded_by_it(self):
        row = self.ask()
        row.with_user(self.office_user).action_remind()
        self.assertIn((self.head_a, "pigeon"), self.repeats(row))

    def test_without_its_model_its_rows_are_evidence_and_are_not_sent(self):
        rows = self.by_pigeon(self.tell(self.task, self.user_a))
        rows._move("failed")
        self._forget_pigeon()
        rows.invalidate_recordset()
        self.assertFalse(rows.with_user(self.office_user).can_send_again)
        self.assertEqual(rows.read(["channel"])[0]["channel"], "pigeon")
