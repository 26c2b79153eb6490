from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.reception.words import DOCUMENT_KINDS

MANAGER = "directive_petition.group_petition_manager"


class PetitionVisitDocument(models.Model):
    """A paper for the citizen at the desk: forms 01/TCD and 02/TCD, and the appointment slip.

    The system writes it when the visit ends. A refusal gets its number when the head has signed it.
    """

    _name = "petition.visit.document"
    _description = "Document of a Visit"
    _inherit = ["petition.visibility.mixin", "directive.kept.mixin", "directive.paper.mixin"]
    _order = "visit_id desc, id"
    _visible_by = ("agency_id",)

    visit_id = fields.Many2one("petition.visit", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one(
        related="visit_id.agency_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(DOCUMENT_KINDS, required=True)
    date = fields.Date(string="Dated", required=True)
    date_due = fields.Date(string="Due on", index="btree_not_null")
    number = fields.Char()
    is_void = fields.Boolean(string="No longer valid")
    is_open = fields.Boolean(string="To be issued", index=True)

    _once = models.Constraint("UNIQUE (visit_id, kind)", "This paper has been written already.")

    @api.depends("kind", "visit_id.number", "number")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            number = one.number or one.visit_id.number or ""
            one.display_name = f"{kinds.get(one.kind, '')} {number}".strip()
        self._hide_names()

    def action_issue(self, number=None, day=None):
        """Record that the head has signed this refusal.

        :param str number: of the document
        :param day: of the document, today if not said
        :raises UserError: without a number, or where it has been issued
        """
        self.ensure_one()
        number, day = self._typed_text(number), self._typed_day(day)
        self._check_may_issue()
        if not number:
            raise UserError(self.env._("Enter the number of the document."))
        today = self.env["directive.settings"]._today()
        self._record({"number": number, "date": day or today, "is_open": False})
        return True

    def _check_may_issue(self):
        visit = self.visit_id
        visit.check_access("write")
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise UserError(self.env._("Only a petition manager issues a refusal."))
        visit._hold_and_touch()
        self.invalidate_recordset(["is_open"])
        if not self.is_open:
            raise UserError(self.env._("“%s” no longer waits for a signature.", self.display_name))

    def _record(self, vals):
        # The step has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    def _refuse(self):
        raise UserError(self.env._("The papers of a visit are written by its steps."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": DERIVED,
            "visible_agency_ids": DERIVED,
        }
