from odoo import fields, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.reception.words import APPOINTED, RECEIPT, REFUSAL, REFUSED, SLIP


class PetitionVisit(models.Model):
    """The papers that a visit ends with."""

    _inherit = "petition.visit"

    document_ids = fields.One2many(
        "petition.visit.document", "visit_id", string="Papers for the citizen", readonly=True
    )

    def _write_documents(self, papers):
        """Write what goes with the outcome of this visit and the ``papers`` brought, each once."""
        # Only the system writes them.
        documents = self.env["petition.visit.document"].sudo()
        documents = documents.with_context(directive_workflow=WORKFLOW)
        rows = self._prepare_documents(papers)
        # Those that are there are read as they are written: by the system.
        there = {one.kind: one for one in self.sudo().document_ids} if rows else {}
        for vals in rows:
            if known := there.get(vals["kind"]):
                known._record({**vals, "is_void": False})
            else:
                documents.create(vals)

    def _void_documents(self):
        """What was written for an outcome that is opened again holds no more."""
        self.document_ids._record({"is_void": True, "is_open": False})

    def _prepare_documents(self, papers):
        """Return the values of the papers for the citizen; nothing is written on paper for nothing."""
        common = {"visit_id": self.id, "date": self.date}
        rows = []
        if papers:
            rows.append({**common, "kind": RECEIPT})
        if self.outcome == APPOINTED:
            rows.append({**common, "kind": SLIP})
        if self.outcome == REFUSED and self.ground_id.needs_notice:
            due = self.env["petition.term"]._reception_day("R6", self.date)
            rows.append({**common, "kind": REFUSAL, "date_due": due, "is_open": True})
        return rows
