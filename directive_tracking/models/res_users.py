from odoo import api, fields, models

from .directive_agency_member import ROLES_ABOVE


class ResUsers(models.Model):
    _inherit = "res.users"

    directive_member_ids = fields.One2many(
        "directive.agency.member", "user_id", string="Agency posts", readonly=True
    )

    @api.private
    def _directive_agencies(self, roles=None):
        """Return the agencies this user belongs to today, with one of ``roles`` if given.

        Read from the database at every call: membership decides access, and a cached
        answer would let somebody who left look on.
        """
        self.ensure_one()
        # A user must not need the right to read members to be recognised as one.
        Member = self.env["directive.agency.member"].sudo()
        domain = Member._current_domain() & Member._user_domain(self)
        if roles:
            domain &= Member._role_domain(roles)
        return Member.search(domain).agency_id.sudo(False)

    @api.private
    def _directive_headed_agencies(self):
        """Return the agencies in whose name this user may sign: head and deputies."""
        return self._directive_agencies(ROLES_ABOVE)
