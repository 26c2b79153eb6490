from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.agency.fate import KEPT, moved
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionSessionPoint(models.Model):
    """One point of the notice of conclusions of a session: who does what until when.

    Decree 154/2026/NĐ-CP, article 25: in writing, with a term, to the bodies concerned; the citizen
    is told the term and whom to ask.
    """

    _name = "petition.session.point"
    _description = "Conclusion of a Session"
    _inherit = [
        "petition.named.mixin",
        "directive.derived.mixin",
        "petition.visibility.mixin",
        "directive.workflow.mixin",
        "directive.deadline.mixin",
    ]
    _order = "session_id, sequence, id"
    _rec_name = "text"
    _visible_by = ("agency_id",)
    _document_day = "session_id.conclusion_date"

    session_id = fields.Many2one("petition.session", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one(related="session_id.agency_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    visit_id = fields.Many2one(
        "petition.visit",
        string="About the visit",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('session_id', '=', session_id)]",
    )
    text = fields.Text(string="Conclusion", required=True)
    lead_agency_id = fields.Many2one(
        "directive.agency", string="Lead agency", index="btree_not_null", ondelete="restrict"
    )
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "petition_session_point_coordinating_rel",
        "point_id",
        "agency_id",
        string="Coordinating agencies",
        context={"active_test": False},
    )
    date_deadline = fields.Date(string="Deadline")
    contact = fields.Char(
        string="Contact for the citizen", help="Name, post and telephone, as told to the citizen."
    )
    task_id = fields.Many2one(
        "directive.task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    task_state = fields.Selection(related="task_id.state", string="Where it stands")

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        sessions = self.env["petition.session"]
        for vals in vals_list:
            sessions |= sessions.browse(vals.get("session_id") or ())
        sessions.check_access("write")
        sessions._check_open_for_points()
        if not self._in_workflow():
            vals_list = [{**vals, "task_id": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            if {"task_id", "session_id"} & vals.keys():
                raise UserError(self.env._("A point becomes a task by the steps of its session."))
            self._check_not_assigned()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_not_assigned()

    def _check_not_assigned(self):
        for point in self.sudo():  # the task may be hidden from the reader
            if point.task_id:
                raise UserError(
                    self.env._("This point is a task already: correct the task instead.")
                )
        self.session_id._check_open_for_points()

    def _questions_deadlines(self):
        return not self.task_id

    def _record(self, **vals):
        # The step has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    def _prepare_task(self, directive):
        """Return the values of the task of this point."""
        return {
            "directive_id": directive.id,
            "point": str(self.session_id.point_ids.ids.index(self.id) + 1),
            "name": self.text,
            "lead_agency_id": self.lead_agency_id.id,
            "coordinating_agency_ids": [
                Command.set((self.coordinating_agency_ids - self.lead_agency_id).ids)
            ],
            "deadline_kind": "date" if self.date_deadline else "none",
            "date_deadline": self.date_deadline,
        }

    @api.model
    def _reorganisation_fields(self):
        waiting = moved(("task_id", "=", False))
        return super()._reorganisation_fields() | {
            "agency_id": KEPT,
            "lead_agency_id": waiting,
            "coordinating_agency_ids": waiting,
        }

    def _in_words(self):
        """Return this point as it stands in the notice: who, what, until when, whom to ask."""
        parts = [self.text.rstrip(".")]
        if self.lead_agency_id:
            parts.append(self.env._("Lead: %s", self.lead_agency_id.name))
        if self.coordinating_agency_ids:
            names = ", ".join(self.coordinating_agency_ids.mapped("name"))
            parts.append(self.env._("Coordinating: %s", names))
        if self.date_deadline:
            day = format_date(self.env, self.date_deadline, date_format="dd/MM/yyyy")
            parts.append(self.env._("Before %s", day))
        if self.contact:
            parts.append(self.env._("To be asked: %s", self.contact))
        return ". ".join(parts) + "."
