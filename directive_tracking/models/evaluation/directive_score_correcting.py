from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from ...tools.evaluation.score import drawn, points
from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent


class DirectiveScore(models.Model):
    """Corrections of a score: the value worked out and the corrected one stand side by side."""

    _inherit = "directive.score"

    @says_what_it_sent
    def action_correct(self, measure=None, good=None, note=None):
        """Correct one part of this score without an objection; the agency is told.

        :param str measure: the part
        :param float good: how many of its tasks are good
        :param str note: the reason, which the agency reads
        """
        self.ensure_one()
        self.check_access("read")
        self.sudo()._hold_and_touch()  # no role may write it
        note = self._typed_text(note)
        if not self.can_correct:
            raise UserError(
                self.env._(
                    "Only the Office can correct the valid version of a score, and not that of "
                    "their own agency."
                )
            )
        if not note:
            raise UserError(self.env._("Enter the reason of the correction: the agency reads it."))
        correction = self._correct(measure, good, note)
        self._tell_its_agency("score_corrected", f"correction/{correction.id}", note)
        return True

    def _correct(self, measure, good, note, objection=None):
        """Write the correction; the caller has checked the user and holds the score."""
        part = self.part_ids.filtered(lambda one: one.measure == measure)
        if not part or not isinstance(good, int | float) or not 0 <= good <= part.n:
            raise UserError(
                self.env._("Enter how many tasks of the part are good: 0 to %(most)s.", most=part.n)
            )
        before, points_before = part._good_now(), self.points_now
        if float_compare(good, before, precision_digits=2) == 0:
            raise UserError(
                self.env._(
                    "%(good)g tasks of the part are already good: enter the corrected number, or refuse the objection.",
                    good=good,
                )
            )
        # The caller's check is the permission.
        correction = self.env["directive.score.correction"].sudo()
        correction = correction.with_context(directive_workflow=WORKFLOW)
        vals = {
            "score_id": self.id,
            "part_id": part.id,
            "objection_id": objection and objection.id,
            "good_before": before,
            "good_after": good,
            "points_before": points_before,
            "points_after": self._points_with(part, good),
            "reason": note,
            "user_id": self.env.uid,
            "date": fields.Datetime.now(),
        }
        correction._sign_all([vals])
        return correction.create(vals)

    def _points_with(self, part, good):
        """Return the points of the score if ``good`` tasks of ``part`` are good."""
        rates = {one.measure: (one.weight, one._rate_now()) for one in self.part_ids}
        rate = drawn(good, part.n, part.mean, part.k)
        _each, whole = points({**rates, part.measure: (part.weight, rate)})
        return whole or 0
