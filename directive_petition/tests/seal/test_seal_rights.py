from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..petition_common import NOW, TODAY
from .seal_common import WHO, SealCase


@tagged("post_install", "-at_install")
class TestSealRights(SealCase):
    """Who opens a seal has a right to this matter, gave a reason, and is in the log."""

    def open(self, user=None, reason="To write to her"):
        return self.matter.with_user(user or self.manager)._open_seal(reason)

    def test_without_a_right_nobody_opens_a_seal(self):
        for user in (self.staff, self.manager, self.keeper, self.staff_x, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.open(user)
        self.assertFalse(self.readings())

    def test_a_right_opens_this_matter_and_is_written_down(self):
        self.give()
        ((code, lines),) = self.open()["people"]
        self.assertEqual(code, self.person.name)
        self.assertTrue(set(WHO.values()) <= {value for _label, value in lines})
        reading = self.readings()
        self.assertEqual((reading.user_id, reading.reason), (self.manager, "To write to her"))
        self.assertEqual((reading.kind, reading.grant_id.user_id), ("identity", self.manager))
        other = self.make_denunciation().matter_ids
        with self.assertRaises(AccessError):
            other.with_user(self.manager)._open_seal("To compare")

    def test_a_reason_is_asked_each_time(self):
        self.give()
        for reason in ("", "   ", False):
            with self.subTest(reason), self.assertRaises(ValidationError):
                self.open(reason=reason)
        self.assertFalse(self.readings())

    def test_a_conflict_of_interest_is_declared_first(self):
        grant = self.give(declared=False)
        with self.assertRaises(AccessError):
            self.open()
        with self.assertRaises(AccessError):
            grant.with_user(self.staff)._declare_interest(False)
        with self.assertRaises(ValidationError):
            grant._declare_interest(True)
        grant._declare_interest(True, "Nephew of the accused")
        self.assertEqual(grant.state, "conflict")
        with self.assertRaises(AccessError):
            self.open()
        grant._declare_interest(False)
        self.assertEqual(grant.state, "conflict")

    def test_only_a_keeper_gives_a_right_and_never_to_themselves(self):
        Grant = self.env["petition.seal.grant"]
        for user in (self.staff, self.manager, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                Grant.with_user(user)._give(self.matter, self.staff, "A reason")
        with self.assertRaises(UserError):
            Grant.with_user(self.keeper)._give(self.matter, self.keeper, "A reason")
        with self.assertRaises(ValidationError):
            Grant.with_user(self.keeper)._give(self.matter, self.staff, " ")
        with self.assertRaises(UserError):
            Grant.with_user(self.keeper)._give(self.matter, self.staff_y, "A reason")
        for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=400)):
            with self.subTest(until), self.assertRaises(ValidationError):
                Grant.with_user(self.keeper)._give(self.matter, self.staff, "A reason", until)

    def test_a_keeper_of_another_agency_gives_nothing(self):
        keeper = self.make_staff("test_keeper_x", self.commune_x, "keeper")
        with self.assertRaises(AccessError):
            self.give(keeper=keeper)

    def test_a_right_ends_when_it_is_revoked_or_over(self):
        grant = self.give()
        self.open()
        with self.assertRaises(AccessError):
            grant.action_revoke()
        grant.with_user(self.keeper).action_revoke()
        with self.assertRaises(AccessError):
            self.open()
        late = self.give()
        self.env.cr.execute(
            "UPDATE petition_seal_grant SET date_until = %s WHERE id = %s",
            (TODAY - timedelta(days=1), late.id),
        )
        late.invalidate_recordset()
        self.assertEqual(late.state, "over")
        with self.assertRaises(AccessError):
            self.open()

    def test_whoever_no_longer_sees_the_matter_has_lost_the_right(self):
        self.give()
        self.manager.sudo().write(
            {"group_ids": [(3, self.env.ref("directive_petition.group_petition_manager").id)]}
        )
        with self.assertRaises(AccessError):
            self.open()

    def test_nobody_writes_rights_or_the_log(self):
        grant = self.give()
        self.open()
        users = (self.staff, self.manager, self.keeper, self.env.ref("base.user_admin"))
        for user in users:
            for record in (grant, self.readings()):
                mine = record.with_user(user)
                with self.subTest(user=user.login, record=record):
                    with self.assertRaises(UserError):
                        mine.write({"reason": "Another"})
                    with self.assertRaises(UserError):
                        mine.unlink()
                    with self.assertRaises(UserError):
                        mine.copy()
                    with self.assertRaises(UserError):
                        mine.create({"letter_id": self.letter.id})

    def test_the_original_of_another_letter_is_not_given_out(self):
        self.give()
        Opening = self.env["petition.seal.opening"].with_user(self.manager)
        matter = self.matter.with_user(self.manager)
        name, content = Opening._open_original(matter, self.letter.paper_ids.id, "Handwriting")
        self.assertTrue(name and content)
        self.assertEqual(self.readings()[:1].kind, "file")
        other = self.make_denunciation()
        with self.assertRaises(AccessError):
            Opening._open_original(matter, other.paper_ids.id, "Handwriting")

    def test_a_letter_of_before_is_not_typed_today_by_its_day_of_receipt(self):
        tomorrow = NOW + timedelta(days=1)
        with freeze_time(tomorrow):
            self.letter.with_user(self.staff).date_received = tomorrow.date()
            with self.assertRaises(AccessError):
                self.person.with_user(self.staff).write({"name": "Somebody else"})
        self.assertNotIn("correction", self.readings().mapped("kind"))

    def test_whoever_takes_a_matter_over_has_not_typed_who_denounced(self):
        sent = {"sent_to_id": self.commune_x.id, "document_number": "5/PC-VP"}
        self.matter.with_user(self.manager)._take_step("transfer", sent)
        there = self.matter.with_user(self.staff_x).action_register_here()
        letter = self.env["petition.letter"].with_user(self.staff_x).browse(there["res_id"])
        person = letter.person_ids.filtered("is_sealed")
        self.assertEqual(letter.author_id, self.staff_x)
        with self.assertRaises(AccessError):
            person.write({"name": "Somebody else"})

    def test_whoever_takes_a_visitor_into_a_letter_has_not_typed_who_denounced(self):
        visit = self.env["petition.visit"].with_user(self.staff)
        visit = visit.create(
            {
                "kind": "denunciation",
                "person_ids": [Command.create({"role": "denouncer", **WHO})],
            }
        )
        letter = self.make_letter(self.manager, person_ids=[])
        person = visit.person_ids.with_user(self.manager)
        person.letter_id = letter
        self.assertTrue(person.is_sealed)
        with self.assertRaises(AccessError):
            person.write({"name": "Somebody else"})
