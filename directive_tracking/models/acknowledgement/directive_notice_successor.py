from odoo import models
from odoo.fields import Domain


class DirectiveNoticeAcknowledgement(models.Model):
    """Wait for the agency instead of people who have left, until a member has seen it."""

    _inherit = "directive.notice.acknowledgement"

    def _ask_successors(self):
        """Ask the current heads of agencies that would otherwise not hear of the notices."""
        for row in self:  # one by one: the heads asked for one row count for the next
            if row._is_agency_forgotten():
                row._ask_successor()

    def _is_agency_forgotten(self):
        """Tell whether the agency should know the notice and no recipient is pending any more."""
        notice, agency = self.notice_id, self.agency_id
        if not agency.active or notice._of_deleted_records() or notice._irrelevant_reason():
            return False
        family = Domain("notice_id", "=", notice.id) & Domain("agency_id", "=", agency.id)
        others = self.search_count(family & Domain("state", "!=", "cancelled"), limit=1)
        return not others and agency in notice._record().visible_agency_ids

    def _ask_successor(self):
        """Notify and ask the current heads of the agency; the key prevents asking twice."""
        notice = self.notice_id
        people = self.agency_id._notice_recipients(("head",))
        self.env["directive.notice"]._post(
            notice.event,
            notice._record(),
            {notice.res_id: [one for one in people if one.partner_id != self.partner_id.id]},
            occurrence=notice.occurrence,
            urgency=notice.urgency,
            wants_ack=True,
        )
