from odoo import api, models
from odoo.exceptions import UserError

# Written by the steps alone.
GUARDED = {
    "uid",
    "sequence",
    "state",
    "reason",
    "author_id",
    "registered_by_agency_id",
    "successor_id",
    "moved_from",
}
# What no reader is told of: written at any time.
LOOSE = {"monitor_id", "invitation_number", "invitation_separate"}


class DirectiveMeeting(models.Model):
    """Entries of a draft week are written freely, those of a published one only by a change."""

    _inherit = "directive.meeting"

    @api.model
    def _guarded_names(self):
        """Return the fields that only the steps write; higher rooms add theirs."""
        return GUARDED

    @api.model
    def _loose_names(self):
        """Return the fields whose change nobody is told of; higher rooms add theirs."""
        return LOOSE

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            for name in self._guarded_names() & vals.keys():
                vals.pop(name)
            vals.update(state="approved", author_id=self.env.uid)
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            if self._guarded_names() & vals.keys():
                raise UserError(self.env._("The state of a meeting is changed by its buttons."))
            if vals.keys() - self._loose_names():
                self._check_is_free()
        result = super().write(vals)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_is_free()

    def _check_is_free(self):
        for meeting in self.filtered("is_shown"):
            raise UserError(
                self.env._(
                    "“%s” stands in a published week: use “Change”, so that those concerned are "
                    "told.",
                    meeting.display_name,
                )
            )
