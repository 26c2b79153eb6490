from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class DirectiveDirective(models.Model):
    """A directive as a subject of notices."""

    _inherit = "directive.directive"

    _notice_path = "directives"
    _notice_watcher = "monitor_id"
    _seen_ends_todo = False

    def _notice_item(self):
        item = super()._notice_item()
        return item | {"number": self.number or self.subject or "", "name": self.subject or ""}

    @api.model
    def _notice_columns(self):
        name = SQL("COALESCE(NULLIF(record.number, ''), record.subject)")
        return super()._notice_columns() | {"subject_name": name, "directive_id": SQL("record.id")}

    def _receipts_domain(self):
        """Return also the messages about the tasks of these directives."""
        return super()._receipts_domain() | Domain("notice_id.directive_id", "in", self.ids)

    def _ack_domain(self):
        """Return those of the directive itself and of its tasks."""
        return super()._ack_domain() | Domain("directive_id", "in", self.ids)
