from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ...tools.evidence.draw import draw, fingerprint
from ..common import DirectiveCase

DAY = date(2026, 3, 10)


class VerificationCase(DirectiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done = cls.env["directive.task"]
        for rank in range(6):
            lead = cls.agency_a if rank % 2 else cls.agency_b
            cls.done |= cls.make_task(lead, state="done", name=f"Task {rank}", date_done=DAY)
        cls.verifier = cls.make_user("test_verifier", "office")

    def make_draw(self, user=None, **vals):
        vals = {"date_from": DAY, "date_to": DAY, "size": 3, "seed": "7", **vals}
        return self.env["directive.verification"].with_user(user or self.verifier).create(vals)

    def line(self, **vals):
        """Return the line of one drawn task."""
        vals = {"method": "hand", "chosen_task_ids": [Command.set(self.done[:1].ids)], **vals}
        return self.make_draw(**vals).line_ids


@tagged("post_install", "-at_install")
class TestDraw(VerificationCase):
    """A draw states its criteria and seed; it can be repeated and never changed."""

    def test_the_seed_draws_the_same_tasks_from_the_same_population(self):
        first, again = self.make_draw(), self.make_draw(user=self.leader_user)
        self.assertEqual(first.line_ids.task_id.ids, draw(self.done.ids, 3, first.seed))
        self.assertEqual(again.line_ids.task_id.ids, draw(self.done.ids, 3, again.seed))
        self.assertEqual((first.population, first.fingerprint), (6, fingerprint(self.done.ids)))
        self.assertIn("the same tasks", first._repeated_in_words())

    def test_nobody_knows_beforehand_what_a_seed_draws(self):
        seeds = {self.make_draw().seed for _n in range(3)}
        self.assertEqual(len(seeds), 3)
        self.assertTrue(all(seed.startswith("7-") for seed in seeds))

    def test_earlier_draws_from_the_same_tasks_are_counted(self):
        first, again = self.make_draw(), self.make_draw(user=self.leader_user)
        other = self.make_draw(agency_ids=[Command.set(self.agency_a.ids)])
        draws = (first | other | again).with_user(self.verifier)
        self.assertEqual(draws.mapped("earlier_count"), [0, 0, 1])

    def test_a_changed_population_is_noticed(self):
        drawn = self.make_draw()
        self.make_task(state="done", date_done=DAY)
        self.assertIn("6 accepted tasks then, 7 now", drawn._repeated_in_words())

    def test_only_accepted_tasks_of_the_criteria_are_drawn(self):
        field = self.env["directive.field"].create({"name": "A field of work"})
        other = self.make_task(state="done", date_done="2026-03-11")
        reported = self.make_task(state="reported")
        part = self.make_task(
            self.agency_below, state="done", parent_id=self.done[1].id, date_done=DAY
        )
        drawn = self.make_draw(size=100, agency_ids=[Command.set(self.agency_a.ids)])
        self.assertEqual(
            drawn.line_ids.task_id,
            self.done.filtered(lambda task: task.lead_agency_id == self.agency_a).sorted(
                lambda task: drawn.line_ids.task_id.ids.index(task.id)
            ),
        )
        self.assertFalse(drawn.line_ids.task_id & (other | reported | part))
        with self.assertRaisesRegex(UserError, "No accepted task"):
            self.make_draw(field_ids=[Command.set(field.ids)])

    def test_criteria_that_cannot_be_are_refused_in_a_sentence(self):
        for vals, sentence in (
            ({"date_from": "2026-04-01"}, "begins after it ends"),
            ({"seed": " "}, "needs a seed"),
            ({"size": 0}, "1 to 500"),
            ({"method": "hand"}, "Choose the tasks"),
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, sentence):
                self.make_draw(**vals)

    def test_a_task_not_accepted_is_not_drawn_by_hand(self):
        task = self.make_task(state="reported")
        with self.assertRaisesRegex(UserError, "has not been accepted"):
            self.line(chosen_task_ids=[Command.set(task.ids)])

    def test_what_the_system_works_out_cannot_be_stated(self):
        drawn = self.make_draw(
            user_id=self.leader_user.id,
            population=1000,
            fingerprint="x",
            date_drawn="2020-01-01",
            signer_name="Somebody",
            line_ids=[Command.create({"task_id": self.done[0].id})],
        )
        self.assertEqual((drawn.user_id, drawn.population), (self.verifier, 6))
        self.assertEqual((drawn.signer_name, len(drawn.line_ids)), (self.verifier.name, 3))
        self.assertGreater(drawn.date_drawn.year, 2020)

    def test_a_draw_cannot_be_changed(self):
        drawn = self.make_draw()
        for user in (self.verifier, self.leader_user, self.env.ref("base.user_root")):
            for attack in (
                lambda u=user: drawn.with_user(u).write({"seed": "8"}),
                lambda u=user: drawn.with_user(u).unlink(),
                lambda u=user: drawn.line_ids.with_user(u).write({"result": "confirmed"}),
                lambda u=user: drawn.line_ids.with_user(u).unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attack()

    def test_only_the_office_and_leaders_draw_and_read(self):
        drawn = self.make_draw()
        for user in (self.user_a, self.head_a, self.admin_user, self.outside_user):
            with self.assertRaises(UserError):
                self.make_draw(user=user)
            with self.assertRaises(AccessError):
                drawn.with_user(user).read(["seed"])

    def test_the_form_shows_how_many_there_are_and_draws(self):
        with Form(self.env["directive.verification.draw"].with_user(self.verifier)) as form:
            form.date_from = form.date_to = DAY
            self.assertEqual(form.population, 6)
            form.agency_ids.add(self.agency_a)
            self.assertEqual(form.population, 3)
            form.size = 2
        action = form.record.action_draw()
        drawn = self.env["directive.verification"].browse(action["res_id"])
        self.assertEqual(len(drawn.line_ids), 2)
        self.assertTrue(drawn.seed.startswith(f"{form.record.seed}-"))

    def test_the_page_to_print_shows_the_draw_and_its_counts(self):
        drawn = self.make_draw(reason="Plan 5/KH")
        drawn.line_ids[0].action_confirm("Seen")
        report = self.env["ir.actions.report"].with_user(self.verifier)
        html = report._render_qweb_html("directive_tracking.verification", drawn.ids)[0].decode()
        for word in ("Plan 5/KH", drawn.fingerprint, "test_verifier", "Seen", "Department"):
            self.assertIn(word, html)
        self.assertEqual(sum(row["total"] for row in drawn._counts_of_agencies()), 3)


@tagged("post_install", "-at_install")
class TestVerification(VerificationCase):
    """A drawn task is confirmed or reopened, once, and not by who accepted it."""

    def test_a_confirmed_task_stays_done(self):
        line = self.line()
        line.action_confirm("Seen on the spot")
        self.assertEqual((line.result, line.verifier_id), ("confirmed", self.verifier))
        self.assertEqual((line.note, line.task_id.state), ("Seen on the spot", "done"))
        with self.assertRaisesRegex(UserError, "verified or reopened in the meantime"):
            line.action_reopen("No")

    def test_a_task_found_undone_is_reopened_with_the_reason_in_the_trail(self):
        line = self.line()
        with self.assertRaisesRegex(UserError, "Say why"):
            line.action_reopen()
        line.action_reopen("The road is not there")
        step = line.task_id.transition_ids[0]
        self.assertEqual((line.result, line.task_id.state), ("reopened", "in_progress"))
        self.assertEqual((step.verb, step.note), ("reopen", "The road is not there"))
        told = [("task_id", "=", line.task_id.id), ("event", "=", "task_reopened")]
        self.assertTrue(self.env["directive.notice"].search(told))

    def test_who_accepted_a_task_does_not_verify_it(self):
        line = self.line()
        accepted = line.task_id.transition_ids.filtered(lambda row: row.verb == "accept").user_id
        self.assertEqual(accepted, self.office_user)
        for verb in ("action_confirm", "action_reopen"):
            with self.assertRaisesRegex(UserError, "You accepted"):
                getattr(line.with_user(self.office_user), verb)("x")
        self.assertFalse(line.with_user(self.office_user).can_verify)
        draw = line.verification_id
        self.assertEqual(draw.with_user(self.office_user).others_count, draw.pending_count)
        self.assertTrue(line.can_verify)

    def test_nobody_verifies_the_work_of_their_own_agency(self):
        line = self.line()
        self.env["directive.agency.member"].create(
            {"agency_id": line.agency_id.id, "user_id": self.verifier.id, "role": "officer"}
        )
        with self.assertRaisesRegex(UserError, "is your own agency"):
            line.action_confirm("x")

    def test_agencies_and_administrators_verify_nothing(self):
        line = self.line()
        for user in (self.user_a, self.head_a, self.admin_user, self.outside_user):
            for verb in ("action_confirm", "action_reopen", "action_open_result"):
                with self.assertRaises(UserError):
                    getattr(line.with_user(user), verb)()

    def test_a_task_the_office_reopens_first_is_no_longer_to_verify(self):
        line = self.line()
        line.task_id.with_user(self.office_user).action_reopen("A mistake")
        self.assertEqual((line.result, line.note), ("overtaken", "A mistake"))
        with self.assertRaisesRegex(UserError, "verified or reopened in the meantime"):
            line.action_confirm("x")

    def test_a_task_drawn_twice_is_settled_in_both_draws(self):
        first, second = self.line(), self.line()
        first.action_reopen("Not there")
        self.assertEqual((first.result, second.result), ("reopened", "overtaken"))

    def test_findings_carry_their_photos(self):
        line = self.line()
        action = line.with_context(directive_result="reopened").action_open_result()
        Wizard = self.env[action["res_model"]].with_user(self.verifier)
        photo = Command.create({"name": "a.jpg", "raw": b"\xff\xd8\xff\xe0\0\x10JFIF"})
        wizard = Wizard.with_context(**action["context"]).create(
            {"note": "Not there", "attachment_ids": [photo]}
        )
        self.assertEqual(wizard.result, "reopened")
        wizard.action_save()
        file = line.attachment_ids
        self.assertEqual((file.res_model, file.res_id), (line._name, line.id))
        self.assertEqual(file.with_user(self.leader_user).name, "a.jpg")
        with self.assertRaises(UserError):
            file.with_user(self.verifier).write({"raw": b"other"})

    def test_a_file_of_somebody_else_is_not_taken_over(self):
        foreign = (
            self.env["ir.attachment"].with_user(self.user_b).create({"name": "x", "raw": b"x"})
        )
        line = self.line()
        with self.assertRaises(UserError):
            line.action_confirm("x", foreign.ids)

    def test_one_verification_costs_few_queries(self):
        line, other = self.line(), self.line(chosen_task_ids=[Command.set(self.done[1:2].ids)])
        line.action_reopen("Warm")
        self.begin_request()
        before = self.env.cr.sql_log_count
        other.action_confirm("Cold")
        self.env.flush_all()
        self.assertLessEqual(self.env.cr.sql_log_count - before, 25)
