from odoo import api, models


class DirectiveMeetingPartMixin(models.AbstractModel):
    """A row of a meeting, written freely while its week is a draft and by a change afterwards."""

    _name = "directive.meeting.part.mixin"
    _description = "Part of a Meeting"
    _inherit = ["directive.workflow.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            self._check_may_join(vals)
        parts = super().create(vals_list)
        parts._check_meeting_is_open()
        return parts

    def _check_may_join(self, vals):
        """Raise unless the author may write the meeting already, before there is such a row.

        A row with a leader of theirs would make a private entry of others known to them.
        """
        meeting = self.env["directive.meeting"].browse(vals.get("meeting_id") or ())
        meeting.check_access("write")

    def write(self, vals):
        self._check_meeting_is_open()
        if not self._in_workflow():
            self._check_may_join(vals)
        result = super().write(vals)
        self._check_meeting_is_open()  # of the one it was moved to
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_meeting_is_open()

    def _check_meeting_is_open(self):
        if not self._in_workflow():
            self.meeting_id._check_is_free()
            self.meeting_id._check_not_turned_away()
