from odoo import models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ....tools.letter.workflow import NEW, RESTORING
from ....tools.processing.clocks import FIRST, VOIDS


class PetitionMatter(models.Model):
    """What follows when the end of a matter is taken back: clocks, withdrawals, what was told."""

    _inherit = "petition.matter"

    def _check_may_go_on(self, day):
        super()._check_may_go_on(day)
        # Whoever complains again may do so at another agency.
        if self.sudo().later_matter_ids:
            raise UserError(
                self.env._(
                    "“%s” was followed by a further complaint or denunciation: that one goes on.",
                    self.display_name,
                )
            )

    def _check_taken_back(self, verb, values):
        """Raise unless the end that ``verb`` takes back is such a one, and its paper is answered."""
        ending = self._ending_step()
        if verb == "look_again" and ending.verb == "terminate" and not self._is_withdrawn_by_all():
            raise UserError(
                self.env._("“%s” was not withdrawn by all who signed.", self.display_name)
            )
        if values["document_number"]:
            return
        papers = self.document_ids.filtered(lambda one: one.step_id == ending)
        if issued := papers.filtered(lambda one: one.state == "issued"):
            raise ValidationError(
                self.env._(
                    "“%s” was issued: enter the number of the document that takes it back.",
                    issued[0].display_name,
                )
            )

    def _is_taken_back(self, step):
        """Tell whether ``step`` ended this matter and was taken back since."""
        later = self.step_ids.filtered(lambda one: one.id > step.id and one.verb in RESTORING)
        return any(self._ending_step(one).id == step.id for one in later)

    def _append_step(self, verb, before, values):
        # A withdrawal that ended the matter by mistake or under threat counts no longer.
        # Who signed and withdrew is the matter's, whoever takes the step.
        known = self.sudo()
        if verb in RESTORING and self._ending_step().verb in VOIDS and known._is_withdrawn_by_all():
            aside = known._withdrawals_that_count()
            values = {**values, "set_aside_ids": [Command.set(aside.ids)]}
            aside._forget_days(known.withdrawal_ids.browse())
        return super()._append_step(verb, before, values)

    def _restore_clocks(self, step):
        """Let go on what the end had ended, and undo what it had started.

        A mistake of the office gives it no days. After a withdrawal under threat the days on which
        it could not work are not counted, and a first handling begins anew.
        """
        ending, clocks = self._ending_step(step), self._clocks()
        clocks.filtered(lambda one: one.begun_by_id == ending)._annul()
        ended = clocks.filtered(lambda one: one.ended_by_id == ending)
        if step.verb == "look_again" and self.state in NEW:
            ended = ended.filtered(lambda one: one.code not in FIRST)
            self._begin_clocks("receive", step.day, step)
        ended._go_on(step.reason, ended_by_id=False)
        if step.verb == "look_again":
            ended._leave_out_gap(ending.day, step.day, step.reason)
        self.env["petition.overdue"]._run_again(ended)
