"""Features that an addon of eighty lines gets without writing them."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.ack_common import AcknowledgementCase

LABEL, NAME, PLACE = "Inspection", "Fire safety of the market", "Hall B"


class InspectionCase(AcknowledgementCase):
    """An inspection of agency A, announced to its head."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Inspection = cls.env["directive.example.inspection"]

    def make_inspection(self, agencies=None, **vals):
        agencies = self.agency_a if agencies is None else agencies
        vals = {
            "name": NAME,
            "place": PLACE,
            "date_deadline": "2026-12-10",
            "agency_ids": [Command.set(agencies.ids)],
            **vals,
        }
        return self.Inspection.with_user(self.office_user).create(vals).with_env(self.env)

    def announce(self, inspection=None, **vals):
        """Return an inspection announced by the Office."""
        inspection = inspection or self.make_inspection(**vals)
        inspection.with_user(self.office_user).action_announce()
        return inspection

    def rows(self, inspection, *channels):
        """Return the deliveries of its announcement."""
        rows = self.Delivery.search(inspection._receipts_domain(), order="id")
        rows = rows.filtered(lambda row: row.event == "inspection_announced")
        return rows.filtered(lambda row: not channels or row.channel in channels)

    def awaited(self, inspection):
        return self.Ack.search(inspection._ack_domain(), order="id")


@tagged("post_install", "-at_install")
class TestExampleMessages(InspectionCase):
    def test_a_head_is_told_in_the_application_and_by_mail_in_its_own_words(self):
        inspection = self.announce()
        self.send()
        todo = inspection.activity_ids
        self.assertEqual((todo.user_id, todo.summary), (self.head_a, LABEL))
        self.assertEqual(str(todo.date_deadline), "2026-12-10")
        [mail] = self.mailbox
        self.assertEqual(mail["to"], self.head_a.email)
        for words in (NAME, LABEL, PLACE, "12/10/2026", f"/odoo/inspections/{inspection.id}"):
            self.assertIn(words, mail["text"] + mail["html"])

    def test_nobody_is_told_twice(self):
        inspection = self.announce()
        self.announce(inspection)
        self.assertEqual(self.rows(inspection).mapped("channel"), ["app", "email"])

    def test_what_is_closed_before_it_is_sent_is_told_to_nobody(self):
        inspection = self.announce()
        inspection.state = "closed"
        self.send()
        self.assertEqual(set(self.rows(inspection).mapped("state")), {"cancelled"})
        self.assertFalse(self.mailbox)

    def test_who_may_no_longer_see_it_is_told_nothing(self):
        inspection = self.announce()
        inspection.agency_ids = self.agency_b
        self.send()
        self.assertEqual(set(self.rows(inspection).mapped("state")), {"cancelled"})

    def test_who_loses_sight_of_it_loses_its_to_do(self):
        inspection = self.announce()
        self.send()
        self.assertTrue(inspection.activity_ids)
        inspection.agency_ids = self.agency_b
        self.assertFalse(inspection.activity_ids)

    def test_an_agency_moved_in_the_tree_takes_its_inspections_along(self):
        inspection = self.make_inspection(self.agency_below)
        self.assertTrue(inspection.with_user(self.head_a).has_access("read"))
        self.agency_below.parent_id = self.agency_b
        self.env.invalidate_all()
        self.assertFalse(inspection.with_user(self.head_a).has_access("read"))
        self.assertTrue(inspection.with_user(self.user_b).has_access("read"))

    def test_only_the_office_announces(self):
        inspection = self.make_inspection()
        for user in (self.head_a, self.leader_user, self.user_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                inspection.with_user(user).action_announce()

    def test_who_sees_it_is_nobody_s_to_write(self):
        inspection = self.make_inspection()
        with self.assertRaisesRegex(Exception, "depends on its agencies"):
            inspection.with_user(self.office_user).visible_agency_ids = self.agency_b

    # Choices and counts

    def test_a_kind_a_person_declines_does_not_come(self):
        self.env["directive.notice.floor"].search([]).write({"channel_email": False})
        Recipient = self.env["directive.notice.recipient"]
        chosen = Recipient._of(self.head_a.partner_id).preference_ids
        chosen.filtered(lambda one: one.kind == "new").channel_email = "no"
        inspection = self.announce(urgency="normal")
        self.send()
        [row] = self.rows(inspection, "email")
        self.assertEqual((row.state, row.reason), ("suppressed", "The recipient's own choice."))

    def test_its_messages_are_counted(self):
        inspection = self.announce()
        self.send()
        Statistics = self.env["directive.notice.statistics"].with_user(self.office_user)
        found = Statistics.search([("event", "=", "inspection_announced")])
        self.assertEqual(found.ids, self.rows(inspection).sorted("id", reverse=True).ids)
        [group] = Statistics.formatted_read_group(
            [("event", "=", "inspection_announced")], ["event"], ["message_count:sum"]
        )
        self.assertEqual(group["message_count:sum"], 2)
        self.assertIn(
            ("inspection_announced", LABEL), Statistics.fields_get()["event"]["selection"]
        )

    def test_its_receipt_book_holds_its_messages(self):
        inspection = self.announce()
        self.send()
        action = inspection.with_user(self.office_user).action_receipt_book()
        book = int(action["url"].rpartition("/")[2])
        report = self.env["ir.actions.report"].with_user(self.office_user)
        html, _kind = report._render_qweb_html("directive_tracking.receipt_book", [book])
        for words in (NAME, LABEL, PLACE, self.head_a.name):
            self.assertIn(words, html.decode())

    def test_it_may_be_the_cause_of_a_broadcast(self):
        inspection = self.make_inspection()
        mine = inspection.with_user(self.leader_user)
        Broadcast = self.env["directive.broadcast"].with_user(self.leader_user)
        broadcast = Broadcast.with_context(**mine.action_broadcast()["context"]).create(
            {
                "name": "At once",
                "body": "Open all doors",
                "agency_ids": [Command.set((self.agency_a | self.agency_b).ids)],
            }
        )
        broadcast.action_send()
        self.env.invalidate_all()
        self.assertEqual(broadcast.cause_name, NAME)
        self.assertEqual(broadcast.with_user(self.head_a).cause_name, NAME)
        self.assertFalse(broadcast.with_user(self.user_b).cause_name, "They may not see it.")
        with self.assertRaises(UserError):
            inspection.with_user(self.head_a).action_broadcast()

    # Acknowledgement, ladder, board and call list

    def test_an_urgent_one_is_acknowledged_in_its_form(self):
        inspection = self.announce(urgency="express")
        self.send()
        mine = inspection.with_user(self.head_a)
        self.assertTrue(mine.awaits_my_ack)
        self.assertEqual(
            self.Inspection.with_user(self.head_a).search([("awaits_my_ack", "=", True)]), mine
        )
        mine.action_acknowledge()
        self.assertFalse(mine.awaits_my_ack)
        self.assertEqual(inspection.with_user(self.office_user).ack_text, "1/1 seen")
        self.assertFalse(inspection.activity_ids, "Seeing it is all there is to do.")

    def test_an_ordinary_one_asks_for_nothing(self):
        self.assertFalse(self.awaited(self.announce(urgency="normal")))

    def test_the_ladder_climbs_to_the_call_list(self):
        inspection = self.announce(urgency="express")
        self.send()
        row = self.awaited(inspection)
        for minutes in (11, 21, 31):
            self.climb(f"2026-11-25 02:{minutes}:00")
        self.assertEqual(
            self.repeats(row),
            [(self.head_a, "email"), (self.deputy_a, "app"), (self.deputy_a, "email")],
        )
        self.assertTrue(row.to_call)
        self.send()
        self.assertIn(
            f"{LABEL}: not yet acknowledged", "".join(one["text"] for one in self.mailbox)
        )
        seen = row.with_user(self.office_user)
        self.assertIn(NAME, seen.subject)
        seen._reach("She knows of it")
        self.assertEqual(row.state, "seen")

    def test_the_board_shows_it_and_opens_its_form(self):
        inspection = self.announce(urgency="express")
        mine = inspection.with_user(self.office_user)
        action = mine.action_open_acknowledgements()
        [row] = self.Ack.with_user(self.office_user).search(action["domain"])
        self.assertIn(NAME, row.subject)
        self.assertIn(LABEL, row.display_name)
        opened = row.action_open_record()
        self.assertEqual((opened["res_model"], opened["res_id"]), (inspection._name, inspection.id))

    def test_what_is_closed_is_awaited_no_longer(self):
        inspection = self.announce(urgency="express")
        inspection.state = "closed"
        self.climb("2026-11-25 02:11:00")
        self.assertEqual(self.awaited(inspection).state, "cancelled")


@tagged("post_install", "-at_install")
class TestExampleAnswers(InspectionCase, HttpCase):
    def test_the_signed_link_shows_and_answers_it(self):
        inspection = self.announce(urgency="express")
        self.send()
        [row] = self.rows(inspection, "email")
        link = row._answer_url()
        self.assertIn(link, self.mailbox[0]["html"])
        path = f"/d/{link.rpartition('/')[2]}"
        page = self.url_open(path)
        for words in (NAME, PLACE, LABEL, f"/odoo/inspections/{inspection.id}"):
            self.assertIn(words, page.text)
        self.assertNotIn('value="extension"', page.text, "It has no deadline to be moved.")
        self.url_open(path, data={"kind": "comment", "text": "We need the plans"})
        self.env.invalidate_all()
        answer = self.env["directive.notice.answer"].search([("delivery_id", "=", row.id)])
        self.assertEqual((answer.state, answer.text), ("applied", "We need the plans"))
        self.assertIn("We need the plans", str(inspection.message_ids.mapped("body")))
        told = self.Notice.search([("event", "=", "answer_received")])
        self.assertEqual(told.delivery_ids.user_id, self.office_user, "Who follows it is told.")
        self.assertEqual(self.awaited(inspection).state, "seen")
