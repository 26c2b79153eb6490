from odoo import fields, models

from .directive_agency_member import ROLES_ABOVE


class ResUsers(models.Model):
    _inherit = "res.users"

    directive_member_ids = fields.One2many(
        "directive.agency.member", "user_id", string="Agency posts", readonly=True
    )

    def _directive_agencies(self, roles=None):
        """Return the agencies this user belongs to today, with one of ``roles`` if given.

        Asked for many times in each call. The posts are remembered within one transaction,
        which sees one state of the database anyway, and never longer: membership decides
        access, and an older answer would let somebody who left look on.
        """
        self.ensure_one()
        today = self.env["directive.settings"]._today()
        # A user must not need the right to read members to be recognised as one.
        posts = self.sudo().directive_member_ids.filtered(
            lambda post: post._is_held_on(today) and (not roles or post.role in roles)
        )
        return posts.agency_id.sudo(False)

    def _directive_headed_agencies(self):
        """Return the agencies in whose name this user may sign: head and deputies."""
        return self._directive_agencies(ROLES_ABOVE)
