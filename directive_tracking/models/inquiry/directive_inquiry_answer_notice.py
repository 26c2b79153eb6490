from odoo import api, models
from odoo.fields import Domain

from ...tools.recipient import once
from .directive_inquiry_answer import OPEN


class DirectiveInquiryAnswer(models.Model):
    """A report of an agency as a subject of notices, and the reminders of those still missing."""

    _inherit = "directive.inquiry.answer"
    _notice_path = "asked-reports"

    def _watchers(self):
        return self.sudo().round_id.monitor_id  # which agencies do not see

    def _occurrence(self, moment=""):
        """Return the key of a notice: once for each version."""
        return f"{self.version}{moment and '/'}{moment}"

    def _tell_agencies(self, event, occurrence=None, note=None):
        """Tell head and responders of each agency; one statement for all that are told the same."""
        for version, answers in self.sudo().grouped("version").items():  # members not needed
            told = answers._heads_and_responders()
            answers._tell(event, told, occurrence=occurrence or str(version), note=note)

    def _heads_and_responders(self):
        by_agency = {}
        for row in self.agency_id._notice_recipients(("head", "responder")):
            by_agency.setdefault(row.agency_id, []).append(row)
        return {one.id: once(by_agency.get(one.agency_id.id, [])) for one in self}

    def _asks_acknowledgement(self, urgency):
        """Whoever keeps the Office waiting says that they have seen it, however ordinary."""
        return True

    @api.model
    def _cron_remind(self):
        """Remind agencies of reports due by the next working day, and of late ones, each once.

        The key of a notice makes a second one impossible; after an outage each is caught up once.
        """
        settings = self.env["directive.settings"]
        today = settings._today()
        soon = settings._working_calendar().add(today, 1)
        waiting = self.search(Domain("state", "in", OPEN) & Domain("date_deadline", "<=", soon))
        late = waiting.filtered(lambda one: one.date_deadline < today)
        (waiting - late)._tell_agencies("inquiry_due", occurrence="due")
        late._tell_agencies("inquiry_late", occurrence="late")

    def _told_agencies(self):
        return self.sudo().agency_id  # whoever is told sees it

    def _is_withdrawn(self):
        return self.state == "withdrawn"

    def _notice_item(self):
        overdue = (self.env["directive.settings"]._today() - self.date_deadline).days
        return super()._notice_item() | {
            "number": self.name,
            "name": self.note or "",
            "agency": self.agency_id.name,
            "deadline": self.date_deadline,
            "overdue": max(overdue, 0) if self.state in OPEN else 0,
        }

    @api.model
    def _notice_count_words(self, count):
        return self.env._("%(count)s reports", count=count)
