from odoo import SUPERUSER_ID, models
from odoo.fields import Domain

GROUP = "directive_tracking.group_directive_"


class ResUsers(models.Model):
    """The messages and names a user sees on records shared by several agencies."""

    _inherit = "res.users"

    def _directive_reads_all(self):
        """Tell whether this user reads every agency's messages: Office, leadership, system."""
        return self._is_superuser() or any(
            self.has_group(GROUP + role) for role in ("office", "leader")
        )

    def _directive_read_agencies(self):
        """Return the ids of the agencies whose messages this user reads.

        These are their own, those above and below, and those whose work they took over.
        """
        # Successors and the tree are read, whatever the user may read.
        Agency = self.env["directive.agency"].sudo().with_context(active_test=False)
        own = Agency.browse(self._directive_agencies().ids)
        own |= own._with_predecessors() | own.predecessor_ids
        return Agency.search([("id", "child_of", own.ids)]).ids + own._ancestors().ids

    def _directive_knows_all(self):
        """Tell whether this user sees all names: users who read all messages, and administrators."""
        return self._directive_reads_all() or self.has_group(GROUP + "admin")

    def _directive_known_users(self):
        """Return the users whose names this user sees on shared records.

        These are the Office and the leadership, the system, and the people of their own agencies.
        """
        # Colleagues see each other's names, whatever access to users they have.
        Users = self.env["res.users"].sudo().with_context(active_test=False)
        id_of = self.env["ir.model.data"]._xmlid_to_res_id
        groups = [id_of(GROUP + role) for role in ("office", "leader")]
        agencies = self._directive_read_agencies()
        known = Domain("id", "in", (self.id, SUPERUSER_ID))
        known |= Domain("all_group_ids", "in", groups)
        known |= Domain("directive_member_ids.agency_id", "in", agencies)
        return Users.search(known)

    def _directive_known_partners(self):
        """Return the ids of the people whose names this user sees on shared records."""
        # People without a user hold posts as well.
        Member = self.env["directive.agency.member"].sudo()
        members = Member.search([("agency_id", "in", self._directive_read_agencies())])
        return (members.partner_id | self._directive_known_users().partner_id).ids
