from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsBroadcast(SmsCase):
    """An express broadcast reaches telephones, and shows only its existence there."""

    def make_broadcast(self, **vals):
        Broadcast = self.env["directive.broadcast"].with_user(self.office_user)
        return Broadcast.create(
            {
                "name": "Evacuate village X",
                "body": "All of it",
                "urgency": "express",
                "agency_ids": [Command.set(self.agency_a.ids)],
                "audience": "heads",
                **vals,
            }
        )

    def test_an_express_broadcast_says_that_it_is_there_and_where(self):
        self.env["ir.config_parameter"].set_param("directive_sms.express", "True")
        broadcast, _connector = self.make_broadcast(), self.answers("accepted")
        broadcast.action_send()
        self.send()
        (text,) = self.texts()
        self.assertTrue(text.startswith("EXPRESS. For immediate action: http"), text)
        self.assertNotIn("village", text)

    def test_an_ordinary_one_does_not_claim_to_be_express(self):
        broadcast, _connector = self.make_broadcast(urgency="normal"), self.answers("accepted")
        broadcast.action_send()
        rows = self.Delivery.search([("broadcast_id", "=", broadcast.id)], limit=1)
        self.assertEqual(self.env["directive.sms.text"]._values(rows)[0], "broadcast")

    def test_an_administrator_may_let_the_subject_be_shown(self):
        template = self.env.ref("directive_sms.directive_sms_template_broadcast_express")
        template.body = "{number}: {link}"
        broadcast, _connector = self.make_broadcast(), self.answers("accepted")
        broadcast.action_send()
        self.send()
        self.assertTrue(self.texts()[0].startswith("Evacuate village X: http"))

    def test_the_preview_counts_telephones_where_it_would_go_by_sms(self):
        self.assertIn("SMS: 1", self.make_broadcast().preview)
        self.assertNotIn("SMS", self.make_broadcast(urgency="normal").preview)

    def test_a_head_with_a_telephone_alone_is_reached_by_what_is_express(self):
        partner = self.env["res.partner"].create({"name": "Mr Phone", "phone": "0912000111"})
        agency = self.make_agency("Far commune", kind="commune")
        self.env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": partner.id, "role": "head"}
        )
        vals = {"agency_ids": [Command.set(agency.ids)]}
        self.assertFalse(self.make_broadcast(**vals).preview_warning)
        ordinary = self.make_broadcast(**vals, urgency="normal")
        self.assertIn("Far commune", ordinary.preview_warning)

    def test_a_record_with_words_of_its_own_says_those_and_how_to_answer_it(self):
        broadcast, _connector = self.make_broadcast(), self.answers("accepted")
        self.gateway.reply_number = "0912345678"
        kind = self.registry["directive.broadcast"]
        item = {**broadcast._notice_item(), "short": "Put off: 14h 30/11 -> 8h 02/12"}
        with (
            patch.object(kind, "_notice_item", lambda one: item),
            patch.object(kind, "_reply_words", lambda one: "COME"),
        ):
            broadcast.action_send()
            self.send()
        (text,) = self.texts()
        self.assertTrue(text.startswith("Put off: 14h 30/11 -> 8h 02/12: http"), text)
        self.assertRegex(text, r"\nDH \w{5} COME > 0912345678$")
