from odoo import api, models

USER = "directive_petition.group_petition_user"
LEADER = "directive_tracking.group_directive_leader"


class PetitionVisibilityMixin(models.AbstractModel):
    """A record of petitions, seen by the agencies concerned alone: not by those above them.

    Of an agency those see it who work with petitions. Leaders of the province see what the Office
    has. All other roles, the Office specialist of directives among them, see nothing.
    """

    _name = "petition.visibility.mixin"
    _description = "Visible to the Agencies Concerned"
    _inherit = ["directive.visibility.mixin"]
    _roles_seeing_all = ()

    @api.depends(lambda self: self._visible_by)
    def _compute_visible_agency_ids(self):
        nobody = self.env["directive.agency"].with_context(active_test=False)
        self._set_visible(
            {
                record: nobody.union(*(record.mapped(name) for name in self._visible_by))._ids
                for record in self
            }
        )

    @api.model
    def _agencies_seen_by(self, user):
        agencies = self.env["directive.agency"]
        if user.has_group(USER):
            agencies |= super()._agencies_seen_by(user)
        if user.has_group(LEADER):
            # Which agency is the Office is known to everybody.
            agencies |= agencies.sudo().search([("kind", "=", "office")]).sudo(False)
        return agencies

    @api.model
    def _recompute_visibility(self, agencies):
        """Nothing changes: the tree of agencies has no say here."""
