from odoo import api, models
from odoo.tools import SQL

from ...tools.chasing.grades import REMINDER, URGENCY_OF
from ...tools.recipient import once
from ...tools.workflow import DRAFT


class DirectiveChaser(models.Model):
    """A formal reminder as a subject of notices."""

    _inherit = "directive.chaser"
    _notice_path = "formal-reminders"
    _notice_watcher = "monitor_id"

    def _tell_agencies(self, event, note=None):
        """Tell head and responder; of a warning and an ultimatum they are asked to acknowledge."""
        for grade, chasers in self.sudo().grouped("grade").items():  # members not needed
            told = chasers._heads_and_responders()
            wants_ack = event == "chaser_issued" and grade != REMINDER
            chasers._tell(event, told, urgency=URGENCY_OF[grade], note=note, wants_ack=wants_ack)

    def _heads_and_responders(self):
        rows = self.agency_id._notice_recipients(("head", "responder"))
        by_agency = {}
        for row in rows:
            by_agency.setdefault(row.agency_id, []).append(row)
        return {one.id: once(by_agency.get(one.agency_id.id, [])) for one in self}

    def _told_agencies(self):
        # Whoever is told sees it, in the list of those told or not.
        return self.sudo().agency_id if self.state != DRAFT else super()._told_agencies()

    def _is_withdrawn(self):
        return self.state == "withdrawn"

    def _notice_item(self):
        grades = dict(self._fields["grade"]._description_selection(self.env))
        return super()._notice_item() | {
            "name": self.env._(
                "%(grade)s: %(count)s tasks", grade=grades[self.grade], count=len(self.line_ids)
            ),
            "agency": self.agency_id.name,
            "deadline": self.date_answer,
        }

    @api.model
    def _notice_count_words(self, count):
        return self.env._("%(count)s formal reminders", count=count)

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {"subject_name": SQL("record.number")}
