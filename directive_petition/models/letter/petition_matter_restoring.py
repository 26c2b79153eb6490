from odoo import models
from odoo.exceptions import UserError

from ...tools.letter.workflow import OVER, TRANSITIONS, TURNED_AWAY


class PetitionMatter(models.Model):
    """The end of a matter taken back: it stands where it stood, and its trail says why."""

    _inherit = "petition.matter"

    def _ending_step(self, taken_back_by=None):
        """Return the step with which this matter ended, none of one that is open.

        :param taken_back_by: the step that took the end back, if one has
        """
        # Whoever may take a step of the matter reads its trail.
        steps = self.sudo().step_ids.sorted("id", reverse=True)
        if taken_back_by:
            steps = steps.filtered(lambda one: one.id < taken_back_by.id)
        ended = steps.filtered(lambda one: one.state_to != one.state_from)[:1]
        return ended.filtered(lambda one: one.state_to in OVER)

    def _check_may_go_on(self, day):
        """Raise if this matter did not end by a step of its own, or another goes on with it."""
        ending = self._ending_step()
        if not ending:
            raise UserError(
                self.env._("“%s” was entered as already ended: it cannot go on.", self.display_name)
            )
        if day < self.date_over:
            raise UserError(
                self.env._("The day must not be before the day on which the matter ended.")
            )
        if ending.sent_to_id:
            self._check_not_taken()

    def _check_not_taken(self):
        """Raise if the agency to which this matter was sent handles it."""
        # It may be hidden from who sent it.
        taken = self.sudo().taken_ids.filtered(lambda one: one.state not in TURNED_AWAY)
        if taken:
            raise UserError(
                self.env._(
                    "“%(matter)s” is handled by %(agency)s, which registered it: it cannot go on "
                    "in two places.",
                    matter=self.display_name,
                    agency=taken[0].agency_id.name,
                )
            )

    def _values_of_restoring(self):
        """Return what the end of this matter wrote, as it was before."""
        verb = self._ending_step().verb
        found = {}
        if TRANSITIONS[verb].outcome:
            found |= self._outcome_before()
        if "ground_id" in TRANSITIONS[verb].needs:
            found["ground_id"] = False
        return found

    def _outcome_before(self):
        """Return the outcome that the steps before the end had said, if any."""
        steps = self.sudo().step_ids.sorted("id") - self._ending_step()  # as above
        said, day = False, False
        for step in steps:
            if step.verb == "reopen":
                said, day = False, False
            elif TRANSITIONS[step.verb].outcome:
                said, day = TRANSITIONS[step.verb].outcome, step.day
        return {"outcome": said, "date_outcome": day}
