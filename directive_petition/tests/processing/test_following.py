from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from ...tools.letter.workflow import TRANSITIONS
from ...tools.processing.clocks import ENDS, STARTS, VOIDS
from ..petition_common import TODAY, PetitionCase


class TestFollowing(PetitionCase):
    """The clocks that follow from the steps of a matter."""

    def running(self, matter):
        return sorted(matter.clock_ids.filtered(lambda one: one.state == "running").mapped("code"))

    def test_the_table_names_steps_and_terms_that_exist(self):
        verbs = {*STARTS, *ENDS, *VOIDS} - {"receive"}
        self.assertLessEqual(verbs, {*TRANSITIONS})
        codes = {
            code for by_kind in STARTS.values() for row in by_kind.values() for code, _e in row
        }
        codes |= {code for row in ENDS.values() for code in row}
        known = set(self.env["petition.term"].search([]).mapped("code"))
        self.assertLessEqual(codes, known)

    def test_each_kind_begins_with_its_first_handling(self):
        letter = self.make_letter()
        for kind, code in (("complaint", "K2"), ("denunciation", "T1"), ("petition", "P1")):
            matter = self.make_matter(letter, kind=kind)
            self.assertEqual(self.running(matter), [code])
            self.assertEqual(matter.date_due, matter.clock_ids.date_due)

    def test_acceptance_ends_the_first_handling_and_starts_the_settling(self):
        matter = self.make_matter(state="accepted")
        self.assertEqual(self.running(matter), ["K3"])
        first = matter.clock_ids.filtered(lambda one: one.code == "K2")
        self.assertEqual((first.state, first.date_stopped), ("stopped", TODAY))
        denunciation = self.make_matter(state="accepted", kind="denunciation")
        self.assertEqual(self.running(denunciation), ["T3", "T4"])

    def test_what_is_changed_while_new_starts_the_right_clock(self):
        matter = self.make_matter(kind="petition")
        matter.kind = "denunciation"
        self.assertEqual(self.running(matter), ["T1"])
        matter.is_competent = False
        self.assertEqual(self.running(matter), ["T1", "T2"])
        matter.is_competent = True
        self.assertEqual(self.running(matter), ["T1"])

    def test_a_matter_declared_remote_has_the_longer_term_from_the_same_day(self):
        matter = self.make_matter(state="accepted")
        clock = matter.clock_ids.filtered(lambda one: one.code == "K3")
        matter.is_remote = True
        self.assertEqual((clock.amount, clock.date_start), (45, TODAY))
        self.assertEqual(clock.change_ids.kind, "facts")

    def test_a_matter_of_a_remote_commune_has_the_longer_term_while_it_is_listed(self):
        areas = self.env["petition.remote.area"].with_user(self.manager)
        areas.create({"agency_id": self.commune_x.id, "date_from": TODAY})
        areas.create(
            {
                "agency_id": self.commune_y.id,
                "date_from": "2026-01-01",
                "date_to": TODAY - timedelta(days=1),
            }
        )
        near = self.make_matter(state="accepted", place_id=self.commune_y.id)
        remote = self.make_matter(state="accepted", place_id=self.commune_x.id)
        settling = (near | remote).clock_ids.filtered(lambda one: one.code == "K3")
        self.assertEqual(settling.sorted(lambda one: one.matter_id.id).mapped("amount"), [30, 45])
        near.place_id = self.commune_x
        self.assertEqual(settling.mapped("amount"), [45, 45])

    def test_a_suspended_matter_has_no_day_until_it_is_resumed(self):
        matter = self.make_matter(state="suspended")
        clock = matter.clock_ids.filtered(lambda one: one.code == "K3")
        self.assertEqual(clock.state, "suspended")
        self.assertEqual(self.running(matter), ["SUS"])
        matter.with_user(self.manager)._take_step("resume", self.step_values("resume"))
        self.assertEqual(clock.state, "running")
        self.assertEqual(clock.pause_ids.resuming_number, "12/QĐ-UBND")

    def test_a_duty_that_no_step_fulfils_is_ticked_off(self):
        matter = self.make_matter(state="suspended").with_user(self.staff)
        sending = matter.clock_ids.filtered(lambda one: one.code == "SUS")
        settling = matter.clock_ids.filtered(lambda one: one.code == "K3")
        self.assertEqual((sending.can_be_done, settling.can_be_done), (True, False))
        with self.assertRaises(AccessError):
            sending.with_user(self.staff_x).action_done()
        sending.action_done()
        self.assertEqual((sending.state, sending.date_stopped), ("stopped", TODAY))
        for clock in (sending, settling):
            with self.assertRaisesRegex(UserError, "step of its matter"):
                clock.action_done()

    def test_a_decision_starts_sending_and_the_term_of_effect(self):
        matter = self.make_matter(state="decided")
        self.assertEqual(self.running(matter), ["K4", "K8"])
        matter.with_user(self.manager)._take_step("publish", {})
        self.assertEqual(self.running(matter), ["K5", "K8"])
        matter.with_user(self.manager)._take_step("close", {})
        self.assertFalse(matter.date_due)

    def test_a_second_complaint_ends_the_term_of_complaining_again(self):
        first = self.make_matter(state="published").with_user(self.staff)
        second = self.env["petition.matter"].browse(first.action_complain_again()["res_id"])
        self.assertEqual((second.level, second.first_matter_id), ("second", first))
        again = first.clock_ids.filtered(lambda one: one.code == "K5")
        self.assertEqual((again.state, again.timeliness), ("stopped", "on_time"))
        self.assertEqual(second.letter_id.person_ids.mapped("name"), ["Nguyễn Thị Ánh"])

    def test_a_complaint_too_late_is_shown_by_its_clock(self):
        matter = self.make_matter(date_known=TODAY - timedelta(days=120))
        right = matter.clock_ids.filtered(lambda one: one.code == "K1")
        self.assertEqual(right.timeliness, "late")
        matter.date_known = TODAY - timedelta(days=20)
        rights = matter.clock_ids.filtered(lambda one: one.code == "K1")
        self.assertEqual(rights.sorted("id").mapped("timeliness"), ["none", "on_time"])

    def test_an_extension_moves_the_end_of_a_complex_denunciation(self):
        criteria = self.env["petition.criterion"].search([], limit=1)
        matter = self.make_matter(
            state="accepted",
            kind="denunciation",
            complexity="complex",
            criterion_ids=criteria.ids,
        )
        matter.with_user(self.manager)._take_step("extend", self.step_values("extend"))
        clock = matter.clock_ids.filtered(lambda one: one.code == "T4")
        self.assertEqual(clock.date_nominal, TODAY + timedelta(days=60))

    def test_the_same_content_is_transferred_once(self):
        first = self.make_matter(state="transferred")
        again = self.make_matter(duplicate_of_id=first.id).with_user(self.manager)
        with self.assertRaisesRegex(UserError, "file this one"):
            again._take_step("transfer", self.step_values("transfer"))
        again._take_step("file", self.step_values("file"))

    def test_a_complaint_decided_twice_is_not_accepted_again(self):
        with self.assertRaisesRegex(UserError, "decided twice"):
            self.make_matter(state="accepted", level="further")

    def test_a_repeated_matter_is_not_accepted(self):
        first = self.make_matter(state="accepted")
        again = self.make_matter(state="classified", duplicate_of_id=first.id)
        with self.assertRaisesRegex(UserError, "same content"):
            again.with_user(self.manager)._take_step("accept", self.step_values("accept"))


class TestReminders(PetitionCase):
    """Who works on a matter is told in time."""

    def told(self, matter, event):
        notices = self.env["directive.notice"].search(
            [
                ("res_model", "=", "petition.matter"),
                ("res_id", "=", matter.id),
                ("event", "=", event),
            ]
        )
        return notices.delivery_ids.user_id

    def remind_on(self, day):
        with freeze_time(f"{day} 03:00:00"):
            self.env["petition.clock"]._cron_remind()
            self.env["petition.clock"]._cron_remind()

    def test_near_overdue_and_long_overdue_are_told_once_each(self):
        matter = self.make_matter()
        matter.with_user(self.manager)._take_step("assign", self.step_values("assign"))
        due = matter.date_due
        self.remind_on(due)
        self.assertEqual(self.told(matter, "petition_near"), self.staff)
        self.assertFalse(self.told(matter, "petition_overdue"))
        self.remind_on(due + timedelta(days=1))
        self.assertEqual(self.told(matter, "petition_overdue"), self.staff | self.manager)
        self.assertFalse(self.told(matter, "petition_superior"))
        self.remind_on(due + timedelta(days=14))
        self.assertIn(self.leader_user, self.told(matter, "petition_superior"))
        notices = self.env["directive.notice"].search(
            [("res_model", "=", "petition.matter"), ("res_id", "=", matter.id)]
        )
        self.assertEqual(
            sorted(notices.mapped("event")),
            ["petition_assigned", "petition_near", "petition_overdue", "petition_superior"],
        )

    def test_a_first_complaint_overdue_opens_the_second_level(self):
        matter = self.make_matter(state="accepted")
        due = matter.date_due
        self.remind_on(due + timedelta(days=1))
        again = matter.clock_ids.filtered(lambda one: one.code == "K5")
        self.assertEqual((again.date_start, again.start_event), (due, "first_term_over"))

    def test_a_moved_term_is_told(self):
        matter = self.make_matter(state="accepted")
        before = matter.date_due
        self.env["directive.calendar.day"].create({"date": before, "name": "Storm"})
        self.assertGreater(matter.date_due, before)
        self.assertTrue(self.told(matter, "petition_moved"))

    def test_a_message_holds_no_content_and_no_name(self):
        matter = self.make_matter(content="The secret content", object_text="Against a person")
        item = matter._notice_item()
        self.assertEqual((item["number"], item["name"], item["short"]), (matter.number, "", ""))

    def test_the_agency_to_which_a_matter_was_sent_is_told(self):
        matter = self.make_matter().with_user(self.manager)
        values = {**self.step_values("transfer"), "sent_to_id": self.commune_x.id}
        matter._take_step("transfer", values)
        self.assertEqual(self.told(matter, "petition_sent"), self.staff_x)
