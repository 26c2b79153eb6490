from odoo import api, models

from .derived import derived_names


class DirectiveMeetingPartMixin(models.AbstractModel):
    """A row of a meeting, written freely while its week is a draft and by a change afterwards."""

    _name = "directive.meeting.part.mixin"
    _description = "Part of a Meeting"
    _inherit = ["directive.workflow.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            vals_list = [self._typed_part(vals) for vals in vals_list]
        parts = super().create(vals_list)
        parts._check_meeting_is_open()
        return parts

    def _typed_part(self, vals):
        """Return the values of a row typed by its author, for a meeting they may write already.

        A row with a leader of theirs would make a private entry of others known to them.
        """
        meeting = self.env["directive.meeting"].browse(vals.get("meeting_id") or ())
        meeting.check_access("write")
        unwritten = derived_names(self)
        return {name: value for name, value in vals.items() if name not in unwritten}

    def write(self, vals):
        self._check_meeting_is_open()
        if not self._in_workflow():
            vals = self._typed_part(vals)
        result = super().write(vals)
        self._check_meeting_is_open()  # of the one it was moved to
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_meeting_is_open()

    def _check_meeting_is_open(self):
        if not self._in_workflow():
            self.meeting_id._check_is_free()
