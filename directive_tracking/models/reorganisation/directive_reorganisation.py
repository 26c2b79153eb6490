from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.guard.quotes import cut
from ...tools.workflow import WORKFLOW

KINDS = [("rename", "Rename"), ("merge", "Merger"), ("split", "Split")]
RULES = [
    ("one", "All to the first successor"),
    ("field", "By field of work"),
    ("officer", "By the officer in charge"),
]
DRAFT, DONE, UNDONE = "draft", "done", "undone"
STATES = [(DRAFT, "Draft"), (DONE, "Done"), (UNDONE, "Undone")]
# Written only by the verbs.
STAMPS = {
    "state",
    "date_done",
    "done_by_id",
    "date_undone",
    "undone_by_id",
    "concerned_agency_ids",
    "visible_agency_ids",
    "marks",
    "preview",
    "problems",
    "warnings",
    "refusal",
}


class DirectiveReorganisation(models.Model):
    """Agencies renamed, merged or split by a decision, from its day on.

    It can be previewed, done by hand or at 00:00 of its day, and undone until the first new step
    on anything it moved. What it will do is one plan (`_plan`), which the preview shows and doing
    carries out.
    """

    _name = "directive.reorganisation"
    _description = "Reorganisation of Agencies"
    _inherit = ["directive.subject.mixin", "directive.hold.mixin", "directive.workflow.mixin"]
    _order = "date_effective desc, id desc"
    _rec_names_search = ["name", "note"]
    _visible_by = ("concerned_agency_ids",)
    _notice_path = "directive-reorganisations"

    kind = fields.Selection(KINDS, required=True, default="merge")
    name = fields.Char(string="Number of the decision", required=True, index="trigram")
    date_document = fields.Date(string="Date of the decision")
    date_effective = fields.Date(
        string="Takes effect on",
        required=True,
        default=lambda self: self.env["directive.settings"]._today(),
        help="At 00:00 of this day, in the province's time zone.",
    )
    is_scheduled = fields.Boolean(
        string="Take effect by itself",
        help="At 00:00 of its day, without anybody pressing a button.",
    )
    note = fields.Text(string="Remark")
    split_rule = fields.Selection(
        RULES,
        string="Open tasks go",
        required=True,
        default="one",
        help="Proposed for each open task of an agency that is split; each can be changed.",
    )
    state = fields.Selection(STATES, required=True, default=DRAFT, readonly=True, copy=False)
    line_ids = fields.One2many(
        "directive.reorganisation.line", "reorganisation_id", string="Agencies", copy=True
    )
    member_ids = fields.One2many(
        "directive.reorganisation.member", "reorganisation_id", string="Members"
    )
    choice_ids = fields.One2many(
        "directive.reorganisation.choice", "reorganisation_id", string="Open tasks"
    )
    move_ids = fields.One2many(
        "directive.reorganisation.move", "reorganisation_id", string="Changes"
    )
    concerned_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_reorganisation_concerned_rel",
        "reorganisation_id",
        "agency_id",
        string="Agencies concerned",
        context={"active_test": False},
        readonly=True,
        copy=False,
    )
    visible_agency_ids = fields.Many2many(
        relation="directive_reorganisation_visible_agency_rel",
        column1="reorganisation_id",
        column2="agency_id",
    )
    preview = fields.Text(readonly=True, copy=False)
    problems = fields.Text(string="To correct first", readonly=True, copy=False)
    warnings = fields.Text(string="To be aware of", readonly=True, copy=False)
    refusal = fields.Text(
        string="Why it did not take effect",
        readonly=True,
        copy=False,
        help="The reason that prevented it when its day came.",
    )
    date_done = fields.Datetime(string="Done on", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    date_undone = fields.Datetime(string="Undone on", readonly=True, copy=False)
    undone_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    marks = fields.Json(readonly=True, copy=False, help="The last row of each table when done.")

    _scheduled_idx = models.Index("(date_effective) WHERE is_scheduled AND state = 'draft'")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"concerned_agency_ids": KEPT}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_no_stamps(vals)
        made = super().create([{**vals, "state": DRAFT} for vals in vals_list])
        made._trigger_next()
        return made

    def write(self, vals):
        if not self._in_workflow():
            self._check_no_stamps(vals)
            self._check_is_draft()
        result = super().write(vals)
        if {"is_scheduled", "date_effective"} & vals.keys():
            self._trigger_next()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _as_system(self):
        """Return these records as the verbs write them, once the caller has been checked."""
        # Tasks, members and agencies change, which an administrator may not write or even read.
        return self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)

    def _check_no_stamps(self, vals):
        stamps = {name for name in STAMPS & vals.keys() if vals[name] not in (False, DRAFT)}
        if stamps:
            raise UserError(
                self.env._("The state of a reorganisation changes only by doing or undoing it.")
            )

    def _check_is_draft(self):
        for one in self:
            if one.state != DRAFT:
                raise UserError(
                    self.env._(
                        "The reorganisation %(name)s has been done: it cannot be changed any more.",
                        name=cut(one.name),
                    )
                )

    def _check_administrator(self):
        user = self.env.user
        if not self.env.su and not user.has_group("directive_tracking.group_directive_admin"):
            raise UserError(self.env._("Only an administrator can reorganise agencies."))
        self.check_access("read")

    def action_open_moves(self):
        """Open the list of all that will change, or has changed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_reorganisation_move_action"
        )
        return dict(action, domain=[("reorganisation_id", "=", self.id)])

    # As a subject of notices

    def _hide_names(self):
        """Name them to administrators too, who prepare them and see them all."""
        if not self.env.user.has_group("directive_tracking.group_directive_admin"):
            super()._hide_names()

    def _is_withdrawn(self):
        return self.state == UNDONE

    def _notice_item(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return super()._notice_item() | {"number": self.name, "name": kinds[self.kind]}
