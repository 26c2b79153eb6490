from odoo import fields, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.reception.words import APPOINTED, RECEIPT, REFUSAL, REFUSED, SLIP

REFUSAL_DAYS = 3  # working days: Decree 154/2026/NĐ-CP, article 4, clause 3


class PetitionVisit(models.Model):
    """The papers that a visit ends with."""

    _inherit = "petition.visit"

    document_ids = fields.One2many(
        "petition.visit.document", "visit_id", string="Papers for the citizen", readonly=True
    )

    def _write_documents(self):
        """Write the papers that go with the outcome of this visit."""
        # Only the system writes them.
        there = self.sudo().document_ids.mapped("kind")
        rows = [vals for vals in self._prepare_documents() if vals["kind"] not in there]
        documents = self.env["petition.visit.document"].sudo()
        documents.with_context(directive_workflow=WORKFLOW).create(rows)

    def _prepare_documents(self):
        """Return the values of the papers for the citizen; nothing is written on paper for nothing."""
        settings = self.env["directive.settings"]
        common = {"visit_id": self.id, "date": self.date}
        rows = []
        if self.paper_ids:
            rows.append({**common, "kind": RECEIPT})
        if self.outcome == APPOINTED:
            rows.append({**common, "kind": SLIP})
        if self.outcome == REFUSED and self.ground_id.needs_notice:
            due = settings._working_calendar().add(self.date, REFUSAL_DAYS)
            rows.append({**common, "kind": REFUSAL, "date_due": due, "is_open": True})
        return rows
