from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..broadcast_common import BroadcastCase


@tagged("post_install", "-at_install")
class TestBroadcastAudience(BroadcastCase):
    """By kind, by group, one by one, with the tree below, less exceptions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Only the small province of the tests.
        others = cls.env["directive.agency"].search([])
        mine = (
            cls.agency_office
            | cls.agency_a
            | cls.agency_b
            | cls.agency_below
            | cls.commune_x
            | cls.commune_y
        )
        (others - mine).active = False
        cls.nobody = cls.env["directive.agency"]

    def told(self, **vals):
        return self.make_sent(self.nobody, **vals).told_agency_ids

    def test_all_agencies_of_a_kind(self):
        self.assertEqual(self.told(to_communes=True), self.commune_x | self.commune_y)
        self.assertEqual(self.told(to_departments=True), self.agency_a | self.agency_b)

    def test_a_group_and_single_agencies_add_up(self):
        group = self.env["directive.agency.group"].create(
            {"name": "River", "agency_ids": self.commune_x.ids}
        )
        told = self.told(agency_group_ids=group.ids, agency_ids=self.agency_b.ids)
        self.assertEqual(told, self.commune_x | self.agency_b)

    def test_the_tree_below_comes_along_where_it_is_wanted(self):
        self.assertEqual(self.told(agency_ids=self.agency_a.ids), self.agency_a)
        told = self.told(agency_ids=self.agency_a.ids, include_lower=True)
        self.assertEqual(told, self.agency_a | self.agency_below)

    def test_exceptions_are_left_out(self):
        told = self.told(to_communes=True, excluded_agency_ids=self.commune_x.ids)
        self.assertEqual(told, self.commune_y)

    def test_to_nobody_is_refused(self):
        for vals in (
            {},
            {"agency_ids": self.agency_a.ids, "excluded_agency_ids": self.agency_a.ids},
        ):
            with self.assertRaisesRegex(UserError, "has no recipients"):
                self.told(**vals)

    def test_an_archived_agency_is_named_with_its_successor_and_not_passed_over(self):
        self.agency_b.write({"active": False, "successor_ids": self.agency_a.ids})
        group = self.env["directive.agency.group"].create(
            {"name": "Bloc", "agency_ids": (self.agency_a | self.agency_b).ids}
        )
        for vals in ({"agency_group_ids": group.ids}, {"agency_ids": self.agency_b.ids}):
            draft = self.make_broadcast(self.nobody, **vals)
            self.assertIn("Archived: Department B", draft.preview_warning)
            with self.assertRaisesRegex(UserError, "its work went to Department A"):
                draft.action_send()

    def test_of_a_kind_archived_agencies_are_no_part(self):
        self.commune_x.active = False
        self.assertEqual(self.told(to_communes=True), self.commune_y)

    def test_who_is_told_there_is_chosen(self):
        for audience, users in (
            ("heads", self.head_a),
            ("responders", self.user_a),
            ("everyone", self.head_a | self.user_a),
        ):
            rows = self.rows(self.make_sent(audience=audience))
            self.assertEqual(rows.user_id, users, audience)

    def test_a_head_of_two_agencies_is_told_once(self):
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_b.id, "user_id": self.head_a.id, "role": "head"}
        )
        rows = self.rows(self.make_sent(self.agency_a | self.agency_b, audience="heads"))
        self.assertEqual(len(rows), 2)  # two ways, one person

    def test_an_agency_without_anybody_is_told_at_its_own_address(self):
        bare = self.make_agency("Bare", email="bare@example.com")
        self.make_sent(bare)
        self.send()
        self.assertEqual(self.mailbox[-1]["to"], "bare@example.com")

    def test_agencies_nobody_can_be_reached_at_are_named_before_it_is_sent(self):
        mute = self.make_agency("Mute agency")
        draft = self.make_broadcast(self.agency_a | mute)
        self.assertIn("Nobody can be reached at Mute agency", draft.preview_warning)
        self.assertNotIn("Department A", draft.preview_warning)
        self.assertFalse(mute.partner_id, "Looking must not write")
        draft.action_send()
        rows = self.rows(draft).filtered(lambda row: row.agency_id == mute)
        self.send()
        self.assertEqual(rows.mapped("state"), ["suppressed"])

    def test_the_preview_says_what_will_then_be_queued(self):
        bare = self.make_agency("Bare", email="bare@example.com")
        draft = self.make_broadcast(self.agency_a | self.agency_b | bare)
        self.assertEqual(draft.preview, "3 agencies, 3 people (In the application: 2, E-mail: 3)")
        self.assertFalse(draft.preview_warning)
        draft.action_send()
        by_channel = self.rows(draft).grouped("channel")
        self.assertEqual(
            {way: len(rows) for way, rows in by_channel.items()}, {"app": 2, "email": 3}
        )

    def test_the_form_shows_the_preview_while_it_is_being_filled_in(self):
        with Form(self.env["directive.broadcast"].with_user(self.office_user)) as form:
            form.name, form.body = "Now", "Do it"
            self.assertFalse(form.preview)
            form.to_communes = True
            self.assertEqual(form.preview_agency_ids.ids, (self.commune_x | self.commune_y).ids)
            self.assertIn("2 agencies, 2 people", form.preview)

    def test_what_the_tree_becomes_decides_who_sees_it_and_not_who_was_told(self):
        broadcast = self.make_sent(self.agency_below)
        self.assertEqual(broadcast.visible_agency_ids, self.agency_below | self.agency_a)
        self.agency_below.parent_id = self.agency_b
        self.env.invalidate_all()
        self.assertEqual(broadcast.told_agency_ids, self.agency_below)
        self.assertEqual(broadcast.visible_agency_ids, self.agency_below | self.agency_b)

    def test_a_group_in_use_is_archived_and_not_deleted(self):
        group = (
            self.env["directive.agency.group"]
            .with_user(self.office_user)
            .create({"name": "River", "agency_ids": self.commune_x.ids})
        )
        self.make_sent(self.nobody, agency_group_ids=[Command.set(group.ids)])
        group.active = False
        self.assertFalse(group.search([("id", "=", group.id)]))
