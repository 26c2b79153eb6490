from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.guard.quotes import cut


class DirectiveAgency(models.Model):
    """The head of an agency decides whether its completion reports need their approval."""

    _inherit = "directive.agency"

    requires_head_approval = fields.Boolean(tracking=True)
    can_set_head_approval = fields.Boolean(compute="_compute_can_set_head_approval")

    @api.depends_context("uid")
    def _compute_can_set_head_approval(self):
        # Who acts for the head could turn it off, submit their own report and turn it on again.
        headed = self.env.user._directive_own_headed_agencies()
        for agency in self:
            agency.can_set_head_approval = agency._origin in headed

    def action_toggle_head_approval(self):
        """Ask for the head's approval of completion reports in these agencies, or no longer.

        :raises UserError: unless the user heads each of them or is an administrator
        """
        self.check_access("read")
        administers = self.env.su or self.has_access("write")
        for agency in self:
            if not administers and not agency.can_set_head_approval:
                raise UserError(
                    self.env._(
                        "Only the head of %(agency)s or an administrator decides whether its "
                        "reports need approval.",
                        agency=cut(agency.name),
                    )
                )
        for agency in self.sudo():  # heads have no other right to write their agency
            agency.requires_head_approval = not agency.requires_head_approval
        return True
