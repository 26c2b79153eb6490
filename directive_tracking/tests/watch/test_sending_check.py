from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import config

from ...tools.watch.problem import Problem
from ..notice_common import NoticeCase

# A word of each sentence this addon has for a problem.
NAMED = (
    "scheduled action",
    "outgoing mail server",
    "to send from",
    "Bounced e-mails",
    "Mail is not fetched",
    "Links in messages",
    "half an hour",
    "unclear messages",
    "failed in",
    "cannot be reached",
    "No reminder rule",
    "No day off",
    "monitors this server",
)


@tagged("post_install", "-at_install")
class TestSendingCheck(NoticeCase):
    """Each problem of sending is named in plain words while it lasts, and only then."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Check = cls.env["directive.sending.check"]
        cls.Delivery.search([])._move("cancelled")

    def setUp(self):
        super().setUp()
        self.make_all_well()

    def make_all_well(self):
        """Bring the database at hand into the state in which nothing is wrong."""
        self.jobs_have_run()
        self.env["directive.health"]._note_asked()
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("web.base.url", "https://chidao.tinh.example")
        self.env["ir.mail_server"].create({"name": "Province", "smtp_host": "mail.tinh.example"})
        company = self.env.company
        company.email = "ubnd@tinh.example"
        company.alias_domain_id = self.env["mail.alias.domain"].search([], limit=1) or (
            self.env["mail.alias.domain"].create({"name": "tinh.example"})
        )
        self.env["fetchmail.server"].create(
            {"name": "Bounces", "server_type": "imap", "state": "done"}
        )
        for year in (2026, 2027):
            self.env["directive.calendar.day"].create(
                {"date": f"{year}-09-02", "name": "National Day"}
            )
        self.env["directive.calendar.day"].search([]).state = "confirmed"
        reachable = {"email": "agency@tinh.example"}
        self.env["directive.agency"].search([("email", "=", False)]).write(reachable)
        for member in self.env["directive.agency.member"].search([("role", "=", "head")]):
            member.partner_id.email = member.partner_id.email or "head@tinh.example"

    def jobs_have_run(self):
        soon = fields.Datetime.now() + timedelta(minutes=5)
        self.Check._jobs().write({"active": True, "nextcall": soon, "failure_count": 0})

    def check(self, user=None):
        action = self.Check.with_user(user or self.admin_user).action_check()
        return self.Check.with_user(user or self.admin_user).browse(action["res_id"])

    def found(self, word, user=None):
        """Return the lines that hold ``word``; other addons may have found more."""
        return self.check(user).line_ids.filtered(lambda line: word in line.sentence)

    def sentences(self):
        return "\n".join(self.check().line_ids.mapped("sentence"))

    def waiting(self, channel="email", minutes=45, **kwargs):
        """Return a row queued for so long that it should have gone."""
        row = self.tell(self.make_task(), self.user_a, channels=(channel,), **kwargs)
        now = fields.Datetime.now()
        row.sudo().write({"date_queued": now - timedelta(minutes=minutes)})
        row.sudo().write({"date_next": now - timedelta(minutes=minutes)})
        return row

    def test_where_nothing_is_wrong_nothing_is_named(self):
        found = self.sentences()
        self.assertFalse([word for word in NAMED if word in found])

    def test_it_says_when_something_last_went_out(self):
        self.tell(self.make_task(), self.user_a, channels=("email",))
        self.send()
        self.assertIn("E-mail: 11/25/26, 9:00", self.check().last_sent.replace("\u202f", " "))

    def test_all_is_well_unless_something_is_wrong_or_doubtful(self):
        for severity, is_well in ((None, True), ("note", True), ("warning", False)):
            problems = [Problem(severity, "Something", "Do it")] if severity else []
            with patch.object(
                self.registry["directive.sending.check"],
                "_problems",
                lambda _check, found=problems: found,
            ):
                self.assertEqual(self.check().is_well, is_well)

    # The machine

    def test_a_job_switched_off_is_named(self):
        job = self.env.ref("directive_tracking.ir_cron_send")
        job.active = False
        self.assertIn(f"“{job.name}” is turned off", self.sentences())
        job.active = True
        self.assertNotIn(job.name, self.sentences())

    def test_a_job_that_does_not_run_is_named(self):
        job = self.env.ref("directive_tracking.ir_cron_remind")
        job.nextcall = fields.Datetime.now() - timedelta(hours=4)
        self.assertIn(f"“{job.name}” should have run", self.sentences())
        job.nextcall = fields.Datetime.now() - timedelta(hours=2)  # it runs once an hour
        self.assertNotIn(job.name, self.sentences())

    def test_a_job_that_fails_is_named(self):
        job = self.env.ref("directive_tracking.ir_cron_remind")
        job.failure_count = 2
        self.assertIn("has failed 2 times", self.sentences())

    def test_without_a_mail_server_it_is_wrong_unless_mail_has_gone_out_lately(self):
        self.env["ir.mail_server"].search([]).active = False
        sentence = "No outgoing mail server"
        with patch.dict(config.options, smtp_server="localhost"):
            self.assertIn(sentence, self.sentences())
            self.tell(self.make_task(), self.user_a, channels=("email",))
            self.send()
            self.assertNotIn(sentence, self.sentences())
            self.at("2026-11-26 03:00:00")
            self.assertIn(sentence, self.sentences())
        with patch.dict(config.options, smtp_server="mail.tinh.example"):
            self.assertNotIn(sentence, self.sentences())

    def test_an_organisation_without_address_is_named(self):
        self.env.company.email = False
        self.assertIn("no e-mail address to send from", self.sentences())

    def test_bounces_that_cannot_come_back_are_named(self):
        self.env.company.alias_domain_id = False
        self.assertIn("Bounced e-mails", self.sentences())

    def test_without_an_incoming_server_there_is_a_note_which_is_no_trouble(self):
        self.env["fetchmail.server"].search([]).state = "draft"
        self.assertEqual(self.found("Mail is not fetched").severity, "note")

    def test_links_that_do_not_open_elsewhere_are_named(self):
        parameters = self.env["ir.config_parameter"]
        for address, severity in (
            ("http://localhost:8069", "error"),
            ("http://127.0.0.1", "error"),
            ("http://chidao.tinh.example", "warning"),
        ):
            parameters.set_param("web.base.url", address)
            self.assertEqual(self.found(f"lead to {address}").severity, severity)

    # The ledger

    def test_what_waits_too_long_is_counted_with_its_reason(self):
        self.waiting().sudo().reason = "No connection to the mail server"
        found = self.sentences()
        self.assertIn("E-mail: messages waiting for more than half an hour: 1", found)
        self.assertIn("No connection to the mail server (1)", found)

    def test_what_is_tried_again_and_again_is_counted(self):
        row = self.waiting()
        now = fields.Datetime.now()
        row.sudo().write({"date_claimed": now, "date_next": now + timedelta(minutes=15)})
        self.assertIn("half an hour: 1", self.sentences())

    def test_what_waits_as_it_should_is_not_counted(self):
        self.waiting(minutes=9)
        postponed = self.waiting()  # kept for tomorrow's digest
        now = fields.Datetime.now()
        postponed.sudo().write({"date_claimed": now, "date_next": now + timedelta(hours=22)})
        self.assertNotIn("half an hour", self.sentences())
        row = self.waiting()
        self.at_local("2026-11-25", hour=23)
        self.jobs_have_run()
        self.assertNotIn("half an hour", self.sentences(), "quiet hours")
        self.at_local("2026-11-26", hour=9)
        self.jobs_have_run()
        self.assertIn("half an hour", self.sentences())
        self.assertEqual(row.state, "queued")

    def test_unclear_ones_are_counted_for_a_person_to_decide(self):
        row = self.waiting()
        row._move("sending")
        row._move("unknown", "timed out")
        self.assertIn("E-mail: unclear messages", self.sentences())
        row._move("seen")
        self.assertNotIn("unclear", self.sentences())

    def test_failed_ones_of_the_last_day_are_counted_by_reason(self):
        for number, reason in enumerate(("550 no such user", "550 no such user", "quota")):
            self.waiting(occurrence=str(number))._move("failed", reason)
        found = self.sentences()
        self.assertIn("failed in the last day: 3. 550 no such user (2); quota (1)", found)
        self.at("2026-11-26 02:00:01")
        self.jobs_have_run()
        self.assertNotIn("failed in the last day", self.sentences())

    def test_many_reasons_are_not_all_listed(self):
        for number in range(5):
            self.waiting(occurrence=str(number))._move("failed", f"reason {number}")
        self.assertIn("2 other reasons", self.sentences())

    # The people

    def test_a_head_without_any_way_to_him_is_counted_and_shown(self):
        person = self.env["res.partner"].create({"name": "Head without address"})
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_b.id, "partner_id": person.id, "role": "head"}
        )
        line = self.found("Heads of agencies who cannot be reached by any way: 1")
        self.assertEqual(line.action_open()["domain"], [["id", "in", self.agency_b.ids]])
        person.email = "now@tinh.example"
        self.assertFalse(self.found("Heads of agencies who cannot be reached"))

    def test_a_head_whose_post_has_ended_is_nobody_to_reach(self):
        person = self.env["res.partner"].create({"name": "Former head"})
        self.env["directive.agency.member"].create(
            {
                "agency_id": self.agency_b.id,
                "partner_id": person.id,
                "role": "head",
                "date_to": "2026-01-01",
            }
        )
        self.assertFalse(self.found("Heads of agencies who cannot be reached"))

    def test_an_agency_nobody_answers_for_is_counted(self):
        agency = self.make_agency("Deserted agency")
        self.assertIn("Agencies that cannot be reached", self.sentences())
        agency.email = "deserted@tinh.example"
        self.assertNotIn("Agencies that cannot be reached", self.sentences())

    def test_addresses_whose_mail_comes_back_are_counted_until_corrected(self):
        row = self.tell(self.make_task(), self.user_a, channels=("email",))
        row._move("sending")
        row._move("sent")
        self.assertFalse(self.found("e-mail bounces"))
        row._move("failed", "550 5.1.1 no such user")
        self.assertTrue(self.found("whose e-mail bounces: 1"))
        again = self.tell(self.make_task(), self.user_a, channels=("email",))
        self.at("2026-11-25 02:05:00")
        again._move("sending")
        again._move("sent")
        self.assertFalse(self.found("whose e-mail bounces"))

    def test_a_day_without_duty_officer_is_named_where_the_ladder_ends_in_a_call(self):
        Duty, Step = self.env["directive.duty"], self.env["directive.escalation.step"]
        Duty.search([]).unlink()
        Step.search([("action", "=", "call")]).unlink()
        self.assertFalse(self.found("duty roster"))
        Step.create({"urgency": "very_urgent", "minutes": 77, "action": "call"})
        self.assertEqual(self.found("duty roster").severity, "note")
        Duty.create({"user_id": self.office_user.id})
        self.assertFalse(self.found("duty roster"))

    def test_without_any_rule_nobody_is_reminded(self):
        self.Rule.search([]).active = False
        self.assertIn("No reminder rule", self.sentences())

    def test_days_off_nobody_has_confirmed_are_named_from_november_for_the_next_year(self):
        Day = self.env["directive.calendar.day"]
        Day.search([("date", ">=", "2027-01-01")]).unlink()
        self.assertIn("No day off of 2027", self.sentences())
        self.at("2026-10-30 02:00:00")
        self.jobs_have_run()
        Day.search([("date", ">=", "2027-01-01")]).unlink()
        self.assertNotIn("No day off", self.sentences())
        Day.search([]).unlink()
        self.assertIn("No day off of 2026", self.sentences())

    # Readers

    def test_the_office_looks_too_and_others_do_not(self):
        self.assertTrue(self.check(self.office_user))
        for user in (self.user_a, self.leader_user, self.outside_user):
            with self.assertRaises(AccessError):
                self.check(user)

    def test_an_administrator_gets_no_button_to_messages_he_may_not_read(self):
        self.waiting()._move("failed", "550")
        self.assertFalse(self.found("failed in", self.admin_user).can_open)
        self.assertTrue(self.found("failed in", self.office_user).can_open)

    def test_the_button_looks_again(self):
        before = self.check()
        action = before.action_look_again()
        self.assertNotEqual(action["res_id"], before.id)

    def test_one_reads_only_what_one_found_oneself(self):
        self.waiting()._move("failed", "550")
        line = self.found("failed in", self.office_user).with_user(self.admin_user)
        with self.assertRaises(AccessError):
            line.check_id.read(["last_sent"])
        with self.assertRaises(AccessError):
            line.action_open()

    def test_no_message_says_what_an_order_is_about(self):
        row = self.tell(
            self.make_task(name="A most delicate matter"), self.user_a, note="A delicate note"
        )
        row._move("failed", "550")
        words = str(self.check().read()) + str(self.check().line_ids.read())
        self.assertNotIn("delicate", words)
        self.assertNotIn("128/QĐ-UBND", words)

    def test_nobody_outside_watches(self):
        self.assertFalse(self.found("monitors this server"))
        self.env["directive.health"].search([]).date_asked = "2026-11-23 00:00:00"
        self.assertEqual(self.found("monitors this server").severity, "note")
