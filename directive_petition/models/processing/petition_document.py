from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import moved
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import RESULTS, refusal_domain
from ...tools.processing.documents import DOCUMENTS, LABELS, document_of, documents_for

STATES = [("draft", "Draft"), ("issued", "Issued")]
GUARDED = {"state", "step_id", "issued_by_id"}
FIXED = {"matter_id", "kind"}
AFTERWARDS = {"pages"}  # counted when it is put into the file
# What a paper hands to its step
TO_STEP = ("reason", "ground_id", "sent_to_id", "sent_to_text", "result", "extension_days")


class PetitionDocument(models.Model):
    """A paper of a matter: drafted from a template, edited, numbered and issued.

    Issuing a paper that belongs to a step takes that step, so that paper and state never differ. A
    step taken without its paper leaves a draft with its number, to be adapted and printed.
    """

    _name = "petition.document"
    _description = "Paper of a Matter"
    _inherit = ["directive.workflow.mixin", "directive.hold.mixin", "directive.paper.mixin"]
    _order = "matter_id, id desc"
    _rec_name = "kind"

    matter_id = fields.Many2one(
        "petition.matter", required=True, index=True, ondelete="restrict", copy=False
    )
    matter_kind = fields.Selection(related="matter_id.kind", string="Kind of matter")
    possible_results = fields.Char(related="matter_id.possible_results")
    kind = fields.Selection(LABELS, string="Paper", required=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False)
    form = fields.Char(compute="_compute_form", help="The number of the legal form.")
    step_id = fields.Many2one(
        "petition.step", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    number = fields.Char(string="Number of the paper", copy=False)
    date = fields.Date(string="Date of the paper", copy=False)
    pages = fields.Integer(string="Number of pages", copy=False, aggregator=None)
    recipient = fields.Char(string="To", help="Who receives it, as written on the paper.")
    body = fields.Text(string="Text")
    posts = fields.Text(string="Authority and post", help="One line each, above the signature.")
    signed_by = fields.Char()
    copies = fields.Text(string="Copies to", help="One line each.")
    issued_by_id = fields.Many2one(
        "res.users", string="Issued by", readonly=True, copy=False, ondelete="restrict"
    )

    # What its step asks for
    reason = fields.Text()
    ground_id = fields.Many2one(
        "petition.ground", ondelete="restrict", domain=refusal_domain("matter_kind", "date")
    )
    sent_to_id = fields.Many2one("directive.agency", string="Sent to", ondelete="restrict")
    sent_to_text = fields.Char(string="Sent to, outside")
    result = fields.Selection(RESULTS)
    extension_days = fields.Integer(string="Days of extension", aggregator=None)

    @api.depends("kind")
    def _compute_form(self):
        for paper in self:
            paper.form = paper.kind and DOCUMENTS[paper.kind].form

    @api.depends("kind", "number", "matter_id")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = paper._title()
        self._hide_unreadable_names()

    def _title(self):
        """Return the kind and the number of this paper, whoever reads it."""
        labels = dict(self._fields["kind"]._description_selection(self.env))
        name = self.number or self.matter_id.display_name
        return f"{labels.get(self.kind, '')} {name}".strip()

    @api.constrains("kind", "matter_id")
    def _check_kind(self):
        for paper in self:
            if paper.kind not in documents_for(paper.matter_id.kind):
                raise ValidationError(self.env._("This kind of matter has no such paper."))

    @api.model
    def _reorganisation_fields(self):
        # The paper of a step that was taken says to whom it went.
        unsent = moved(("state", "=", "draft"), ("step_id", "=", False))
        return super()._reorganisation_fields() | {"sent_to_id": unsent}

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        if not self._in_workflow():
            for vals in vals_list:
                # Set explicitly: defaults from a context must not enter.
                vals.update(state="draft", step_id=False, issued_by_id=False)
                matter = self.env["petition.matter"].browse(vals.get("matter_id") or ())
                matter.check_access("write")
        return super().create([self._filled(vals) for vals in vals_list])

    @api.model
    def _filled(self, vals):
        """Return the values of a new paper with the text of its template where none is typed."""
        if vals.get("body") or not vals.get("matter_id") or vals.get("kind") not in DOCUMENTS:
            return vals  # what is missing is asked for where it is stored
        said = {name: value for name, value in vals.items() if value}
        return {**vals, **self.new(vals)._template(), **said}

    def write(self, vals):
        if not self._in_workflow():
            if (GUARDED | FIXED) & vals.keys():
                raise UserError(self.env._("This is recorded when the paper is issued."))
            if vals.keys() - AFTERWARDS:
                self._check_draft()
            if vals.keys() & {*TO_STEP, "number"}:
                self._check_before_its_step()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_draft()
        if any(paper.step_id for paper in self):
            raise UserError(self.env._("The paper of a step is kept."))

    def _check_draft(self):
        for paper in self:
            if paper.state != "draft":
                raise UserError(
                    self.env._("“%s” has been issued and stays as it is.", paper.display_name)
                )

    def _check_before_its_step(self):
        """Raise for the paper of a step: it says what the trail of the matter says."""
        for paper in self.filtered("step_id"):
            raise UserError(
                self.env._(
                    "“%s” belongs to a completed step: its number and decision cannot be changed.",
                    paper.display_name,
                )
            )

    # Drafting and issuing

    @api.model
    def _draft(self, matter, kind, **vals):
        """Return the draft of a paper of ``matter`` with the text of its template."""
        return self.create({"matter_id": matter.id, "kind": kind, **vals})

    @api.model
    def _draft_of_step(self, step):
        """Return the draft of the paper that belongs to ``step``, or none."""
        matter = step.matter_id
        kind = document_of(step.verb, matter.kind)
        if not kind or not step.document_number:
            return self.browse()
        vals = {
            "matter_id": matter.id,
            "kind": kind,
            "step_id": step.id,
            "number": step.document_number,
            "date": step.document_date or step.day,
            "reason": step.reason,
            "ground_id": step.ground_id.id,
            "sent_to_id": step.sent_to_id.id,
            "sent_to_text": step.sent_to_text,
            "result": step.verb == "decide" and matter.result,
            "extension_days": step.extension_days,
        }
        known = self.with_context(directive_workflow=WORKFLOW)
        return known.create(vals).with_context(directive_workflow=None)

    def action_number(self):
        """Give these papers the next numbers of their agencies' patterns."""
        for paper in self:
            paper.matter_id.check_access("write")
            paper._hold_and_touch()
            paper._check_draft()
            if not paper.number:
                day = paper.date or self.env["directive.settings"]._today()
                agency = paper.matter_id.agency_id
                number = self.env["petition.numbering"]._next(agency, "document", day)
                paper.write({"number": number, "date": day})
        return True

    def action_issue(self):
        """Issue the papers: each gets its number, and the step it belongs to is taken."""
        for paper in self:
            paper._issue()
        return True

    def _issue(self):
        self.matter_id.check_access("write")
        self.matter_id._hold_and_touch()
        self._hold_and_touch()
        self._check_draft()
        self._check_step_stands()
        if not self.number:
            raise UserError(self.env._("Enter the number of the paper."))
        day = self.date or self.env["directive.settings"]._today()
        values = {"state": "issued", "date": day, "issued_by_id": self.env.uid}
        verb = DOCUMENTS[self.kind].verb
        if verb and not self.step_id:
            quiet = self.matter_id.with_context(petition_paper=WORKFLOW)
            values["step_id"] = quiet._take_step(verb, self._values_of_step(day)).id
        self.with_context(directive_workflow=WORKFLOW).write(values)
        self._after_issue()

    def _check_step_stands(self):
        """Raise for the paper of an end that was taken back: it says what holds no longer."""
        if self.step_id and self.matter_id._is_taken_back(self.step_id):
            raise UserError(
                self.env._(
                    "“%s” belongs to an end that was taken back: it cannot be issued.",
                    self.display_name,
                )
            )

    def _values_of_step(self, day):
        given = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in TO_STEP
            if self[name]
        }
        return {**given, "day": day, "document_number": self.number, "document_date": day}

    def _after_issue(self):
        """Do what follows from a paper that belongs to no step; higher rooms extend it."""
