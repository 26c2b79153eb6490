from odoo import models


class DirectiveAgency(models.Model):
    _inherit = "directive.agency"

    def _unreachable(self):
        """Return those of these agencies that no channel can reach."""
        Member = self.env["directive.agency.member"].sudo()  # senders need not see members
        ways = Member._reachable_domain() & Member._way_domain() & Member._agency_domain(self)
        reached = Member.search(ways).agency_id
        return (self - reached).filtered(lambda agency: not agency.sudo().email).with_env(self.env)
