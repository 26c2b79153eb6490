from odoo import api, models

from ...tools.recipient import once

TOLD = ("head", "deputy", "responder")


class DirectiveScore(models.Model):
    """A score as a subject of notices: the agency and who closed the period are told."""

    _inherit = "directive.score"
    _notice_path = "agency-scores"

    def _watchers(self):
        return self.period_id.user_id

    def _tell_of_closing(self):
        """Tell each agency, once for each version, that its score can be read and objected to."""
        for period, scores in self.grouped("period_id").items():
            scores._tell_its_agency("score_closed", f"version/{period.version}", period.reason)

    def _tell_its_agency(self, event, occurrence, note=None):
        rows = self.sudo().agency_id._notice_recipients(TOLD)  # members need not be seen
        by_agency = {}
        for row in rows:
            by_agency.setdefault(row.agency_id, []).append(row)
        told = {one.id: once(by_agency.get(one.agency_id.id, [])) for one in self}
        self._tell(event, told, occurrence=occurrence, note=note, wants_ack=False)

    def _tell_its_office(self, event, occurrence, note):
        told = {one.id: once(one._office_rows()) for one in self.sudo()}  # users of the Office
        self._tell(event, told, occurrence=occurrence, note=note, wants_ack=False)

    def _told_agencies(self):
        return self.sudo().agency_id  # who is told sees it

    def _notice_item(self):
        return super()._notice_item() | {"name": self.name, "agency": self.agency_name}

    @api.model
    def _notice_count_words(self, count):
        return self.env._("%(count)s scores", count=count)

    def _irrelevant_reason(self, notice):
        reason = super()._irrelevant_reason(notice)
        if not reason and notice.event == "score_objected" and not self._waits_for(notice):
            return self.env._("The objection has been decided or taken back since.")
        return reason

    def _waits_for(self, notice):
        """Tell whether the objection that the notice is about is still to be decided."""
        waiting = self.objection_ids.filtered(lambda one: one.state == "pending")
        return notice.occurrence in [f"objection/{one.id}" for one in waiting]
