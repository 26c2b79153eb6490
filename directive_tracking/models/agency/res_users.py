from odoo import api, fields, models

from .directive_agency_member import ROLES_ABOVE


class ResUsers(models.Model):
    _inherit = "res.users"

    directive_member_ids = fields.One2many(
        "directive.agency.member", "user_id", string="Agency posts", readonly=True
    )

    @api.model
    def default_get(self, fields):
        """Give everybody the province's clock unless another is chosen: lists ask for today by it."""
        defaults = super().default_get(fields)
        if "tz" in fields and not defaults.get("tz"):
            defaults["tz"] = self.env["directive.settings"]._get("timezone")
        return defaults

    def _directive_agencies(self, roles=None):
        """Return the agencies this user belongs to today, with one of ``roles`` if given.

        This is called many times per request. The posts are cached within one transaction, which
        sees one state of the database anyway, but never longer: membership decides access, and a
        stale answer would keep access for people who left.
        """
        self.ensure_one()
        today = self.env["directive.settings"]._today()
        # Users must be recognised as members without the right to read members.
        posts = self.sudo().directive_member_ids.filtered(lambda post: post._is_held_on(today))
        if roles:
            # A stand-in belongs to the agency anyway: only the role can be another's.
            posts = (posts | posts._acted_for()).filtered(lambda post: post.role in roles)
        return posts.agency_id.sudo(False)

    def _directive_seen_agencies(self):
        """Return the agencies whose records this user sees: their own, and the predecessors of these.

        Finished work stays with an agency that has ended; its successor's people see it.
        """
        return self._directive_agencies()._with_predecessors()

    def _directive_acts_for(self, agency):
        """Return this user and those members of ``agency`` for whom they act today."""
        self.ensure_one()
        posts = self.sudo().directive_member_ids._acted_for()  # colleagues' posts
        absent = posts.filtered(lambda post: post.agency_id == agency).user_id
        return self | absent.sudo(False)

    def _directive_headed_agencies(self):
        """Return the agencies that this user may sign for, as head or deputy or in their place."""
        return self._directive_agencies(ROLES_ABOVE)

    def _directive_own_headed_agencies(self, roles=ROLES_ABOVE):
        """Return the agencies that this user heads in their own right, not as a stand-in."""
        self.ensure_one()
        today = self.env["directive.settings"]._today()
        posts = self.sudo().directive_member_ids  # whether they are members
        held = posts.filtered(lambda post: post.role in roles and post._is_held_on(today))
        return held.agency_id.sudo(False)

    def _directive_signs(self, agency, authors):
        """Tell whether this user signs for ``agency`` what the users ``authors`` wrote.

        Its head and deputies do. Who acts in their place signs what others wrote, not their own.
        """
        if agency not in self._directive_headed_agencies():
            return False
        return self not in authors or agency in self._directive_own_headed_agencies()
