from odoo import fields, models
from odoo.exceptions import UserError

from ....tools.reception.words import ENDED, HELD, PLANNED, TALKING


class PetitionSession(models.Model):
    """A session marked as held by mistake: it waits again, and its trail says why."""

    _inherit = "petition.session"

    step_ids = fields.One2many("petition.session.step", "session_id", string="Trail", readonly=True)

    def action_take_back_holding(self, reason=None):
        """Record that a session was not held after all; it is planned again, and may be moved.

        :param str reason: kept in the trail
        :raises UserError: without a reason, once it is concluded, or where people were received
        """
        reason = self._typed_text(reason)
        if not reason:
            raise UserError(self.env._("Say why the session was not held after all."))
        self._check_step(HELD)
        for one in self:
            one._check_nobody_received()
        self._record(state=PLANNED)
        self.env["petition.session.step"]._append(self, "not_held", reason)
        return True

    def _check_nobody_received(self):
        """Raise if the register says that people were received at this session."""
        # Whoever writes a session sees its visits.
        received = self.sudo().visit_ids.filtered(lambda one: one.state in (TALKING, ENDED))
        if received:
            raise UserError(
                self.env._(
                    "“%(session)s” was held: its register has people who were received "
                    "(%(count)s). Correct the visits first.",
                    session=self.display_name,
                    count=len(received),
                )
            )
