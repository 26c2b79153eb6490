from odoo import models


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def _whom_to_tell(self):
        """The default recipients of messages on a task."""
        told = super()._whom_to_tell()
        if not self._speaking_agency(self.env.user.partner_id):
            rows = self.sudo().lead_agency_id._notice_recipients()  # members not needed
            told += [one.partner_id for one in rows]
        return list(dict.fromkeys(told))

    def _choose_speaking(self, agencies):
        """The lead agency before the coordinating ones; who delegated speaks as the Office does."""
        if self.parent_id.lead_agency_id & agencies:
            return agencies.browse()
        parties = self.lead_agency_id & agencies or self.coordinating_agency_ids & agencies
        return (parties or agencies)[:1]
