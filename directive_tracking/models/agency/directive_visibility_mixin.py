from odoo import api, fields, models
from odoo.fields import Domain


class DirectiveVisibilityMixin(models.AbstractModel):
    """A record seen by the agencies in ``visible_agency_ids`` and by nobody else.

    The record rules of agency users are the one term ``is_visible``. It is answered
    from the memberships of this very moment, so a rule cached by Odoo is never stale:
    a member who joins or leaves sees the change with his next click.
    """

    _name = "directive.visibility.mixin"
    _description = "Visible to Agencies"

    visible_agency_ids = fields.Many2many("directive.agency", string="Visible to")
    is_visible = fields.Boolean(
        compute="_compute_is_visible", search="_search_is_visible", compute_sudo=True
    )

    @api.depends("visible_agency_ids")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        mine = set(self.env.user._directive_agencies().ids)
        for record in self:
            record.is_visible = not mine.isdisjoint(record._visible_to())

    def _visible_to(self):
        """Return the ids of the agencies that see this record."""
        return self.visible_agency_ids.ids

    def _hide_names(self):
        """Blank the names of these records where the reader may not see them.

        A many2one shows the name of what it points to without asking for access to it.
        """
        user = self.env.user
        sees_all = user._is_superuser() or any(
            user.has_group(f"directive_tracking.group_directive_{role}")
            for role in ("office", "leader")
        )
        if not sees_all:
            mine = [("id", "in", self.ids), ("is_visible", "=", True)]
            # One search: reading who sees each record would cost more than all its names. It
            # asks for this user all the same.
            hidden = self.filtered("id") - self.sudo().search(mine)
            hidden.display_name = self.env._("(not visible to you)")

    def _search_is_visible(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("visible_agency_ids", "in", self.env.user._directive_agencies().ids)
        if self.env.su:
            return mine
        # Who else sees a record may be hidden from the reader; that he himself does, is not.
        return Domain("id", "in", self.sudo()._search(mine))
