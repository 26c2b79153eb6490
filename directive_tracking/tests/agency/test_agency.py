from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...tools.recipient import Recipient
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestAgency(DirectiveCase):
    """Agencies are found by any spelling, form a tree, and have members for a period."""

    def test_an_agency_is_found_without_diacritics_and_by_alias(self):
        agency = self.make_agency("Sở Thử nghiệm Hòa Bình", short_name="Sở TNHB")
        agency.alias_ids = [(0, 0, {"name": "Sở Thí nghiệm"})]
        for typed in ("so thu nghiem hoa binh", "Sở Thử nghiệm Hoà", "TNHB", "thi nghiem"):
            with self.subTest(typed=typed):
                found = [row[0] for row in self.env["directive.agency"].name_search(typed)]
                self.assertIn(agency.id, found)

    def test_the_tree_has_no_circle(self):
        with self.assertRaises(ValidationError):
            self.agency_a.parent_id = self.agency_below

    def test_a_post_counts_for_its_days_only(self):
        today = self.env["directive.settings"]._today()
        member = self.user_a.directive_member_ids
        for vals, current in (
            ({"date_from": today + timedelta(days=1), "date_to": False}, False),
            ({"date_from": False, "date_to": today - timedelta(days=1)}, False),
            ({"date_from": today, "date_to": today}, True),
        ):
            member.write(vals)
            self.assertEqual(member.is_current, current)
            self.assertEqual(bool(self.user_a._directive_agencies()), current)

    def test_a_members_user_and_contact_are_one_person(self):
        with self.assertRaisesRegex(ValidationError, "choose the user's own contact"):
            self.env["directive.agency.member"].create(
                {
                    "agency_id": self.agency_a.id,
                    "user_id": self.user_b.id,
                    "partner_id": self.user_a.partner_id.id,
                }
            )

    def test_moving_an_agency_moves_what_those_above_see(self):
        task = self.make_task(self.agency_below, state="assigned")
        self.assertTrue(task.with_user(self.user_a).has_access("read"))
        self.agency_below.parent_id = self.agency_b
        self.assertFalse(task.with_user(self.user_a).has_access("read"))
        self.assertTrue(task.with_user(self.user_b).has_access("read"))

    def test_where_nobody_responds_the_head_is_told_and_else_the_agency_itself(self):
        agency = self.make_agency("Empty agency", email="empty@example.com")
        self.assertEqual(
            agency._notice_recipients(), [Recipient(agency.partner_id.id, None, agency.id)]
        )
        head = self.make_member("only_head", agency, role="head")
        self.assertEqual(
            agency._notice_recipients(), [Recipient(head.partner_id.id, head.id, agency.id)]
        )

    def test_people_live_by_the_provinces_clock_unless_they_choose_another(self):
        self.env["ir.config_parameter"].set_param("directive_tracking.timezone", "Asia/Bangkok")
        Users = self.env["res.users"]
        here = Users.create({"name": "here", "login": "here"})
        abroad = Users.create({"name": "abroad", "login": "abroad", "tz": "Europe/Paris"})
        self.assertEqual((here.tz, abroad.tz), ("Asia/Bangkok", "Europe/Paris"))
        beside = Users.with_context(tz="Europe/Paris").create({"name": "beside", "login": "beside"})
        self.assertEqual(beside.tz, "Europe/Paris")
