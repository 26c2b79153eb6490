from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from ..petition_common import TODAY
from .reception_common import ReceptionCase


class TestSessions(ReceptionCase):
    """Sessions of a head: published in time, moved but never cancelled, concluded in writing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Whoever gives tasks is a specialist of the Office too.
        group = cls.env.ref("directive_tracking.group_directive_office")
        cls.manager.write({"group_ids": [Command.link(group.id)]})

    def test_a_schedule_is_published_five_working_days_ahead(self):
        session = self.make_session(date=date(2026, 12, 8))
        self.assertFalse(session.publishing_warning)
        session.action_publish()
        self.assertEqual(session.date_published, TODAY)
        near = self.make_session(date=date(2026, 12, 4))
        with self.assertRaisesRegex(UserError, "27/11/2026"):
            near.action_publish()
        near.kind = "unscheduled"
        near.action_publish()

    def test_an_online_session_says_what_is_late(self):
        session = self.make_session(date=date(2026, 12, 4), is_online=True)
        self.assertIn("27/11/2026", session.online_warning)
        self.assertNotIn("03/12/2026", session.online_warning)
        session.date_told = date(2026, 11, 26)
        self.assertFalse(session.online_warning)

    def test_a_session_is_moved_to_a_new_day_and_not_cancelled(self):
        session = self.make_session()
        session.action_publish()
        with self.assertRaises(UserError):
            session.unlink()
        with self.assertRaises(UserError):
            session.action_move(None, "Flood")
        with self.assertRaises(UserError):
            session.action_move("2026-12-17", "")
        session.action_move("2026-12-17", "Flood")
        new = session.moved_to_id
        self.assertEqual((session.state, str(new.date)), ("moved", "2026-12-17"))
        self.assertEqual((new.state, new.head_name), ("planned", "Lò Quang Vịnh"))

    def test_a_session_to_come_was_not_held(self):
        with self.assertRaisesRegex(UserError, "to come"):
            self.make_session().action_hold()

    def take_back(self, session, reason="Marked on the wrong day"):
        form = session.env["petition.session.taking.back"]
        return form.create({"session_id": session.id, "reason": reason}).action_take_back()

    def days_held(self):
        duties = self.env["petition.reception.duty"]
        return duties._held(TODAY, TODAY, self.agency_office, ("held", "concluded"))

    def test_a_session_marked_as_held_by_mistake_is_planned_again_and_its_trail_says_why(self):
        session = self.held_session()
        session.kind = "periodic"
        self.assertEqual(self.days_held(), {self.agency_office.id: [TODAY]})
        self.take_back(session)
        self.assertEqual(session.state, "planned")
        self.assertFalse(self.days_held())
        held, last = session.step_ids.sorted("id")
        self.assertEqual((held.verb, last.verb), ("hold", "not_held"))
        self.assertEqual((last.reason, last.user_id), ("Marked on the wrong day", self.staff))
        self.assertEqual(last.signer_name, self.staff.name)
        session.action_move("2026-12-17", "The head fell ill")
        self.assertEqual(session.state, "moved")

    def test_a_session_taken_back_can_be_held_again(self):
        session = self.held_session()
        self.take_back(session)
        session.action_hold()
        verbs = session.step_ids.sorted("id").mapped("verb")
        self.assertEqual(verbs, ["hold", "not_held", "hold"])

    def test_only_a_session_held_without_visitors_is_taken_back_with_a_reason(self):
        session = self.held_session(conclusion_number="45/TB-UBND")
        with self.assertRaisesRegex(UserError, "Say why"):
            session.action_take_back_holding(" ")
        visit = self.make_visit(session_id=session.id)
        with self.assertRaisesRegex(UserError, "received"):
            self.take_back(session)
        visit.action_wait()
        visit.action_leave()
        self.take_back(session)
        with self.assertRaisesRegex(UserError, "already"):
            self.take_back(session)
        session.action_hold()
        self.with_points(session, None)
        session.action_conclude()
        with self.assertRaisesRegex(UserError, "already"):
            self.take_back(session)
        with self.assertRaises(AccessError):
            session.with_user(self.staff_x).action_take_back_holding("A stranger")

    def test_nobody_writes_the_trail_of_a_session(self):
        session = self.held_session()
        step = session.step_ids
        values = {"session_id": session.id, "verb": "hold", "user_id": self.staff.id}
        for change in (
            lambda: step.sudo().write({"reason": "Another"}),
            lambda: step.sudo().unlink(),
            lambda: step.sudo().copy(),
            lambda: step.sudo().create({**values, "date": "2026-12-01 01:00:00"}),
            lambda: session.write({"step_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_a_session_says_who_receives(self):
        with self.assertRaises(ValidationError):
            self.make_session(head_name=False)

    def test_conclusions_become_tasks_in_one_order(self):
        session = self.held_session(conclusion_number="45/TB-UBND", issuer_id=self.issuer.id)
        self.with_points(session, self.agency_a, self.agency_b, None)
        session.with_user(self.manager).action_conclude()
        order = session.sudo().directive_id
        self.assertEqual(order.number, "45/TB-UBND")
        self.assertEqual(order.task_ids.lead_agency_id, self.agency_a + self.agency_b)
        self.assertEqual(
            {str(day) for day in order.task_ids.mapped("date_deadline")}, {"2026-12-20"}
        )
        self.assertEqual(set(order.task_ids.mapped("state")), {"assigned"})
        self.assertEqual(session.state, "concluded")

    def test_only_a_specialist_of_the_office_gives_tasks(self):
        session = self.held_session(conclusion_number="45/TB-UBND", issuer_id=self.issuer.id)
        self.with_points(session, self.agency_a)
        with self.assertRaises(AccessError):
            session.action_conclude()

    def test_a_commune_keeps_its_conclusions_without_tasks(self):
        session = self.make_session(
            self.staff_x, date=TODAY, kind="unscheduled", conclusion_number="3/TB-UBND"
        )
        session.action_hold()
        self.with_points(session, None)
        session.action_conclude()
        self.assertEqual(session.state, "concluded")
        self.assertFalse(session.sudo().directive_id)

    def test_what_is_missing_is_asked_for(self):
        session = self.held_session()
        with self.assertRaisesRegex(UserError, "one point each"):
            session.action_conclude()
        self.with_points(session, self.agency_a)
        with self.assertRaisesRegex(UserError, "number"):
            session.action_conclude()
        session.conclusion_number = "45/TB-UBND"
        with self.assertRaisesRegex(UserError, "whose name"):
            session.with_user(self.manager).action_conclude()

    def test_what_was_concluded_is_not_changed(self):
        session = self.held_session(conclusion_number="45/TB-UBND", issuer_id=self.issuer.id)
        self.with_points(session, self.agency_a)
        session.with_user(self.manager).action_conclude()
        for change in (
            lambda: session.write({"conclusion_number": "46/TB-UBND"}),
            lambda: session.point_ids.write({"text": "Other"}),
            lambda: session.point_ids.unlink(),
            lambda: self.with_points(session, None),
            lambda: session.write({"state": "planned"}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_another_agency_sees_no_session_and_no_point(self):
        session = self.held_session()
        self.with_points(session, self.commune_x)
        stranger = session.with_user(self.staff_x)
        self.assertFalse(stranger.search([("id", "=", session.id)]))
        with self.assertRaises(AccessError):
            stranger.action_hold()
        with self.assertRaises(AccessError):
            self.env["petition.session.point"].with_user(self.staff_x).create(
                {"session_id": session.id, "text": "Intruder"}
            )

    def test_the_notice_says_who_does_what_until_when(self):
        session = self.held_session(conclusion_number="45/TB-UBND")
        self.with_points(session, self.agency_a)
        session.point_ids.contact = "Bà Hoa, 0214 3 840 000"
        words = " ".join(getattr(part, "text", part) for part in session._paper().body)
        for expected in ("Department A", "20/12/2026", "Bà Hoa"):
            self.assertIn(expected, words)
        self.assertTrue(session._paper_file("docx"))
