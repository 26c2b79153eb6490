from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ...tools.invitation.words import UNKNOWN
from ..invitation_common import InvitationCase


@tagged("post_install", "-at_install")
class TestAnswers(InvitationCase):
    """Answers of agencies, the chair's consent, reminding, attendance."""

    def setUp(self):
        super().setUp()
        self.invite()
        self.row = self.row_of(self.agency_a)
        self.mine = self.row.with_user(self.head_a)

    def message_to(self, user):
        rows = self.notices("meeting_invited").delivery_ids
        return rows.filtered(lambda row: row.user_id == user and row.channel == "email")

    def test_an_agency_answers_for_itself_alone(self):
        self.mine.action_attend()
        self.assertEqual((self.row.answer, self.row.answer_ids.way), ("attends", "app"))
        self.assertEqual(self.row.answer_ids.signer_name, self.head_a.name)
        with self.assertRaises(UserError):
            self.row.with_user(self.user_b).action_attend()
        with self.assertRaises(UserError):
            self.mine.write({"answer": "excused"})

    def test_every_answer_stays_on_record(self):
        self.mine.action_attend()
        self.mine.do_answer("excused", reason="In Hanoi")
        self.assertEqual(self.row.answer, "excused")
        self.assertEqual(self.row.answer_ids.mapped("answer"), ["excused", "attends"])
        with self.assertRaises(UserError):
            self.row.answer_ids.sudo().write({"answer": "attends"})
        self.assertTrue(self.notices("meeting_excuse"))

    def test_a_substitute_waits_for_the_chair_who_agrees_or_not(self):
        self.mine.do_answer("substitute", "Nguyễn Văn An", "Deputy")
        self.assertEqual(self.row.consent, "waiting")
        self.assertEqual(self.told("meeting_substitute"), {"test_leader", "test_secretary"})
        with self.assertRaises(UserError):
            self.row.with_user(self.other_office).action_consent()
        self.row.with_user(self.leader_user).action_consent()
        self.assertEqual(self.row.consent, "given")
        self.assertEqual(self.told("meeting_consent"), {"test_head_a", "test_a"})
        with self.assertRaises(UserError):
            self.row.with_user(self.secretary).do_refuse_substitute("Too late")

    def test_another_substitute_needs_another_consent(self):
        self.mine.do_answer("substitute", "An", "Deputy")
        self.row.with_user(self.secretary).action_consent()
        self.mine.do_answer("substitute", "An", "Deputy")
        self.assertEqual(self.row.consent, "given")
        self.mine.do_answer("substitute", "Bình", "Clerk")
        self.assertEqual(self.row.consent, "waiting")

    def test_a_substitute_needs_name_and_post_an_excuse_a_reason(self):
        for values in (("substitute", "An"), ("substitute", "", "Deputy"), ("excused",), ("gone",)):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.mine.do_answer(*values)

    def test_by_link_without_logging_in(self):
        message = self.message_to(self.head_a)
        answer = message._answer("substitute", "Lò Thị Bình, Deputy director")
        self.assertEqual(answer.state, "applied", answer.reason)
        self.assertEqual(self.row.substitute_name, "Lò Thị Bình")
        self.assertEqual(self.row.substitute_post, "Deputy director")
        refused = message._answer("substitute", "An")
        self.assertEqual(refused.state, "refused")
        self.assertEqual(self.row.substitute_name, "Lò Thị Bình")

    def test_who_changes_their_mind_and_back_is_taken_at_their_last_word(self):
        message = self.message_to(self.head_a)
        said = ["attends", "attends", "excused", "attends", "attends"]
        for kind in said:
            self.assertEqual(
                message._answer(kind, "In Hanoi" if kind == "excused" else "").state, "applied"
            )
            self.assertEqual(self.row.answer, kind)
        self.assertEqual(self.row.answer_ids.mapped("answer"), ["attends", "excused", "attends"])

    def test_an_old_message_answers_nothing_once_the_time_is_another(self):
        message = self.message_to(self.head_a)
        self.send()
        self.change(place="Room 9")
        self.assertEqual(message._answer("attends").state, "applied")
        self.change(day="2026-12-09")
        self.gather()
        self.assertNotIn("attends", self.env["directive.answer.page"]._of(message)["offers"])
        late = message._answer("attends")
        self.assertEqual((late.state, self.row.answer), ("refused", "waiting"))
        newer = self.notices("meeting_moved").delivery_ids.filtered(
            lambda row: row.user_id == self.head_a and row.channel == "email"
        )
        self.assertEqual(newer._answer("attends").state, "applied")
        self.assertEqual(self.row.answer, "attends")

    def test_a_reminder_of_another_time_is_not_sent(self):
        self.meeting.with_user(self.office_user).action_remind_unanswered()
        rows = self.notices("meeting_unanswered").delivery_ids
        self.assertFalse(rows._irrelevant_reasons())
        self.change(day="2026-12-09")
        self.assertEqual(set(rows._irrelevant_reasons()), set(rows))

    def test_words_of_a_telephone_are_understood(self):
        typed = self.message_to(self.head_a)._record_told()
        kind = self.env["directive.notice.answer"]._fields["kind"]
        self.assertIn("attends", dict(kind._description_selection(self.env)))
        said = typed._understood(self._typed("comment", "Sẽ dự"), "sms")
        self.assertEqual(said.kind, "attends")
        self.assertEqual(typed._understood(self._typed("comment", "Sẽ dự"), "link").kind, "comment")

    def _typed(self, kind, text):
        from odoo.addons.directive_tracking.tools.notice.answers import Typed

        return Typed(kind, text)

    def test_an_answer_to_another_time_is_asked_anew(self):
        self.mine.action_attend()
        self.send()
        for state in ({"day": "2026-12-09"}, {"state": "postponed"}):
            with self.subTest(change=state):
                given = len(self.row.answer_ids)
                self.change(**state)
                self.gather()
                self.assertEqual(self.row.answer, "waiting")
                self.assertEqual(len(self.row.answer_ids), given, "on record")
                self.change(day="2026-12-10")
                self.mine.action_attend()
                self.change(place=f"Room {given}")
                self.gather()
                self.assertEqual(self.row.answer, "attends")
                self.send()

    def test_a_move_taken_back_before_anybody_heard_of_it_leaves_the_answers(self):
        self.mine.action_attend()
        self.send()
        self.change(day="2026-12-09")
        self.change(day="2026-12-07")
        self.gather()
        self.assertEqual(self.row.answer, "attends")
        self.assertFalse(self.notices("meeting_moved"))

    def test_an_answer_is_what_an_urgent_invitation_waits_for(self):
        self.send()
        self.change(hour_start=15.0, hour_end=False, is_urgent=True)
        rows = self.env["directive.notice.acknowledgement"].search(
            [("res_model", "=", "directive.meeting"), ("res_id", "=", self.meeting.id)]
        )
        self.assertEqual(set(rows.mapped("state")), {"waiting"})
        self.row.with_user(self.user_a).action_attend()
        states = {row.agency_id: row.state for row in rows}
        self.assertEqual(states, {self.agency_a: "seen", self.agency_b: "waiting"})

    def test_those_without_an_answer_are_reminded_once_an_hour(self):
        self.mine.action_attend()
        first = self.meeting.with_user(self.office_user).action_remind_unanswered()
        again = self.meeting.with_user(self.office_user).action_remind_unanswered()
        self.assertIn("2 people", first["params"]["message"])
        self.assertIn("Nobody", again["params"]["message"])
        self.assertEqual(self.told("meeting_unanswered"), {"test_head_b", "test_b"})
        self.assertEqual(len(self.notices("meeting_unanswered")), 1)
        with self.assertRaises(UserError):
            self.meeting.with_user(self.head_a).action_remind_unanswered()

    def test_who_was_invited_reads_that_the_meeting_is_put_off_and_why(self):
        self.assertFalse(self.mine.off_text)
        self.change(state="cancelled")
        self.assertIn("Cancelled: ", self.mine.off_text)
        self.assertFalse(self.mine.answer_text, "nobody waits for an answer")
        self.assertFalse(self.mine.can_answer)

    def test_after_the_start_nobody_answers(self):
        with freeze_time("2026-12-07 02:00:00"), self.assertRaises(UserError):
            self.mine.action_attend()

    def test_attendance_is_noted_at_the_door(self):
        office = self.row.with_user(self.office_user)
        with self.assertRaises(UserError):
            office.action_right_person()
        self.mine.do_answer("substitute", "An", "Deputy")
        with freeze_time("2026-12-07 02:00:00"):
            office.action_substitute_came()
            self.assertEqual(self.row.attendance, "substitute_without_consent")
            self.row._write_step(consent="given")
            office.action_substitute_came()
            self.assertEqual(self.row.attendance, "substitute")
            with self.assertRaises(UserError):
                self.mine.action_absent()

    def test_attendance_is_offered_exactly_where_it_can_be_noted(self):
        row = self.row.with_user(self.office_user)
        for moment in ("2026-12-06 02:00:00", "2026-12-07 02:00:00"):
            for state, _label in self.env["directive.meeting"]._fields["state"].selection:
                for attendance in (UNKNOWN, "absent"):
                    with self.subTest(moment=moment, state=state, attendance=attendance):
                        self.row._write_step(attendance=attendance)
                        self.set_state(state)
                        with freeze_time(moment):
                            self.assertEqual(row.can_tick, self.ticks(row))

    def set_state(self, state):
        """Give the meeting a state without the steps that lead there."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE directive_meeting SET state = %s WHERE id = %s", [state, self.meeting.id]
        )
        self.env.invalidate_all()

    def ticks(self, row):
        """Tell whether ``row`` can be noted otherwise than it is; take it back."""
        try:
            with self.env.cr.savepoint() as savepoint:
                row.action_right_person()
                savepoint.rollback()
        except UserError:
            return False
        return True

    def test_the_day_goes_from_session_to_held(self):
        meeting = self.meeting.with_user(self.office_user)
        with self.assertRaises(UserError):
            meeting.action_begin()
        with freeze_time("2026-12-07 02:00:00"):
            meeting.action_begin()
            meeting.action_hold()
        self.assertEqual(self.meeting.state, "held")

    def test_the_board_counts_answers(self):
        self.mine.action_attend()
        board = self.meeting.with_user(self.office_user)
        self.assertIn("1 attend", board.board_text)
        self.assertEqual(board.waiting_count, 1)
        self.assertEqual(board.action_view_answers()["res_model"], self.row._name)

    def test_nothing_is_awaited_of_a_meeting_that_is_off(self):
        self.mine.action_attend()
        self.change(state="cancelled")
        board = self.meeting.with_user(self.office_user)
        self.assertEqual(board.waiting_count, 0)
        self.assertIn("0 have not answered", board.board_text)
