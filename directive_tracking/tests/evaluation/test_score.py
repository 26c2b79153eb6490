import base64

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ...tools.evaluation.score import Line, tally
from ..evaluation_common import FIRST, LAST, EvaluationCase


@tagged("post_install", "-at_install")
class TestScore(EvaluationCase):
    """The score of an agency: worked out, traceable, objected to and corrected beside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.period = cls.Period._close("month", FIRST, LAST)
        cls.score = cls.period.score_ids.filtered(lambda one: one.agency_id == cls.agency_a)

    def part(self, measure, score=None):
        return (score or self.score).part_ids.filtered(lambda one: one.measure == measure)

    def object(self, user=None, **values):
        """Return the objection that the agency makes on its form."""
        form = self.env["directive.score.objecting"].with_user(user or self.user_a)
        values = {"score_id": self.score.id, "reason": "The report came in time", **values}
        form.create(values).action_object()
        return self.score.objection_ids[:1]

    def told(self, event, record):
        domain = [
            ("event", "=", event),
            ("res_id", "=", record.id),
            ("res_model", "=", record._name),
        ]
        return self.env["directive.notice"].search(domain).delivery_ids.user_id

    # Working out

    def test_the_parts_add_up_to_the_points_of_100(self):
        for score in self.period.score_ids.filtered("is_scored"):
            self.assertAlmostEqual(sum(score.part_ids.mapped("points")), score.points, 2)
            self.assertTrue(0 <= score.points <= 100)
        weights = self.period.formula_id._weights()
        self.assertEqual(sum(weights.values()), 100)

    def test_each_part_opens_the_tasks_that_give_and_that_cost_points(self):
        part = self.part("on_time")
        self.assertEqual((part.x, part.n), (4, 6))
        tasks = self.env["directive.task"].browse([task.id for task in self.done_a])
        opened = {
            name: self.env["directive.task"].search(getattr(part, name)()["domain"])
            for name in ("action_open_good", "action_open_bad")
        }
        self.assertEqual(opened["action_open_bad"], tasks[:2].sorted())
        self.assertEqual(set(opened["action_open_good"].ids), set(tasks[2:].ids))

    def test_a_part_without_tasks_is_left_out(self):
        starred = self.part("starred")
        self.assertEqual((starred.n, starred.points), (0, 0))
        self.assertGreater(self.score.points, 0)

    def test_an_objective_cause_counts_if_the_formula_says_so(self):
        lines = [Line(1, ("6", "8", "8x")), Line(2, ("6", "7"))]
        self.assertEqual(tally(lines, "on_time", True).x, 2)
        self.assertEqual(tally(lines, "on_time", False).x, 1)

    def test_only_the_office_sets_weights_and_they_make_100(self):
        Formula = self.env["directive.score.formula"]
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.assertRaises(UserError):
                Formula.with_user(user).create({"reason": "Mine"})
        with self.assertRaises(ValidationError):
            Formula.with_user(self.office_user).create({"reason": "Too much", "weight_on_time": 90})
        new = Formula.with_user(self.office_user).create(
            {"reason": "Decision 5/QĐ-VP", "weight_on_time": 50, "weight_completion": 20}
        )
        self.assertEqual(new.version, self.period.formula_id.version + 1)
        self.assertNotEqual(self.period.formula_id, new)
        with self.assertRaises(UserError):
            new.sudo().write({"weight_on_time": 60})

    # Objection and correction

    def test_agencies_are_told_of_their_score_alone(self):
        self.assertIn(self.user_a, self.told("score_closed", self.score))
        self.assertNotIn(self.user_b, self.told("score_closed", self.score))
        self.assertFalse(self.score.with_user(self.user_b).has_access("read"))

    def test_an_agency_objects_with_evidence_and_the_office_is_told(self):
        file = self.env["ir.attachment"].with_user(self.user_a)
        file = file.create({"name": "report.txt", "datas": base64.b64encode(b"sent on 28/10")})
        objection = self.object(measure="on_time", attachment_ids=[(6, 0, file.ids)])
        self.assertEqual((objection.state, objection.signer_name), ("pending", self.user_a.name))
        self.assertEqual(objection.attachment_ids.res_id, objection.id)
        self.assertIn(self.office_user, self.told("score_objected", self.score))

    def test_a_correction_changes_something(self):
        good = self.part("completion")._good_now()
        with self.assertRaisesRegex(UserError, "already good"):
            self.score.with_user(self.office_user).action_correct("completion", good, "As before")
        self.assertFalse(self.score.correction_ids)

    def test_who_takes_a_new_version_is_told_what_it_does_not_hold(self):
        self.object()
        part = self.part("completion")
        self.score.with_user(self.office_user).action_correct("completion", part.n - 0.5, "A paper")
        with Form(self.env["directive.period.closing"].with_user(self.office_user)) as form:
            self.assertEqual((form.correction_count, form.objection_count), (1, 1))
            form.reason = "Again"

    def test_only_the_agency_itself_objects_and_only_in_time(self):
        for user in (self.user_b, self.office_user, self.leader_user, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                self.env["directive.score.objection"].with_user(user)._object(
                    self.score.with_user(user), "Mine"
                )
        self.at("2026-12-20 02:00:00")
        with self.assertRaisesRegex(UserError, "last day"):
            self.object()

    def test_the_agency_takes_its_objection_back_before_the_decision(self):
        objection = self.object(measure="on_time")
        for user in (self.office_user, self.leader_user, self.user_b):
            with self.assertRaises(UserError):
                objection.with_user(user).action_withdraw()
        notice = self.env["directive.notice"].search(
            [("event", "=", "score_objected"), ("occurrence", "=", f"objection/{objection.id}")]
        )
        self.assertFalse(notice._irrelevant_reason())
        objection.with_user(self.head_a).action_withdraw("Our mistake")
        self.assertEqual((objection.state, objection.decision_note), ("withdrawn", "Our mistake"))
        self.assertTrue(notice._irrelevant_reason())
        self.assertIn(self.office_user, self.told("score_objection_withdrawn", self.score))
        with self.assertRaisesRegex(UserError, "taken back"):
            objection.with_user(self.office_user).action_accept("Yes", [("on_time", 6)])
        self.assertFalse(self.score.is_corrected)

    def test_an_accepted_objection_corrects_beside_and_keeps_both_values(self):
        objection = self.object(measure="on_time")
        before = self.score.points
        objection.with_user(self.office_user).action_accept("Seen", [("on_time", 6)])
        correction = self.score.correction_ids
        self.assertEqual((correction.good_before, correction.good_after), (4, 6))
        self.assertEqual(correction.points_before, before)
        self.assertEqual(self.score.points, before)
        self.assertEqual(self.score.points_now, correction.points_after)
        self.assertGreater(self.score.points_now, before)
        self.assertEqual((self.part("on_time").x, self.part("on_time").good_now), (4, 6))
        self.assertEqual(objection.state, "accepted")
        self.assertIn(self.user_a, self.told("score_objection_decided", self.score))
        for record in (correction, objection):
            with self.assertRaises(UserError):
                record.sudo().write({"reason": "Other"})
            with self.assertRaises(UserError):
                record.sudo().unlink()

    def test_a_decision_needs_a_reason_and_is_made_once(self):
        objection = self.object().with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "reason"):
            objection.action_reject()
        with self.assertRaisesRegex(UserError, "what is corrected"):
            objection.action_accept("Yes")
        objection.action_reject("The report came on 5 November")
        self.assertEqual(self.score.points_now, self.score.points)
        with self.assertRaisesRegex(UserError, "already decided"):
            objection.action_accept("Yes", [("on_time", 5)])

    def test_nobody_else_decides_or_corrects(self):
        objection = self.object()
        for user in (self.user_a, self.head_a, self.leader_user, self.user_b):
            with self.subTest(user.login):
                with self.assertRaises(UserError):
                    objection.with_user(user).action_accept("Mine", [("on_time", 6)])
                with self.assertRaises(UserError):
                    self.score.with_user(user).action_correct("on_time", 6, "Mine")

    def test_a_correction_is_between_none_and_all(self):
        score = self.score.with_user(self.office_user)
        for measure, good in (("on_time", 7), ("on_time", -1), ("beauty", 1), ("on_time", "6")):
            with self.subTest(measure=measure, good=good), self.assertRaises(UserError):
                score.action_correct(measure, good, "Wrong")
        score.action_correct("on_time", 5, "One report was mislaid by the Office")
        self.assertTrue(score.is_corrected)
        self.assertIn(self.user_a, self.told("score_corrected", self.score))

    def test_the_form_shows_the_points_before_and_after(self):
        objection = self.object(measure="on_time")
        Decision = self.env["directive.score.decision"].with_user(self.office_user)
        Decision = Decision.with_context(
            default_score_id=self.score.id,
            default_objection_id=objection.id,
            default_measure="on_time",
        )
        with Form(Decision) as form:
            form.good = 6
            self.assertEqual(form.points_before, self.score.points)
            self.assertGreater(form.points_after, form.points_before)
            form.note = "Seen"
        form.record.action_decide()
        self.assertEqual(objection.state, "accepted")

    def test_an_older_version_is_neither_objected_to_nor_corrected(self):
        self.Period._close("month", FIRST, LAST, "Entered late")
        self.assertFalse(self.score.with_user(self.user_a).can_object)
        with self.assertRaises(UserError):
            self.score.with_user(self.office_user).action_correct("on_time", 5, "Late")

    # Forms

    def test_forms_09_and_10_have_their_rows(self):
        self.finished(self.agency_a)
        for code, wanted in (("09-NV", "Department A"), ("10-NV", "Department A")):
            form = self.env["directive.form"].search([("code", "=", code)])
            ask = self.env["directive.form.ask"].with_user(self.leader_user)
            ask = ask.create({"form_id": form.id, "period": "month", "day": LAST})
            rows = ask.content["rows"]
            self.assertIn(wanted, [row["name"] for row in rows], code)
            self.assertFalse(ask.content["problems"])
