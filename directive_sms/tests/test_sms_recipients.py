from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsRecipients(SmsCase):
    """Which number, which gateway, and how often."""

    def post_of(self, user):
        return self.env["directive.agency.member"].search([("user_id", "=", user.id)])

    def test_an_old_number_is_brought_up_to_date(self):
        self.head_a.partner_id.phone = "0168 912 3456"
        self.tell_by_sms()
        connector = self.answers("accepted")
        self.send()
        self.assertEqual(connector.requests[0].number, "+84389123456")

    def test_what_is_no_mobile_number_is_not_tried_and_says_why(self):
        for number, words in (
            (False, "no telephone number"),
            ("024 3825 1234", "not a mobile"),
            ("12", "not a telephone"),
            ("0912345678 / 0987654321", "more than one"),
            ("0912345678 0987654321", "more than one"),
        ):
            self.head_a.partner_id.phone = number
            rows = self.tell_by_sms(occurrence=str(number))
            self.send()
            self.assertEqual(rows.state, "suppressed", number)
            self.assertIn(words, rows.reason)

    def test_a_person_may_vouch_for_another_number(self):
        post = self.post_of(self.head_a)
        with self.assertRaises(ValidationError):
            post.sms_number = "0521234567"
        with self.assertRaises(ValidationError):
            post.write({"sms_number": "his wife", "sms_number_reason": "x"})
        post.write(
            {"sms_number": "0521 234 567", "sms_number_reason": "A new block, tried on 1 March"}
        )
        self.tell_by_sms()
        connector = self.answers("accepted")
        self.send()
        self.assertEqual(connector.requests[0].number, "+84521234567")

    def test_the_number_of_a_post_that_has_ended_is_not_used(self):
        self.post_of(self.head_a).write(
            {"sms_number": "0521234567", "sms_number_reason": "x", "date_to": "2026-01-01"}
        )
        rows = self.tell_by_sms()
        self.assertEqual(self.env["directive.channel.sms"]._number(rows), ("+84912345678", ""))

    def test_what_is_over_the_cap_waits_but_for_what_is_express(self):
        self.env["ir.config_parameter"].set_param("directive_sms.daily_cap", "2")
        states = []
        for number in range(4):
            self.at(f"2026-11-25 02:0{number}:00")
            rows = self.tell_by_sms(
                occurrence=str(number), urgency="express" if number == 3 else "normal"
            )
            self.send()
            states.append(rows.state)
        self.assertEqual(states, ["sent", "sent", "queued", "sent"])
        self.at_local("2026-11-26", hour=7)
        self.send()
        self.assertEqual(
            self.Delivery.search_count([("state", "=", "queued"), ("channel", "=", "sms")]), 0
        )

    def test_one_persons_cap_and_digest_are_not_his_neighbours(self):
        self.env["ir.config_parameter"].set_param("directive_sms.daily_cap", "1")
        self.tell_by_sms(self.head_a, occurrence="1")
        self.send()
        rows = self.tell_by_sms(self.head_a, self.user_a, occurrence="2")
        self.send()
        self.assertEqual(
            {row.user_id: row.state for row in rows},
            {self.head_a: "queued", self.user_a: "sent"},
        )

    def route(self, gateway, **vals):
        return self.env["directive.sms.route"].create({"gateway_id": gateway.id, **vals})

    def test_a_prefix_chooses_the_gateway_and_others_stand_in(self):
        viettel = self.make_gateway("Viettel")
        self.route(viettel, prefixes="098, 097")
        self.tell_by_sms(self.user_a, self.head_a)
        self.answers("accepted", gateway=viettel)
        self.answers("accepted")
        self.send()
        self.assertEqual((len(self.texts(viettel)), len(self.texts())), (1, 1))
        self.answers("blocked", gateway=viettel)
        rows = self.tell_by_sms(self.user_a, occurrence="again")
        self.send()
        self.assertEqual((rows.state, len(self.texts())), ("sent", 2))

    def test_an_agency_and_those_below_it_have_their_own_gateway(self):
        own = self.make_gateway("Own")
        self.route(own, agency_ids=[(6, 0, self.agency_a.ids)])
        Route = self.env["directive.sms.route"]
        number = "+84912345678"
        for agency, first in (
            (self.agency_a, own),
            (self.agency_below, own),
            (self.agency_b, self.gateway),
        ):
            self.assertEqual(
                Route._order_gateways(self.Gateway._ready(), number, agency, Route.search([]))[0],
                first,
            )

    def test_a_prefix_is_made_of_digits(self):
        with self.assertRaises(ValidationError):
            self.route(self.gateway, prefixes="Viettel")
